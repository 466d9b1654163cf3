/** What operations share: records, errors and ways in. */
import type { Context } from './context.ts'
import { errorResponses, errorSchema } from './errors.ts'
import { referred } from './references.ts'
import { whole } from '../json-schema.ts'
import { securitySchemes } from './security.ts'
import { filled, tidy } from '../doc.ts'
import type { Doc } from '../doc.ts'

/** Those that the paths use; undefined where nothing is shared. */
export function components(context: Context, paths: Doc): Doc | undefined {
  const used = referred(new Map([...records(context), ...errors(context)]), paths)
  const ofKind = (kind: string) => {
    const own = [...used].filter(([name]) => name.startsWith(kind))
    const sorted = own.map(([name, doc]) => [name.slice(kind.length), doc] as const).toSorted(byName)
    return filled(Object.fromEntries(sorted))
  }
  const schemes = filled(securitySchemes(context.schemes))
  return filled(tidy({ schemas: ofKind('schemas/'), responses: ofKind('responses/'), securitySchemes: schemes }))
}

function records({ schemas, refer }: Context): [string, Doc][] {
  return [...schemas].map(([{ shape }, name]) => [`schemas/${name}`, whole(shape, refer)])
}

function errors(context: Context): [string, Doc][] {
  const responses = errorResponses(context)
  return [
    ['schemas/Error', errorSchema(context)],
    ...responses.map(([name, doc]): [string, Doc] => [`responses/${name}`, doc]),
  ]
}

function byName(left: readonly [string, Doc], right: readonly [string, Doc]): number {
  return left[0] < right[0] ? -1 : 1
}
