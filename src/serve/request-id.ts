/** Ids of requests: no two alike, in whatever process, and made of next to nothing. */
import { randomBytes } from 'node:crypto'

/** 96 random bits say which process it was, a number which request. */
const PROCESS = randomBytes(12).toString('base64url')
let count = 0

/** `q1fUX9cVbq3kMnZw-1c`. Can be guessed, so it lets nobody in anywhere. */
export function newRequestId(): string {
  return `${PROCESS}-${(++count).toString(36)}`
}
