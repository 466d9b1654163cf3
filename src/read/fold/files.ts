/** Bodies that bring files: what samples and tables say of them, put together. */
import type { Body } from '../../model/contract.ts'
import { at } from '../../model/places.ts'
import type { Field, Shape } from '../../model/shape.ts'
import { isFile, isFiles, isWhole } from '../../model/uploads.ts'

const FILE: Shape = { kind: 'string', format: 'binary' }

/** `stated` where a sample sends the body, `described` where a table has its fields. */
export function withFiles(body: Body, from: { readonly stated: boolean; readonly described: boolean }): Body {
  const { shape, mediaTypes } = body
  if (mediaTypes.every(isWhole) && !from.described) return { ...body, shape: FILE }
  if (shape.kind !== 'object') return body
  if (!from.stated && shape.fields.some((field) => isFile(field.shape)))
    return { ...body, mediaTypes: ['multipart/form-data'] }
  if (!mediaTypes.some((type) => type.startsWith('multipart/')))
    return shape.fields.some((field) => isLeftOut(field, body))
      ? { ...body, mediaTypes: ['multipart/form-data', ...mediaTypes] }
      : body
  const fields = shape.fields.map((field) => asFile(field, body))
  return fields.every((field, i) => field === shape.fields[i]) ? body : { ...body, shape: { ...shape, fields } }
}

/** A file of the table that the sample's text does not hold: a program sends it beside the text. */
function isLeftOut({ name, shape }: Field, { example }: Body): boolean {
  return isFile(shape) && at(example, [name]) === undefined
}

/** `-F logo=@logo.png`: what curl reads from a file is one, whatever a table calls it. */
function asFile(field: Field, { example }: Body): Field {
  const value = at(example, [field.name])
  const isKnown = isFile(field.shape) || isFiles(field.shape)
  return typeof value === 'string' && value.startsWith('@') && !isKnown ? { ...field, shape: FILE } : field
}
