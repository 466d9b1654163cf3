/** Who sends a message: the client or the server, by the words around it and by what it holds. */
import { isRecord } from '../../model/places.ts'
import type { Json } from '../../model/shape.ts'
import { found } from '../../model/vocabulary.ts'

export type Sender = 'client' | 'server'

const CLIENT = found(String.raw`
  \b(?:clients?|requests?|send|expects?|operations?|you)\b
  发送|發送|请求|請求|送信|リクエスト|요청|запрос|enviar|petici[oó]n
`)
const SERVER = found(String.raw`
  \b(?:servers?|systems?|we|sends|respon(?:se|d)s?|returns?|returned|repl(?:y|ies)|push(?:es|ed)?|receive[sd]?|acks?)\b
  \b(?:events?|notifications?|updates?|snapshots?|errors?|results?|incoming|broadcasts?)\b
  返回|响应|響應|推送|收到|レスポンス|응답|ответ|respuesta|resposta
`)
const ASKING = /\b(?:un)?subscri(?:be|ption)|\bping\b|\blog ?[io]n\b|\bauth|订阅|訂閱|購読|구독/i

/** What a comment, a caption or a heading says; the first word that says it counts. */
export function saidSender(text: string): Sender | undefined {
  const [client, server] = [CLIENT.exec(text)?.index, SERVER.exec(text)?.index]
  if (client === undefined) return server === undefined ? undefined : 'server'
  return server === undefined || client < server ? 'client' : 'server'
}

/** Whether a heading is about something that the client asks for. */
export function isAsking(text: string): boolean {
  return ASKING.test(text)
}

/** Names of the field that tells the kinds of messages apart, the most telling first. */
const KINDS = `
  type event op action method cmd command msg_type msgType message_type messageType event_type eventType
  e req request uri opcode res topic channel subject kind
`
  .trim()
  .split(/\s+/)
const ASKS =
  /^(?:batch-?)?(?:un)?-?sub(?:$|[\W_]|scribe(?!d))|^(?:ping|auth|log[io]n|req|open|close|get|set|join)(?![a-z]*ed$)/i
/** Fields that only an answer has. */
const ANSWERS = ['code', 'status', 'success', 'result', 'error', 'ret', 'message', 'data']

/** The values by which a message says what it is: strings, and numbers that a table of codes may explain. */
export function kindsOf(example: Json | undefined): readonly string[] {
  if (!isRecord(example)) return []
  const values = KINDS.map((name) => example[name])
  return values.flatMap((value) => (typeof value === 'string' || typeof value === 'number' ? [String(value)] : []))
}

/** What the message itself tells; undefined where it may go either way. */
export function shownSender(example: Json | undefined): Sender | undefined {
  if (!isRecord(example)) return undefined
  const asks = kindsOf(example).some((kind) => ASKS.test(kind))
  if (asks) return ANSWERS.some((name) => name in example && name !== 'data') ? 'server' : 'client'
  return kindsOf(example).some((kind) => /[a-z]/i.test(kind)) || ANSWERS.some((name) => name in example)
    ? 'server'
    : undefined
}
