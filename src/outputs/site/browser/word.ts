/** The words that scripts say, in the page's language: the document carries them. */
import type { Spoken } from '../words/index.ts'

let known: Partial<Record<Spoken, string>> | undefined

/** A word, with its gap filled. */
export function word(name: Spoken, value: string | number = ''): string {
  known ??= JSON.parse(document.getElementById('kittn-words')?.textContent ?? '{}') as Partial<Record<Spoken, string>> // written by document.ts
  return (known[name] ?? '').replace('{}', () => String(value))
}
