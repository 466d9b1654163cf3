/** Finds the paths of a contract that belong together: a collection and its items. */
import type { Method, Operation } from './contract.ts'
import { freeName } from './names.ts'

export const ACTIONS = ['list', 'get', 'create', 'replace', 'update', 'remove'] as const
/** What an operation does to a resource. */
export type Action = (typeof ACTIONS)[number]
export type Actions = Partial<Record<Action, Operation>>

/** Two paths as the first operation on each spells them, and the operations on both. */
export type Pair = { readonly collection: string; readonly item: string; readonly actions: Actions }

const ON_COLLECTION: Partial<Record<Method, Action>> = { GET: 'list', POST: 'create' }
const ON_ITEM: Partial<Record<Method, Action>> = { GET: 'get', PUT: 'replace', PATCH: 'update', DELETE: 'remove' }

/** A path without what differs between spellings of it: placeholder names, a slash or a format at the end. */
export function template(path: string): string {
  const bare = path.replace(/\/$/, '').replace(/\.(json|xml)$/, '')
  return bare.replaceAll(/\{[^{}]+\}/g, '{}')
}

/** The pairs in page order; an operation belongs to one at most. */
export function pair(operations: readonly Operation[]): Pair[] {
  const byTemplate = Map.groupBy(operations, ({ path }) => template(path))
  return [...byTemplate].flatMap(([key, items]) => {
    const parent = key.endsWith('/{}') ? key.slice(0, -3) : ''
    const collections = /[^/}]$/.test(parent) ? byTemplate.get(parent) : undefined
    return collections ? [couple(collections, items)] : []
  })
}

function couple(collections: readonly Operation[], items: readonly Operation[]): Pair {
  const actions: Actions = {}
  for (const [group, table] of [[collections, ON_COLLECTION] as const, [items, ON_ITEM] as const]) {
    for (const operation of group) {
      const action = table[operation.method]
      if (action) actions[action] ??= operation
    }
  }
  const changes = items.find(({ method }) => method === 'POST')
  if (changes && !actions.replace && !actions.update) actions.update = changes
  return { collection: collections[0]?.path ?? '', item: items[0]?.path ?? '', actions }
}

/** The actions there are with their operations, in the order of `ACTIONS`. */
export function entries(actions: Actions): [Action, Operation][] {
  return ACTIONS.flatMap((action) => {
    const operation = actions[action]
    return operation ? [[action, operation]] : []
  })
}

/** The literal segments of a path; `users`, `posts` of `/users/{user}/posts`. */
export function literals(path: string): string[] {
  const parts = template(path).split('/')
  return parts.map((part) => part.replaceAll('{}', '')).filter(Boolean)
}

/**
 * The name of each collection, by its path; none is a property that every object has.
 * Short paths take the short names, so that `/posts` is `posts` and `/users/{user}/posts` is `users_posts`.
 */
export function named(paths: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const split = paths.map((path) => ({ path, parts: literals(path) }))
  for (const { path, parts } of split.toSorted((a, b) => a.parts.length - b.parts.length)) {
    names.set(path, free(parts, new Set(names.values())))
  }
  return names
}

function free(parts: readonly string[], taken: ReadonlySet<string>): string {
  const suffixes = parts.map((_, index) => parts.slice(-index - 1).join('_'))
  return freeName(suffixes.length > 0 ? suffixes : ['records'], (name) => taken.has(name) || name in {})
}
