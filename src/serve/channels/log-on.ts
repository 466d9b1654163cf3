/** Credentials where browsers can show them: in the query of a handshake, or in the first message. */
import { afterPrefix, type Requirement } from '../../model/security.ts'
import type { Channel, Message } from '../../model/contract.ts'
import { isRecord } from '../../model/places.ts'
import type { Json } from '../../model/shape.ts'
import type { Asking } from '../authorise.ts'

const SECRET = /^(?:access|auth|session)?[_-]?token$|^(?:api|access|session)?[_-]?key$|^auth(?:orization)?$|^jwt$/i
const LOG_ON = /\b(?:auth|log ?[io]n|sign ?in|logon|登录|登錄|認証)/i

/** A request that shows a credential by the page's schemes, made of named values; undefined if none is among them. */
export function requestOf(
  fields: Readonly<Record<string, unknown>>,
  security: readonly Requirement[],
): Asking['request'] | undefined {
  const texts = Object.entries(fields).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
  const secret = texts.find(([name]) => SECRET.test(name))?.[1]
  if (texts.length === 0) return undefined
  const query: Record<string, string> = Object.fromEntries(texts)
  const headers: Record<string, string> = Object.fromEntries(texts.map(([name, value]) => [name.toLowerCase(), value]))
  if (secret === undefined) return { headers, query }
  for (const one of security.flat()) {
    if (one.kind === 'bearer' || one.kind === 'oauth2') headers['authorization'] ??= `Bearer ${secret}`
    if (one.kind !== 'key') continue
    if (one.in === 'query') query[one.name] ??= secret
    if (one.in === 'header') headers[one.name.toLowerCase()] ??= afterPrefix(one, secret)
  }
  return { headers, query }
}

/** The texts of a message, those one level down too: where a credential may stand in it. */
export function fieldsOf(message: Json): Readonly<Record<string, unknown>> {
  if (!isRecord(message)) return {}
  const inner = Object.values(message).filter(isRecord)
  return Object.assign({}, ...inner, message) as Readonly<Record<string, unknown>>
}

/** Whether the page shows a message by which clients say who they are. */
export function hasLogOn({ messages }: Channel): boolean {
  return messages.some((message) => message.from === 'client' && isLogOn(message))
}

/** Whether by this message clients say who they are. */
export function isLogOn({ name, example }: Message): boolean {
  const values = isRecord(example) ? Object.values(example) : []
  return (
    LOG_ON.test(name) || values.some((value) => typeof value === 'string' && /^(?:auth|log[io]n|logon)/i.test(value))
  )
}
