/** Names in the casing that tools for OpenAPI and AsyncAPI expect: ASCII, so that code made from them compiles anywhere. */

/** The words in plain ASCII letters and digits; those that have none are gone. */
export function plain(words: readonly string[]): string[] {
  return words.map((word) => word.normalize('NFKD').replaceAll(/[^a-zA-Z0-9]/g, '')).filter(Boolean)
}

/** `get`, `all`, `kittens` → getAllKittens. */
export function camel(words: readonly string[]): string {
  const [first = '', ...rest] = plain(words)
  return first.toLowerCase() + rest.map(capital).join('')
}

/** `user`, `post` → UserPost. */
export function pascal(words: readonly string[]): string {
  return plain(words).map(capital).join('')
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
