/** Casing of error names: the page's example shows one, all others follow it. */
import { words } from '../model/names.ts'

export type Style = 'snake' | 'constant' | 'kebab' | 'pascal' | 'camel' | 'words' | 'sentence'

/** The casing of an example: `not_found`, `NOT_FOUND`, `not-found`, `NotFound`, `notFound`, `Not Found`, `Not found`. */
export function styleOf(example: string): Style {
  if (example.includes(' ')) return /\s\p{Ll}/u.test(example) ? 'sentence' : 'words'
  if (/^[A-Z0-9]+(?:_[A-Z0-9]+)*$/.test(example)) return 'constant'
  if (example.includes('_')) return 'snake'
  if (example.includes('-')) return 'kebab'
  if (/^[A-Z]/.test(example)) return /[a-z][A-Z]/.test(example) ? 'pascal' : 'words'
  return /[A-Z]/.test(example) ? 'camel' : 'snake'
}

/** A name such as `Not Found` in another casing. */
export function inStyle(name: string, style: Style): string {
  const parts = words(name.replaceAll(/['’]/g, ''))
  return STYLES[style](parts, name)
}

const STYLES: { readonly [S in Style]: (parts: readonly string[], name: string) => string } = {
  snake: (parts) => parts.join('_'),
  constant: (parts) => parts.join('_').toUpperCase(),
  kebab: (parts) => parts.join('-'),
  pascal: (parts) => parts.map(capital).join(''),
  camel: (parts) => parts.map((part, i) => (i === 0 ? part : capital(part))).join(''),
  words: (_, name) => name,
  sentence: (parts) => capital(parts.join(' ')),
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
