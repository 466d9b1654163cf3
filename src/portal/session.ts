/** The session in the browser: better-auth's cookie under a name and path of our own, so that APIs on one host do not share it. */
import { cookie, type PageInput } from '../serve/index.ts'
import { PORTAL } from './addresses.ts'

const OURS = 'kittn_developer'
const THEIRS = 'better-auth.session_token'

/** How long a session lasts that nobody ends, in seconds. */
export const SESSION: number = 14 * 24 * 60 * 60

export function sessionOf({ cookies }: PageInput): string | undefined {
  return cookies[OURS] || undefined
}

/** The headers in which better-auth finds the session. */
export function headersWith(input: PageInput): Headers {
  const { headers } = input
  return new Headers({
    'user-agent': String(headers['user-agent'] ?? ''),
    cookie: `${THEIRS}=${encodeURIComponent(sessionOf(input) ?? '')}`,
  })
}

/** The `Set-Cookie` for the browser, where better-auth's answer sets one. */
export function sessionSet(input: PageInput, answer: Headers): string | undefined {
  const pair = answer.getSetCookie().find((one) => one.startsWith(`${THEIRS}=`))
  const value = pair?.slice(THEIRS.length + 1).split(';', 1)[0]
  return value ? sessionCookie(input, decodeURIComponent(value), SESSION) : undefined
}

export function sessionEnded(input: PageInput): string {
  return sessionCookie(input, '', 0)
}

function sessionCookie({ base, address }: PageInput, value: string, maxAge: number): string {
  return cookie(OURS, value, { maxAge, path: base + PORTAL, secure: address.startsWith('https:') })
}
