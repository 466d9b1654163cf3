/**
 * Long vocabularies, a line of alternatives below the other, joined into one pattern. They are compared with the text in
 * lower case: patterns that take any casing cost three times as much to make, and most runs are over before that pays.
 */

/** Tells whether a text says something of a vocabulary. Made when it is first asked. */
export type Vocabulary = { readonly test: (text: string) => boolean }

/** The lines as one group of alternatives; with other groups it may be put together to larger ones. */
export function group(lines: string): string {
  return `(?:${lines
    .trim()
    .split(/\s*\n\s*/)
    .join('|')})`
}

/** Any of the lines, wherever it stands and in any casing. The lines are in lower case. */
export function any(lines: string): Vocabulary {
  return vocabulary(() => group(lines))
}

/** Texts that are one of the lines from start to end, in any casing. The lines are in lower case. */
export function whole(lines: string): Vocabulary {
  return vocabulary(() => `^${group(lines)}$`)
}

/** Any of the lines as a pattern that tells what it matched, in the text's own casing. */
export function found(lines: string): RegExp {
  return new RegExp(group(lines), 'iu')
}

function vocabulary(source: () => string): Vocabulary {
  let pattern: RegExp | undefined
  return { test: (text) => (pattern ??= new RegExp(source())).test(text.toLowerCase()) }
}
