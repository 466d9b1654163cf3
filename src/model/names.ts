/** Names as words, without casing: each output language owns its casing and its reserved words. */

/** The lower-case words of a text: `Get All Kittens`, `getAllKittens`, `get_all-kittens` → get, all, kittens. */
export function words(text: string): string[] {
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
