/** The site's own words by language; a page chooses with `lang` in its front matter. */
import { de } from './de.ts'
import { en, type Words } from './en.ts'
import { es } from './es.ts'
import { fa } from './fa.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'
import { ru } from './ru.ts'
import { tr } from './tr.ts'
import { zh } from './zh.ts'

export type { Words }

const LANGUAGES: ReadonlyMap<string, Words> = new Map(Object.entries({ de, en, es, fa, fr, it, ja, pt, ru, tr, zh }))

/** The words for a language tag: `pt-BR` has those of `pt`; a language that is not there, English. */
export function wordsOf(lang: string): Words {
  return LANGUAGES.get(lang.toLowerCase().split('-', 1)[0] ?? '') ?? en
}

/** A word with its gap filled. */
export function filled(word: string, value: string | number): string {
  return word.replace('{}', () => String(value))
}

/** The words that the page's scripts say. */
const SPOKEN = [
  'tabs',
  'copy',
  'copyMarkdown',
  'copied',
  'copyRefused',
  'showAll',
  'showLess',
  'code',
  'table',
  'search',
  'searchPage',
  'searchHelp',
  'searching',
  'recent',
  'contents',
  'pages',
  'results',
  'found',
  'nothing',
  'nothingFor',
  'searchFailed',
  'tryFailed',
] as const

/** What the script of `kittn dev` says besides. */
const SPOKEN_IN_DEV = ['findings', 'finding', 'findingsCount', 'lastGood', 'close', 'error', 'warning', 'note'] as const

export type Spoken = (typeof SPOKEN)[number] | (typeof SPOKEN_IN_DEV)[number]

/** The words of a document for its scripts, as data. */
export function spokenIn(words: Words, dev = false): Readonly<Partial<Record<Spoken, string>>> {
  return Object.fromEntries([...SPOKEN, ...(dev ? SPOKEN_IN_DEV : [])].map((name) => [name, words[name]]))
}
