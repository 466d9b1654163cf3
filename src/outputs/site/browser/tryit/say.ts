/** The words of try-it in the language of the page. English is here; others come with the data. */
import { en, type TryWords } from '../../words/try/en.ts'
import type { TryIt } from '../../tryit/types.ts'

let words: TryWords = en

/** From now on in the language of the page, if the site has words in it. */
export function speak({ words: known }: Pick<TryIt, 'words'>): void {
  words = known?.[document.documentElement.lang.toLowerCase().split('-', 1)[0] ?? ''] ?? en
}

/** A word with its gaps filled. */
export function say(name: keyof TryWords, ...values: readonly (string | number)[]): string {
  return words[name].replaceAll(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)] ?? ''))
}
