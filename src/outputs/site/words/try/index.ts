/** What try-it says in the languages of a site's pages; English travels with its script. */
import { de } from './de.ts'
import { es } from './es.ts'
import { fa } from './fa.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'
import { ru } from './ru.ts'
import { tr } from './tr.ts'
import { zh } from './zh.ts'
import type { TryWords } from './en.ts'

export type { TryWords }

const LANGUAGES: ReadonlyMap<string, TryWords> = new Map(Object.entries({ de, es, fa, fr, it, ja, pt, ru, tr, zh }))

/** The words by the language that tags begin with (`pt` for `pt-BR`); languages that are not there are left out. */
export function tryWordsOf(tags: readonly string[]): Readonly<Record<string, TryWords>> {
  const names = [...new Set(tags.map((tag) => tag.toLowerCase().split('-', 1)[0] ?? ''))]
  return Object.fromEntries(
    names.flatMap((name) => {
      const words = LANGUAGES.get(name)
      return words === undefined ? [] : [[name, words]]
    }),
  )
}
