/** Which of the page's messages a client has sent. */
import type { Message } from '../../model/contract.ts'
import { isRecord } from '../../model/places.ts'
import type { Json } from '../../model/shape.ts'
import { refused, type Complaint, type Refusal } from '../complaint.ts'
import { Failure } from '../fail.ts'
import { bodyChecker } from '../validate.ts'

/** Names of the field by which messages are told apart, the most telling first. */
const KINDS = ['op', 'type', 'event', 'action', 'method', 'command', 'cmd', 'uri', 'channel', 'topic', 'kind']

/** Finds the message, checked against the page. Throws a Failure for one that the page does not allow. */
export type Recognise = (value: Json) => Message

export function recogniser(messages: readonly Message[], refusal: Refusal): Recognise {
  const field = fieldOf(messages)
  const known = messages.map((message) => ({
    message,
    kind: kindOf(message.example, field),
    check: bodyChecker(message.shape),
  }))
  return (value) => {
    const kind = kindOf(value, field)
    const candidates = field === undefined ? known : known.filter((one) => one.kind === kind)
    if (candidates.length === 0) throw unknown(refusal, field, kind)
    return firstThatFits(candidates, value, refusal)
  }
}

type Candidate = { readonly message: Message; readonly check: (value: Json) => readonly Complaint[] }

/** Of messages of one kind, the first that the value fits; what is wrong is said of the first of all. */
function firstThatFits(candidates: readonly Candidate[], value: Json, refusal: Refusal): Message {
  let first: readonly Complaint[] | undefined
  for (const { message, check } of candidates) {
    const complaints = check(value)
    if (complaints.length === 0) return message
    first ??= complaints
  }
  throw refused(refusal, first ?? [])
}

function unknown({ status }: Refusal, field: string | undefined, kind: string | undefined): Failure {
  if (field === undefined || kind === undefined)
    return new Failure(status, field === undefined ? 'No message is expected.' : `${field} is missing.`, {
      parameter: field ?? 'message',
    })
  return new Failure(status, `There is no message with ${field} ${JSON.stringify(kind.slice(0, 60))}.`, {
    parameter: field,
  })
}

/** The field that every example has and that tells most of them apart. */
function fieldOf(messages: readonly Message[]): string | undefined {
  const examples = messages.flatMap(({ example }) => (isRecord(example) ? [example] : []))
  const [first] = examples
  if (first === undefined) return undefined
  const names = Object.keys(first).filter((name) => examples.every((one) => kindOf(one, name) !== undefined))
  const distinct = (name: string): number => new Set(examples.map((one) => kindOf(one, name))).size
  const telling = names.filter((name) => KINDS.includes(name) || distinct(name) > 1)
  const rank = (name: string): number => (KINDS.includes(name) ? KINDS.indexOf(name) : KINDS.length)
  return telling.toSorted((a, b) => rank(a) - rank(b) || distinct(b) - distinct(a))[0]
}

function kindOf(value: Json | undefined, field: string | undefined): string | undefined {
  const kind = isRecord(value) && field !== undefined ? value[field] : undefined
  return typeof kind === 'string' || typeof kind === 'number' ? String(kind) : undefined
}
