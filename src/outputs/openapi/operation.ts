/** One operation of the document. */
import type { Operation } from '../../model/contract.ts'
import type { Context } from './context.ts'
import { parametersOf } from './parameters.ts'
import type { PathName } from './parameters.ts'
import { requestBody } from './request-body.ts'
import { responsesOf } from './responses.ts'
import { exception } from './security.ts'
import { list, tidy } from '../doc.ts'
import type { Doc } from '../doc.ts'

export type Placed = {
  readonly operation: Operation
  /** Operations that the page has at the same place. */
  readonly others: readonly Operation[]
  readonly names: readonly PathName[]
}

export function operationDoc(context: Context, { operation, others, names }: Placed): Doc {
  return tidy({
    operationId: context.ids.get(operation.key),
    tags: list(operation.group === undefined ? [] : [operation.group]),
    summary: operation.title,
    description: described(operation, others),
    parameters: list(parametersOf(context, operation, names)),
    requestBody: operation.body && requestBody(context, operation.body),
    responses: responsesOf(context, operation),
    security: exception(operation, context.contract, context.schemes),
    'x-codeSamples': list(operation.samples.map(({ language, text }) => ({ lang: language, source: text }))),
  })
}

function described(operation: Operation, others: readonly Operation[]): string | undefined {
  const also = others.map(({ title }) => `Also described as “${title}”.`)
  const parts = [operation.description ?? '', ...also].filter(Boolean)
  return parts.length > 0 ? parts.join('\n\n') : undefined
}
