/** How text becomes words for the search, in any script; the same for what is indexed and what is typed. */

const WORD = /[\p{L}\p{N}\p{M}_]+/gu
/** Scripts that put no space between words are searched by pairs of characters. */
const UNSPACED = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmr}\p{scx=Mymr}]+/gu

/** Words of a text: `createKitten` and `include_cats` are found whole and by their parts, `api.kittens` by its parts. */
export function wordsOf(text: string): string[] {
  return [...text.matchAll(WORD)].flatMap(([word]) => [...new Set([word, ...parts(word)])])
}

/** One form for what readers take for the same: case and Latin accents do not count. */
export function plain(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
}

function parts(word: string): string[] {
  const unspaced = [...word.matchAll(UNSPACED)].flatMap(([run]) => pairs([...run]))
  const cased = word
    .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1_$2')
    .split('_')
    .filter(Boolean)
  return [...(cased.length > 1 ? cased : []), ...unspaced]
}

function pairs(characters: readonly string[]): string[] {
  return characters.flatMap((character, at) => [character, ...(at === 0 ? [] : [`${characters[at - 1]}${character}`])])
}
