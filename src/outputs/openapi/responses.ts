/** Responses of an operation: those that its section shows, then the errors of the page that it can meet. */
import type { Operation, Response } from '../../model/contract.ts'
import { join } from '../../model/join.ts'
import { ANY } from '../../model/shape.ts'
import type { Json } from '../../model/shape.ts'
import { phrase } from '../../model/status.ts'
import type { Context } from './context.ts'
import { errorsFor } from './errors.ts'
import { withLimits } from './limits.ts'
import { withPagingHeaders } from './paging.ts'
import { schemaOf } from '../json-schema.ts'
import { tidy } from '../doc.ts'
import type { Doc } from '../doc.ts'

export function responsesOf(context: Context, operation: Operation): Doc {
  const shown = operation.responses.filter(({ status }) => Number.isInteger(status) && status >= 100 && status <= 599)
  const byStatus = Map.groupBy(shown, ({ status }) => String(status))
  const own = Object.fromEntries([...byStatus].map(([status, all]) => [status, responseDoc(context, all)]))
  const unknown = shown.length === 0 ? { default: { description: 'The page shows no answer.' } } : {}
  const paged = withPagingHeaders(operation, own)
  return withLimits(context.contract.limits, operation, { ...unknown, ...errorsFor(context, operation), ...paged })
}

function responseDoc(context: Context, all: readonly Response[]): Doc {
  const description = phrase(all[0]?.status ?? 200)
  const byType = Map.groupBy(all.filter(hasContent), ({ mediaType }) => mediaType || 'application/json')
  if (byType.size === 0) return { description }
  return { description, content: Object.fromEntries([...byType].map(([type, some]) => [type, media(context, some)])) }
}

function hasContent({ shape, example, text }: Response): boolean {
  return shape.kind !== 'any' || example !== undefined || (text ?? '') !== ''
}

function media({ refer }: Context, all: readonly Response[]): Doc {
  const [first, ...others] = all
  const shape = others.length === 0 ? (first?.shape ?? ANY) : all.map((one) => one.shape).reduce(join)
  const examples = all.map(exampleOf).filter((example) => example !== undefined)
  const numbered = Object.fromEntries(examples.map((example, index) => [`example${index + 1}`, example]))
  const shown = examples.length > 1 ? { examples: numbered } : { example: examples[0]?.value }
  return tidy({ schema: schemaOf(shape, refer), ...shown })
}

/** Text that is no JSON is an example only where JSON is not promised. */
function exampleOf({ example, text, mediaType }: Response): { readonly value: Json } | undefined {
  if (example !== undefined) return { value: example }
  return text !== undefined && !/json/i.test(mediaType || 'json') ? { value: text } : undefined
}
