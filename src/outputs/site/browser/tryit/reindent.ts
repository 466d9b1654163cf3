/** JSON set out over lines, without reading its values: large numbers and double names stay what they are. */

const WORD = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s"{}[\],:]+/g
/** Deeper than this nothing is indented further, so that hostile nesting stays small. */
const DEEPEST = 40

/** Two spaces a level; empty brackets stay closed. */
export function reindent(text: string): string {
  const out: string[] = []
  let depth = 0
  let last = ''
  const line = (): string => `\n${'  '.repeat(Math.min(depth, DEEPEST))}`
  for (const [word] of text.matchAll(WORD)) {
    const closes = word === '}' || word === ']'
    if (closes) depth = Math.max(0, depth - 1)
    const opened = last === '{' || last === '['
    if (closes ? !opened : opened || last === ',') out.push(line())
    out.push(word === ':' ? ': ' : word)
    if (word === '{' || word === '[') depth++
    last = word
  }
  return out.join('')
}
