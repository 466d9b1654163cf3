/** Messages that a sample sends over a socket: `ws.send('{"op": "subscribe"}')`, `> {"op": "subscribe"}` in wscat. */
import type { Piece } from '../values/sequence.ts'

const CALL = /\bsend\w*\(\s*(?:JSON\.stringify\(|json\.dumps\()?\s*(["'`]?)(\{.*\})\1\s*\)/i
const PROMPT = /^\s*([<>])\s*(\{.*\})\s*$/

/** The messages of a program or a terminal, a line each; those of a terminal may come from the server. */
export function sendsIn(text: string): Piece[] {
  return text
    .slice(0, 50_000)
    .split('\n')
    .flatMap((written, line): Piece[] => {
      if (written.length > 2000) return []
      const called = CALL.exec(written)?.[2]
      if (called !== undefined) return [{ text: called.replaceAll('\\"', '"'), comment: 'send', line }]
      const [, side, shown] = PROMPT.exec(written) ?? []
      return shown === undefined ? [] : [{ text: shown, comment: side === '>' ? 'send' : 'receive', line }]
    })
}
