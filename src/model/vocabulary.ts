/** Long vocabularies as regular expressions: a line of alternatives below the other, joined into one pattern. */

/** The lines as one group of alternatives; with other groups it may be put together to larger ones. */
export function group(lines: string): string {
  return `(?:${lines
    .trim()
    .split(/\s*\n\s*/)
    .join('|')})`
}

/** Matches any of the lines, wherever it stands. */
export function any(lines: string, flags = 'iu'): RegExp {
  return new RegExp(group(lines), flags)
}

/** Matches texts that are one of the lines from start to end. */
export function whole(lines: string, flags = 'iu'): RegExp {
  return new RegExp(`^${group(lines)}$`, flags)
}
