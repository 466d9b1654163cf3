/** Why a WebSocket was closed, in words (RFC 6455, 7.4, and the registry of IANA). */
import { en } from '../../words/try/en.ts'
import { say } from './say.ts'

/** What a close code means. */
export function closeWords(code: number): string {
  const known = `close${code}`
  if (isKnown(known)) return say(known)
  if (code >= 4000 && code < 5000) return say('close4xxx')
  return say(code >= 3000 && code < 4000 ? 'close3xxx' : 'closeOther')
}

const isKnown = (name: string): name is keyof typeof en => name in en
