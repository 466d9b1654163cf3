/**
 * Raw HTML blocks, passed through unread: a block tag at the start of a line, up to its closing tag at the end of a line;
 * a comment; a self-closed `<hr …>`. Tags inside are not counted. Without such an end the line is a paragraph.
 */
import type { Box } from '../../../model/page.ts'
import type { Match } from '../block-rule.ts'
import { cutLine, isBlank, type Line } from '../lines.ts'
import { firstFrom, type Region } from '../region.ts'
import { MAX_DEPTH, readInside, spanOf, type Scope } from '../scope.ts'

const TAGS: ReadonlySet<string> = new Set(
  (
    'abbr address article aside audio blockquote canvas center dd del details div dl fieldset figcaption figure footer ' +
    'form h1 h2 h3 h4 h5 h6 header hgroup hr iframe ins math nav noscript ol output p pre script section style summary ' +
    'table tfoot ul video'
  ).split(' '),
)

/** The rule. */
export function html(region: Region, at: number, scope: Scope): Match | undefined {
  const { lines } = region
  const first = lines[at]
  if (first === undefined || !first.text.startsWith('<')) return undefined
  const last = lastLine(region, at, first.text)
  if (last === undefined) return undefined
  const marked = box(lines.slice(at, last + 1), scope)
  if (marked !== undefined) return { blocks: [marked], next: last + 1 }
  const text = lines.slice(at, last + 1).map((line) => line.text)
  return {
    blocks: [{ kind: 'html', html: text.join('\n'), span: spanOf(scope, first, lines[last]) }],
    next: last + 1,
  }
}

const MARKED = /^<([a-z][a-z0-9]*)((?:\s[^<>]*?)?)\s+markdown\s*=\s*(["']?)(?:1|true|block|span)\3([^<>]*)>/i

/** `<aside markdown="1">`: Kramdown's mark for what is Markdown inside. Slate shows it as it stands. */
function box(lines: readonly Line[], scope: Scope): Box | undefined {
  const [first] = lines
  const match = MARKED.exec(first?.text ?? '')
  if (first === undefined || match === null || scope.depth >= MAX_DEPTH) return undefined
  const [start, name = '', before = '', , after = ''] = match
  const inside = [cutLine(first, start.length), ...lines.slice(1)]
  const last = inside.at(-1) ?? first
  inside[inside.length - 1] = { ...last, text: last.text.slice(0, last.text.lastIndexOf('</')) }
  const blocks = readInside(inside, scope)
  return {
    kind: 'box',
    name,
    open: `<${name}${before}${after.trimEnd()}>`,
    blocks,
    span: spanOf(scope, first, lines.at(-1)),
  }
}

const OPENING = /^<([a-z][a-z0-9]*)[ >]/i

function lastLine(region: Region, at: number, text: string): number | undefined {
  const tag = OPENING.exec(text)?.[1]?.toLowerCase()
  if (tag !== undefined && TAGS.has(tag)) return closingLine(region, at, tag)
  if (text.startsWith('<!--')) return commentEnd(region, at)
  return /^<hr[^>]*> *$/i.test(text) ? at : undefined
}

/** On the line itself, else the first that starts with the closing tag, else the first that ends with it. */
function closingLine(region: Region, at: number, tag: string): number | undefined {
  const { anywhere, atStart } = region.closings()
  const all = anywhere.get(tag) ?? []
  if (firstFrom(all, at) === at) return at
  const unindented = firstFrom(atStart.get(tag) ?? [], at + 1)
  region.isOpen ||= unindented === undefined
  if (unindented !== undefined || tag === 'ins' || tag === 'del') return unindented
  return firstFrom(all, at + 1)
}

/** The line of the first `-->`, if nothing stands behind that. */
function commentEnd(region: Region, at: number): number | undefined {
  const { lines } = region
  const { comments } = region.closings()
  const here = lines[at]?.text.indexOf('-->', 3) ?? -1
  const line = here === -1 ? firstFrom(comments, at + 1) : at
  region.isOpen ||= line === undefined
  if (line === undefined) return undefined
  const text = lines[line]?.text ?? ''
  const end = line === at ? here : text.indexOf('-->')
  return isBlank(text.slice(end + 3)) ? line : undefined
}
