/** What the API sends to its callers' addresses: JSON that a unit about webhooks shows as payload, event or request. */
import { isRecord } from '../../model/places.ts'
import type { Json } from '../../model/shape.ts'
import { any } from '../../model/vocabulary.ts'
import { proseIn, proseOf } from '../prose.ts'
import { codes, type Announced, type Unit } from '../units.ts'
import { jsonOf, looksLikeJson, meantBy } from '../values/json.ts'
import type { DeliveryFound } from './convention.ts'
import { fences } from './fences.ts'

/** The deliveries that a unit about webhooks shows, in page order. Its author decides by heading and captions. */
export function webhookDeliveries(unit: Unit): readonly DeliveryFound[] {
  const uses = new Map(fences(unit).map((fence) => [fence.code, fence]))
  const all = codes(unit)
  const calls = all.some(({ code }) => uses.get(code)?.use === 'sample' && CALLS.test(code.text))
  const manages = calls || MANAGES.test(unit.heading?.text ?? '')
  const said = saysSent(unit.heading?.text) || saysSent(proseOf(unit))
  return all.flatMap((announced, at): DeliveryFound[] => {
    const { code } = announced
    if (!isPayload(announced, manages)) return []
    const fence = uses.get(code)
    if (fence === undefined || fence.status !== undefined) return []
    const example = meantBy(jsonOf(code))
    const { part, caption } = announced
    if (!isEvidence(announced, example, said)) return []
    const headers = headersIn(all[at - 1], announced) ?? []
    const name = eventOf(example) ?? quoted(caption)
    const heading = part.role === undefined ? part.heading : unit.heading
    return [{ name, heading, description: proseIn([part]), headers, example, span: code.span }]
  })
}

/** A sample that calls something; a program that receives is none. */
const CALLS = /\bcurl\b|^\s*\$?\s*https?(?:ie)? |https?:\/\//m
/** Headings of what a caller does with its subscriptions. */
const MANAGES = any(`
  ^(?:creat|add|regist|list|get|updat|delet|remov|retriev|fetch|show|subscrib|unsubscrib|replac|view|edit|set)
  ^(?:listar|obtener|crear|actualizar|eliminar|cria|consulta|exclus|suscrip)|\\bobject$
`)
const PAYLOAD = any(`
  \\b(?:payloads?|events?|deliver(?:y|ies)|notifications?|web ?-?hook (?:content|request|body|ping|message|data))\\b
  \\b(?:callback|post)(?:ed)? (?:body|data|request)\\b|enviad[oa]s|推送|回调
`)
const ANSWER = /\b(?:responses?|returns?|respon[ds]s?|objects?)\b|返回|响应/i
const TEXT = /^(?:json|plaintext|text|http|javascript)$/

function isPayload({ code, caption, near, part }: Announced, manages: boolean): boolean {
  if (!TEXT.test(code.language) || !looksLikeJson(code.text) || part.role === 'errors') return false
  const short = near && caption.length <= 160 ? caption : ''
  if (PAYLOAD.test(short) && !/\bresponse\b/i.test(short)) return true
  return !manages && !ANSWER.test(short) && part.role !== 'response' && !ANSWER.test(part.heading?.text ?? '')
}

/** Something has to say that this is sent: the payload's event, the caption, a heading or the prose. */
function isEvidence({ caption, part }: Announced, example: Json | undefined, said: boolean): boolean {
  if (eventOf(example) !== undefined || PAYLOAD.test(caption)) return true
  return said || saysSent(part.heading?.text) || saysSent(proseIn([part]))
}

function saysSent(text: string | undefined): boolean {
  return text !== undefined && (PAYLOAD.test(text) || SENT.test(text))
}

const SENT = /\b(?:sent|fires?|fired|triggers?|triggered|callbacks?|evento|enviará)\b/i
const EVENTS = ['event', 'type', 'event_type', 'eventType', 'event_name', 'eventName', 'topic', 'trigger', 'action']

/** The event as the payload names it. */
function eventOf(payload: Json | undefined): string | undefined {
  if (!isRecord(payload)) return undefined
  const values = EVENTS.map((name) => payload[name])
  return values.find((value): value is string => typeof value === 'string' && /^[\w.:/-]{2,80}$/.test(value))
}

/** `Example payload for "subscriber.created"`, with or without quotes. */
function quoted(caption: string): string | undefined {
  return (
    /["“`]([\w.:#{}/-]{2,80})["”`]/.exec(caption)?.[1] ?? /\b[a-z]{2,40}(?:[._:][a-z]{2,40})+\b/i.exec(caption)?.[0]
  )
}

const HEADER = /^([A-Za-z][\w-]*):\s*(\S.*)$/

/** A block of header lines right before the payload, under the same heading. */
function headersIn(before: Announced | undefined, payload: Announced): DeliveryFound['headers'] | undefined {
  if (before === undefined || before.part !== payload.part) return undefined
  const lines = before.code.text.split('\n').filter((line) => line.trim() !== '')
  const headers = lines.map((line) => HEADER.exec(line.trim()))
  if (headers.length === 0 || headers.includes(null)) return undefined
  return headers.map((match) => [match?.[1] ?? '', match?.[2] ?? ''] as const)
}
