/** Bodies that bring files: what samples and tables say of them, put together. */
import type { Body } from '../../model/contract.ts'
import { at } from '../../model/places.ts'
import type { Field, Json, Shape } from '../../model/shape.ts'
import { isFile, isFiles, isWhole } from '../../model/uploads.ts'
import type { BodyFound } from '../conventions/index.ts'

const FILE: Shape = { kind: 'string', format: 'binary' }

/** `stated` are the bodies that samples send, `described` says whether a table has its fields. */
export function withFiles(
  body: Body,
  from: { readonly stated: readonly BodyFound[]; readonly described: boolean },
): Body {
  const { shape, mediaTypes } = body
  if (mediaTypes.every(isWhole) && !from.described) return { ...body, shape: FILE }
  if (shape.kind !== 'object') return body
  if (from.stated.length === 0 && shape.fields.some((field) => isFile(field.shape)))
    return { ...body, mediaTypes: ['multipart/form-data'] }
  if (!mediaTypes.some((type) => type.startsWith('multipart/')))
    return shape.fields.some((field) => isLeftOut(field, body))
      ? { ...body, mediaTypes: ['multipart/form-data', ...mediaTypes] }
      : body
  const fields = shape.fields.map((field) => asFile(field, from.stated))
  return fields.every((field, i) => field === shape.fields[i]) ? body : { ...body, shape: { ...shape, fields } }
}

/** A file of the table that the sample's text does not hold: a program sends it beside the text. */
function isLeftOut({ name, shape }: Field, { example }: Body): boolean {
  return isFile(shape) && at(example, [name]) === undefined
}

/** `-F logo=@logo.png`: what curl reads from a file is one, whatever a table calls it. */
function asFile(field: Field, samples: readonly BodyFound[]): Field {
  if (isFile(field.shape) || isFiles(field.shape)) return field
  return samples.some(({ example }) => isRead(at(example, [field.name]))) ? { ...field, shape: FILE } : field
}

function isRead(value: Json | undefined): boolean {
  return typeof value === 'string' && value.startsWith('@')
}
