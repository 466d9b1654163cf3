/** The paths object. Paths that differ only in the names of their placeholders are one path to OpenAPI. */
import type { Operation } from '../../model/contract.ts'
import { freeName, placeholders } from '../../model/names.ts'
import type { Context } from './context.ts'
import { operationDoc } from './operation.ts'
import type { Doc } from '../doc.ts'

export function pathsOf(context: Context): Doc {
  const groups = Map.groupBy(context.contract.operations, ({ path }) =>
    wellFormed(path).replaceAll(/\{[^{}]+\}/g, '{}'),
  )
  return Object.fromEntries(
    [...groups.values()].map((operations) => {
      const path = distinct(wellFormed(operations[0]?.path ?? '/'))
      return [path, pathItem(context, path, operations)]
    }),
  )
}

/** The first of several operations with one method counts; the others are named in its description. */
function pathItem(context: Context, path: string, operations: readonly Operation[]): Doc {
  const byMethod = Map.groupBy(operations, ({ method }) => method.toLowerCase())
  return Object.fromEntries(
    [...byMethod].flatMap(([method, [first, ...others]]) => {
      if (first === undefined) return []
      const own = placeholders(wellFormed(first.path))
      const names = placeholders(path).map((name, index) => ({ name, own: own[index] ?? name }))
      return [[method, operationDoc(context, { operation: first, others, names })]]
    }),
  )
}

/** Begins with a slash, has no query, and every brace belongs to a placeholder. */
function wellFormed(path: string): string {
  const [bare = ''] = path.split(/[?#]/)
  const parts = bare.split(/(\{[^{}]+\})/)
  const clean = parts.map((part, index) =>
    index % 2 === 1 ? part.replaceAll('/', '_') : part.replaceAll('{', '%7B').replaceAll('}', '%7D'),
  )
  const joined = clean.join('')
  return joined.startsWith('/') ? joined : `/${joined}`
}

/** No placeholder has the name of one before it. */
function distinct(path: string): string {
  const taken = new Set<string>()
  return path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    const free = freeName([name], (other) => taken.has(other))
    taken.add(free)
    return `{${free}}`
  })
}
