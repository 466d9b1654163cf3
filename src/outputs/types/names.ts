/** Names of the interfaces. */
import type { Named } from '../../model/naming.ts'
import { freeName, words } from '../../model/names.ts'

/** What a title says besides the name of the API. */
const COMMON = new Set([
  'api',
  'apis',
  'reference',
  'docs',
  'doc',
  'documentation',
  'developer',
  'developers',
  'rest',
  'guide',
])

/** The title in PascalCase without what every title says: `Kittn API Reference` → Kittn; `Api` where nothing is left. */
export function interfaceName(title: string): string {
  const parts = plain(words(title))
  const last = parts.findLastIndex((word) => !COMMON.has(word))
  const name = pascal(parts.slice(0, last + 1))
  return /^[A-Z]/.test(name) ? name : `Api${name}`
}

/** The interface of each record; none is called like the API or another record. */
export function recordNames(named: readonly Named[], main: string): ReadonlyMap<Named, string> {
  const names = new Map<Named, string>()
  for (const one of named) {
    const name = pascal(plain(one.words))
    const wanted = /^[A-Z]/.test(name) ? name : `Record${name}`
    const taken = new Set([main, ...names.values()])
    names.set(
      one,
      freeName([wanted, `${wanted}Record`], (other) => taken.has(other)),
    )
  }
  return names
}

function plain(parts: readonly string[]): string[] {
  return parts.map((word) => word.normalize('NFKD').replaceAll(/[^a-zA-Z0-9]/g, '')).filter(Boolean)
}

function pascal(parts: readonly string[]): string {
  return parts.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
