/** Errors of the page's table as shared responses. */
import type { ErrorCode, Operation } from '../../model/contract.ts'
import { phrase } from '../../model/status.ts'
import type { Context } from './context.ts'
import { schemaOfExample } from '../json-schema.ts'
import { meets } from './shared-errors.ts'
import { tidy } from '../doc.ts'
import type { Doc } from '../doc.ts'

/** References to the errors that an operation can meet, by status. */
export function errorsFor({ errors }: Context, operation: Operation): Doc {
  const met = errors.filter(({ code }) => meets(code.status, operation))
  return Object.fromEntries(
    met.map(({ name, code }) => [String(code.status), { $ref: `#/components/responses/${name}` }]),
  )
}

/** The responses that operations may share, by name: `NotFound`, `ImATeapot`. */
export function errorResponses(context: Context): [string, Doc][] {
  return context.errors.map(({ name, code }) => [name, errorResponse(context, code)])
}

/** What every error of the API looks like: as the page shows one, else RFC 9457. */
export function errorSchema({ contract }: Context): Doc {
  const { example } = contract.errors
  return example ? schemaOfExample(example.body) : PROBLEM
}

const PROBLEM: Doc = {
  type: 'object',
  description: 'Problem details, RFC 9457.',
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string', format: 'uri-reference' },
  },
}

function errorResponse({ contract }: Context, code: ErrorCode): Doc {
  const { example } = contract.errors
  const type = example ? 'application/json' : 'application/problem+json'
  const shown = example?.status === code.status ? example.body : undefined
  const media = tidy({ schema: { $ref: '#/components/schemas/Error' }, example: shown })
  return { description: describe(code), content: { [type]: media } }
}

function describe({ status, name, meaning }: ErrorCode): string {
  return [name || phrase(status), meaning].filter(Boolean).join(': ')
}
