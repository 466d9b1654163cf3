/** The `<% … %>` tags of a template, as text. Nothing in them is ever run. */

export type Tag = {
  /** The whole tag as it stands, from `<%` to `%>`. */
  readonly written: string
  /** `print` is `<%= … %>`, `run` is `<% … %>`; a `literal` (`<%%`) stands for `<%`. */
  readonly kind: 'print' | 'run' | 'comment' | 'literal'
  /** What stands inside, without marks of trimming. */
  readonly code: string
  /** Offset in the text. */
  readonly at: number
  /** From 1, in the line that it begins on. */
  readonly column: number
}

/** A longer tag is a program, which nothing here could understand. */
const LONGEST = 4000

/** The tags of a text in order. One that never ends is none. */
export function tagsOf(text: string): Tag[] {
  const tags: Tag[] = []
  let [from, line] = [0, 0]
  for (let at = text.indexOf('<%'); at >= 0; at = text.indexOf('<%', from)) {
    const end = text.indexOf('%>', at + 2)
    if (end < 0) break
    const newline = text.slice(from, at).lastIndexOf('\n')
    if (newline >= 0) line = from + newline + 1
    if (end - at <= LONGEST) tags.push(tag(text.slice(at, end + 2), at, at - line + 1))
    from = end
  }
  return tags
}

function tag(written: string, at: number, column: number): Tag {
  const inside = written.slice(2, -2)
  const code = inside
    .replace(/^[=#%-]/, '')
    .replace(/-$/, '')
    .trim()
  return { written, kind: kindOf(inside[0]), code, at, column }
}

function kindOf(mark: string | undefined): Tag['kind'] {
  if (mark === '=') return 'print'
  if (mark === '%') return 'literal'
  return mark === '#' ? 'comment' : 'run'
}
