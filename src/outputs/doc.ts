/** Small parts of JSON documents. */
import type { Json } from '../model/shape.ts'

export type Doc = { readonly [key: string]: Json }

/** Leaves out the keys that have no value. Keys are ours: names from a page go through `Object.fromEntries`. */
export function tidy(parts: { readonly [key: string]: Json | undefined }): Doc {
  const kept: Record<string, Json> = {}
  for (const key of Object.keys(parts)) {
    const value = parts[key]
    if (value !== undefined) kept[key] = value
  }
  return kept
}

/** A list, or nothing where it is empty. */
export function list(items: readonly Json[]): readonly Json[] | undefined {
  return items.length > 0 ? items : undefined
}

/** An object, or nothing where it has no keys. */
export function filled(doc: Doc): Doc | undefined {
  return Object.keys(doc).length > 0 ? doc : undefined
}
