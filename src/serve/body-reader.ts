/** Bodies of one operation: what may be sent, read and checked. */
import type { IncomingHttpHeaders } from 'node:http'
import type { Operation } from '../model/contract.ts'
import { isRecord } from '../model/places.ts'
import { widen } from '../model/widen.ts'
import { ANY, type Json, type Shape } from '../model/shape.ts'
import { uploadsOf, withoutFiles } from '../model/uploads.ts'
import type { Complaint } from './complaint.ts'
import { Failure } from './fail.ts'
import { bodyKind, checkedForm, parseForm, parseJson } from './body.ts'
import { typedForm } from './form.ts'
import { withoutAny, type UploadsByName } from './uploads/index.ts'
import { bodyChecker } from './validate.ts'

/**
 * The value of a body; undefined where none was sent. Throws a Failure for what cannot be read; what the page does not allow
 * is added to the complaints.
 */
export type ReadBody = (sent: Sent, headers: IncomingHttpHeaders, complaints: Complaint[]) => Json | undefined

/** A body as it was received: its bytes, or the texts of a form and files. */
export type Sent = {
  readonly bytes?: Buffer | undefined
  readonly files?: UploadsByName | undefined
  readonly texts?: readonly (readonly [string, string])[] | undefined
  /** What was wrong with the files. */
  readonly complaints?: readonly Complaint[]
}

export function bodyReader({ body, method, path }: Operation): ReadBody {
  const defaults = method === 'POST' && !path.endsWith('}') ? defaultsOf(body?.shape) : undefined
  // What the page shows is right, whatever its tables say.
  const whole = body?.example === undefined ? body?.shape : widen(body.shape, body.example)
  const files = body === undefined ? undefined : uploadsOf({ body, description: undefined })
  const shape = whole === undefined || files?.kind !== 'form' ? whole : withoutFiles(whole)
  const check = shape === undefined ? undefined : bodyChecker(shape)
  const forms = body?.mediaTypes.some((type) => type.includes('form')) ?? false
  const expectsSome = shape !== undefined && needs(shape)
  return (sent, headers, complaints) => {
    if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity') throw encoded()
    const value = valueOf(sent, headers, { forms, shape })
    if (sent.complaints !== undefined) complaints.push(...sent.complaints)
    if (files !== undefined && sent.files === undefined) complaints.push(...withoutAny(files, value))
    if (value === undefined) {
      if (expectsSome && isEmpty(sent)) complaints.push(NOTHING_SENT)
      return undefined
    }
    if (check !== undefined) complaints.push(...check(value))
    return defaults !== undefined && isRecord(value) ? { ...defaults, ...value } : value
  }
}

function isEmpty({ bytes, texts }: Sent): boolean {
  return texts === undefined && (bytes === undefined || bytes.length === 0)
}

const NOTHING_SENT: Complaint = {
  parameter: 'body',
  expected: 'a JSON object',
  message: 'A body is missing: a JSON object is expected.',
}

/** What a creation means that leaves fields out. A change that leaves fields out means that they stay. */
function defaultsOf(shape: Shape | undefined): Readonly<Record<string, Json>> | undefined {
  const fields = shape?.kind === 'object' ? shape.fields : []
  const found = fields.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value] as const]))
  return found.length === 0 ? undefined : Object.fromEntries(found)
}

/** Whether a request without a body lacks something. */
function needs(shape: Shape): boolean {
  return shape.kind === 'object' && shape.fields.some((field) => field.required)
}

type Decoding = { readonly forms: boolean; readonly shape: Shape | undefined }

/** An operation that documents no body takes JSON for its handler and passes over anything else. */
function valueOf(sent: Sent, headers: IncomingHttpHeaders, { forms, shape }: Decoding): Json | undefined {
  if (sent.texts !== undefined) return typedForm(shape ?? ANY, checkedForm(sent.texts))
  if (sent.bytes === undefined || sent.bytes.length === 0) return undefined
  const type = headers['content-type']
  const kind = bodyKind(type)
  if (kind === 'json') return parseJson(sent.bytes)
  if (shape === undefined) return undefined
  if (kind === 'form' && forms) return typedForm(shape, parseForm(sent.bytes))
  throw new Failure(415, `The body is ${type ?? 'of no stated type'}; send application/json.`, {
    headers: { 'accept-post': 'application/json' },
  })
}

function encoded(): Failure {
  return new Failure(415, 'Encoded bodies are not read; send it as it is.', {
    headers: { 'accept-encoding': 'identity' },
  })
}
