/** Link reference definitions: taken out of the text before anything else is read, as blank lines. */
import { indentOf, isBlank, type Line } from './lines.ts'
import { closesFence, opensFence, type Fence } from './fences.ts'

export type Reference = { readonly url: string; readonly title: string | undefined }

/** By id in lower case. */
export type References = ReadonlyMap<string, Reference>

type Definition = Reference & { readonly id: string; readonly lines: number }

export type Taken = {
  readonly lines: readonly Line[]
  readonly references: References
  /** The indexes of lines that look like headings, behind a blank line and outside fences. */
  readonly headings: readonly number[]
}

/** Collects the definitions that stand outside fences and blanks their lines. */
export function takeReferences(lines: readonly Line[]): Taken {
  const references = new Map<string, Reference>()
  const headings: number[] = []
  const kept = [...lines]
  let fence: Fence | undefined
  for (let at = 0; at < lines.length; at++) {
    const text = lines[at]?.text ?? ''
    if (fence === undefined && text.startsWith('#') && isBlank(kept[at - 1]?.text ?? '')) headings.push(at)
    if (fence === undefined) fence = opensFence(text)
    else if (closesFence(text, fence)) fence = undefined
    const found = fence === undefined ? definition(lines, at) : undefined
    if (found === undefined) continue
    references.set(found.id, found)
    for (let line = 0; line < found.lines; line++) blank(kept, at + line)
    at += found.lines - 1
  }
  return { lines: kept, references, headings }
}

/** Id as it is looked up: only ASCII letters lose their case. */
export function referenceId(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

function blank(lines: Line[], at: number): void {
  const line = lines[at]
  if (line !== undefined) lines[at] = { ...line, text: '' }
}

const ID = /^ {0,3}\[([^\]]*)\]: */

/** `[id]: url "title"`, where the address may stand on the second line and the title on the line after the address. */
function definition(lines: readonly Line[], at: number): Definition | undefined {
  const text = lines[at]?.text ?? ''
  const match = text[indentOf(text)] === '[' ? ID.exec(text) : null
  if (match === null) return undefined
  const [head, id = ''] = match
  const used = head.length === text.length ? 2 : 1
  const target = used === 1 ? text.slice(head.length) : lines[at + 1]?.text.trimStart()
  if (target === undefined) return undefined
  const space = target.indexOf(' ')
  const url = bare(space === -1 ? target : target.slice(0, space))
  if (url === '') return undefined
  const rest = space === -1 ? '' : target.slice(space).trimStart()
  if (!isBlank(rest)) return titled(rest, { id: referenceId(id), url, lines: used })
  const next = lines[at + used]?.text ?? ''
  const more = titled(next.trimStart(), { id: referenceId(id), url, lines: used + 1 })
  return more ?? { id: referenceId(id), url, title: undefined, lines: used }
}

function bare(url: string): string {
  const start = url.startsWith('<') ? 1 : 0
  return url.slice(start, url.length > start && url.endsWith('>') ? -1 : undefined)
}

function titled(text: string, found: Omit<Definition, 'title'>): Definition | undefined {
  const quoted = text.trimEnd()
  const whole = quoted.length > 2 && '\'"('.includes(quoted[0] ?? ' ') && '\'")'.includes(quoted.at(-1) ?? ' ')
  return whole ? { ...found, title: quoted.slice(1, -1) } : undefined
}
