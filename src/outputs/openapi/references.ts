/** What a document refers to. */
import { isRecord } from '../../model/places.ts'
import type { Json } from '../../model/shape.ts'
import type { Doc } from '../doc.ts'

/** The components, by `kind/name`, that the paths refer to, directly or through one another. */
export function referred(components: ReadonlyMap<string, Doc>, paths: Doc): ReadonlyMap<string, Doc> {
  const kept = new Map<string, Doc>()
  const open: Doc[] = [paths]
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    for (const name of referencesIn(part)) {
      const component = components.get(name)
      if (component === undefined || kept.has(name)) continue
      kept.set(name, component)
      open.push(component)
    }
  }
  return kept
}

/** Values that a page shows are no part of the description. */
const SHOWN = new Set(['example', 'examples', 'default', 'enum', 'x-codeSamples'])
/** Below these keys, names are the page's own. */
const NAMED = new Set(['properties', 'responses', 'content', 'webhooks'])

function referencesIn(part: Json, found: string[] = []): readonly string[] {
  if (Array.isArray(part)) for (const item of part) referencesIn(item, found)
  if (!isRecord(part)) return found
  for (const key of Object.keys(part)) {
    const value = part[key] ?? null
    if (key === '$ref' && typeof value === 'string') found.push(value.replace('#/components/', ''))
    else if (NAMED.has(key) && isRecord(value)) for (const item of Object.values(value)) referencesIn(item, found)
    else if (!SHOWN.has(key)) referencesIn(value, found)
  }
  return found
}
