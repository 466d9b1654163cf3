/** What the reader has filled in for one operation or channel; it outlives the form, which is made anew when the page changes. */
import type { Field, Shape } from '../../../../model/shape.ts'
import { options } from '../../../../model/join.ts'
import type { TryBody, TryOperation, TryParameter } from '../../tryit/types.ts'
import { untyped } from './typed.ts'

export type Draft = {
  /** Index into the servers that can be chosen. */
  server: number
  /** Index into the ways in of the operation. */
  way: number
  /** Texts by the id of their field; empty or absent is not sent. */
  readonly texts: Map<string, string>
  readonly files: Map<string, File>
  media: string
  /** Whether the body is typed as a text instead of field by field. */
  whole: boolean
}

/** The id of the field that is the whole body. */
export const BODY = 'body'

export const parameterId = ({ in: place, name }: TryParameter): string => `${place} ${name}`
export const fieldId = ({ name }: Field): string => `field ${name}`

/** The form as it opens: with the values of the page's samples and the page's example of a body. */
export function newDraft(parameters: readonly TryParameter[], body: TryBody | undefined): Draft {
  const texts = new Map<string, string>()
  for (const parameter of parameters)
    if (parameter.sample !== undefined) texts.set(parameterId(parameter), parameter.sample)
  const media = body?.mediaTypes[0] ?? 'application/json'
  const draft: Draft = { server: 0, way: 0, texts, files: new Map(), media, whole: true }
  if (body?.example !== undefined) {
    texts.set(BODY, untyped(body.example))
    spread(draft, body)
  }
  draft.whole = !canBeFields(body)
  return draft
}

/** Puts the fields of an example into the fields of the form. */
function spread({ texts }: Draft, { example, shape }: TryBody): void {
  if (typeof example !== 'object' || example === null || Array.isArray(example)) return
  // The name of a file in an example is no file of the reader's.
  for (const field of fieldsOf(shape).filter((one) => !isFile(one))) {
    const value = (example as Readonly<Record<string, typeof example>>)[field.name] // an object of JSON
    if (value !== undefined) texts.set(fieldId(field), untyped(value))
  }
}

/** Whether a form sends the field as a file. */
export function isFile({ shape }: Field): boolean {
  return shape.kind === 'string' && shape.format === 'binary'
}

/** The fields of a body; none where it is no object. */
export function fieldsOf(shape: Shape | undefined): readonly Field[] {
  const object = shape && options(shape).find((option) => option.kind === 'object')
  return object?.fields ?? []
}

/** Whether the form can ask for a body field by field: all of its example must have one. */
export function canBeFields(body: TryBody | undefined): boolean {
  const names = new Set(fieldsOf(body?.shape).map(({ name }) => name))
  const example = body?.example
  if (names.size === 0 || Array.isArray(example) || example === null) return false
  return example === undefined || (typeof example === 'object' && Object.keys(example).every((name) => names.has(name)))
}

/** Whether browsers send a body with this method. */
export function sendsBody({ method, body }: TryOperation): boolean {
  return body !== undefined && method !== 'GET' && method !== 'HEAD'
}
