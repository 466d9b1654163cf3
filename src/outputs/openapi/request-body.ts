/** The body of a request, once a media type. */
import type { Body } from '../../model/contract.ts'
import { isFormType } from '../../model/form.ts'
import { objectOf } from '../../model/join.ts'
import type { Field } from '../../model/shape.ts'
import { tidy, type Doc } from '../doc.ts'
import { schemaOf } from '../json-schema.ts'
import type { Context } from './context.ts'

export function requestBody({ refer }: Context, { mediaTypes, shape, example }: Body): Doc {
  const fields = objectOf(shape)?.fields
  const media = tidy({ schema: schemaOf(shape, refer), example })
  const form = tidy({ ...media, encoding: bracketed(fields) })
  const types = mediaTypes.length > 0 ? mediaTypes : ['application/json']
  return tidy({
    content: Object.fromEntries(types.map((type) => [type, isFormType(type) ? form : media])),
    required: fields === undefined ? undefined : fields.some((field) => field.required) || undefined,
  })
}

/** How forms send what is inside of a field: `owner[name]=Ada`. */
function bracketed(fields: readonly Field[] = []): Doc | undefined {
  const nested = fields.filter(({ shape }) => objectOf(shape) !== undefined)
  if (nested.length === 0) return undefined
  return Object.fromEntries(nested.map(({ name }) => [name, { style: 'deepObject', explode: true }]))
}
