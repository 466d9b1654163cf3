/** Names as words, without casing: each output language owns its casing and its reserved words. */

import { remembered } from './remember.ts'

/** The lower-case words of a text: `Get All Kittens`, `getAllKittens`, `get_all-kittens` → get, all, kittens. */
export const words: (text: string) => readonly string[] = remembered(split, 5000)

function split(text: string): readonly string[] {
  const spaced = text.replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2').replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
  return spaced
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => word.toLowerCase())
}

/** Placeholder names of a path in order: `/a/{b}/c/{d}` → b, d. */
export function placeholders(path: string): string[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '')
}

/** The singular of an English plural as far as its spelling tells: `categories` → category, `statuses` → status; else the word itself. */
export function singular(word: string): string {
  if (/[^aeiou]uses$/i.test(word) && word.length > 5) return word.slice(0, -2)
  if (/ies$/i.test(word) && word.length > 4) return word.slice(0, -3) + 'y'
  if (/(ss|sh|ch|x|z)es$/i.test(word)) return word.slice(0, -2)
  return /[^siu]s$/i.test(word) ? word.slice(0, -1) : word
}

/** The first wanted name that is not taken, else the last one with the first number from 2 that helps. */
export function freeName(wanted: readonly string[], isTaken: (name: string) => boolean): string {
  const found = wanted.find((name) => !isTaken(name))
  if (found !== undefined) return found
  const last = wanted.at(-1) ?? ''
  for (let number = 2; ; number++) if (!isTaken(last + number)) return last + number
}
