/**
 * Handlers run once for each `Idempotency-Key`: a repetition gets the answer that the first request got, without anything
 * being done again. Answers that are errors are not kept, so that what failed can be tried again.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answers, Kept } from '../store/index.ts'
import type { Answered, Call } from './call.ts'
import { Failure } from './fail.ts'
import type { Content } from './file.ts'
import { misused } from './once.ts'

type Asked = NonNullable<Call['once']>

export type Replaying = {
  readonly answers: Answers
  /** What answers a key that was used with another request. */
  readonly mismatch: number
  /** How long a request may be under way before another one may take its place, in milliseconds. */
  readonly lease: number
}

/** What is kept under a key: that somebody is at it, or what was answered. `id` says which. */
const [OPEN, DONE, FREE] = ['open', 'done', 'free']

/** A repetition waits so long for a first request that is quick, in milliseconds: all of these, one after the other. */
const PATIENCE = [25, 50, 100, 200, 400]
const AGAIN = '1'

/** Longer answers are not kept, in characters. */
const LONGEST = 4 * 1024 * 1024

/** Does the work for whoever brings the key first. Rejects with a Failure (409, 422) for those whom nothing can be answered. */
export async function replaying(
  asked: Asked,
  { answers, mismatch, lease }: Replaying,
  work: () => Promise<Answered | Content>,
): Promise<Answered | Content> {
  const key = `answer ${asked.key}`
  const keep = (id: string, text: string): Promise<void> =>
    answers.keep(key, { fingerprint: asked.fingerprint, id, text })
  for (const wait of [...PATIENCE, undefined]) {
    const mine = { fingerprint: asked.fingerprint, id: OPEN, text: String(Date.now() + lease) }
    const other = await answers.claim(key, mine, isFree)
    if (other === undefined) return first(work, keep, asked.seal)
    if (other.fingerprint !== asked.fingerprint) throw misused(mismatch)
    if (other.id === DONE) return repeated(other.text && asked.unseal(other.text))
    if (wait !== undefined) await sleep(wait)
  }
  throw conflict('A request with this Idempotency-Key is being answered at this moment.', { 'retry-after': AGAIN })
}

/** Whoever had it was killed, or failed. */
function isFree({ id, text }: Kept): boolean {
  return id === FREE || (id === OPEN && Number(text) < Date.now())
}

async function first(
  work: () => Promise<Answered | Content>,
  keep: (id: string, text: string) => Promise<void>,
  seal: Asked['seal'],
): Promise<Answered | Content> {
  // Where the store is gone, the time of the one who had it ends by itself.
  const forgotten = (): undefined => undefined
  const answered = await work().catch(async (error: unknown) => {
    await keep(FREE, '').catch(forgotten)
    throw error
  })
  // What was done is done, and is not to be done again at once because only its answer could not be kept.
  await keep(DONE, isKept(answered) ? seal(JSON.stringify(answered)) : '').catch(forgotten)
  return answered
}

function isKept(answered: Answered | Content): answered is Answered {
  return !('open' in answered) && (answered.text?.length ?? 0) <= LONGEST
}

function repeated(text: string): Answered {
  if (text === '') throw conflict('This request was answered before, with what is too large to be kept.')
  // What `first` has written.
  const answered = JSON.parse(text) as Answered
  return { ...answered, text: answered.text, headers: { ...answered.headers, 'idempotency-replayed': 'true' } }
}

function conflict(words: string, headers: Readonly<Record<string, string>> = {}): Failure {
  return new Failure(409, words, { parameter: 'Idempotency-Key', headers })
}
