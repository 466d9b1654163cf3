/** The files that an operation takes, as its page describes them. */
import type { Body, Operation } from './contract.ts'
import type { Field, ObjectShape, Shape } from './shape.ts'

/** Files as fields of `multipart/form-data`, or one file that is the whole body. */
export type Uploads =
  | { readonly kind: 'form'; readonly fields: readonly FileField[] }
  | { readonly kind: 'whole'; readonly types: readonly string[]; readonly most: number | undefined }

/** `most` is the size in bytes that the page allows, where it says one. */
export type FileField = {
  readonly name: string
  readonly many: boolean
  readonly required: boolean
  readonly most: number | undefined
}

/** Undefined where the operation takes no file. */
export function uploadsOf({ body, description }: Pick<Operation, 'body' | 'description'>): Uploads | undefined {
  if (body === undefined) return undefined
  const stated = sizeIn(description ?? '')
  if (isForm(body)) {
    const fields = fieldsOf(body.shape).filter(({ shape }) => isFile(shape) || isFiles(shape))
    return { kind: 'form', fields: fields.map((field) => fileField(field, stated)) }
  }
  const types = body.mediaTypes.filter(isWhole)
  return types.length === 0 ? undefined : { kind: 'whole', types, most: stated }
}

/** The body without its files: what is left are texts. */
export function withoutFiles(shape: Shape): Shape {
  if (shape.kind !== 'object') return shape
  const fields = shape.fields.filter((field) => !isFile(field.shape) && !isFiles(field.shape))
  return { ...shape, fields } satisfies ObjectShape
}

function isForm({ mediaTypes }: Body): boolean {
  return mediaTypes.some((type) => type.toLowerCase().startsWith('multipart/'))
}

/** Bytes that are neither JSON nor a form nor text. */
export function isWhole(mediaType: string): boolean {
  return /^(?:application\/(?:octet-stream|pdf|zip|gzip|x-[\w-]*(?:zip|tar|gtar|gzip))|(?:image|audio|video|font)\/.+)$/i.test(
    mediaType,
  )
}

function fieldsOf(shape: Shape): readonly Field[] {
  return shape.kind === 'object' ? shape.fields : []
}

function fileField({ name, shape, required, description = '' }: Field, stated: number | undefined): FileField {
  return { name: plain(name), many: isFiles(shape), required, most: sizeIn(description) ?? stated }
}

/** `photos[]` is the list `photos`. */
function plain(name: string): string {
  return name.replace(/\[\]$/, '')
}

/** Whether a value is a file. */
export function isFile(shape: Shape): boolean {
  if (shape.kind === 'union') return shape.options.some(isFile)
  return shape.kind === 'string' && shape.format === 'binary'
}

/** Whether a value is a list of files. */
export function isFiles(shape: Shape): boolean {
  return shape.kind === 'array' && isFile(shape.items)
}

const MOST =
  /(?:at most|up to|max(?:imum|\.)?(?: (?:file|upload))?(?: size)?(?: (?:of|is))?|no (?:more|larger|bigger) than|not exceed|not be (?:larger|bigger) than|(?:smaller|less) than|limited to|limit(?: of| is)?|under|below|≤)\W{0,3}(\d+(?:\.\d+)?)\s?([kmg])i?b\b|(\d+(?:\.\d+)?)\s?([kmg])i?b (?:max|limit|or (?:less|smaller))/i

const UNITS: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 }

/** The size that a sentence allows, in bytes; undefined where it speaks of none. */
export function sizeIn(text: string): number | undefined {
  const [, before, unit, after, unitAfter] = MOST.exec(text) ?? []
  const number = before ?? after
  if (number === undefined) return undefined
  return Math.floor(Number(number) * (UNITS[(unit ?? unitAfter ?? '').toLowerCase()] ?? 1))
}
