/** Parameters as a list: "- `name` (string, required) - what it is", under a heading that promises parameters. */
import type { Inline, Item, List } from '../../model/page.ts'
import type { Role } from '../headings.ts'
import type { Part } from '../units.ts'
import { documented } from '../values/field.ts'
import { typeOf } from '../values/types.ts'
import { requiredInProse } from '../values/wording.ts'
import type { Convention, Row, Rows } from './convention.ts'
import { completed, fieldAt, roleAt } from './row-role.ts'

const PROMISES: ReadonlySet<Role | undefined> = new Set([
  'query',
  'filter',
  'url',
  'path',
  'header',
  'body',
  'parameters',
  'response',
  'fields',
])

export const parameterList: Convention = (unit) =>
  unit.parts.flatMap((part) =>
    part.blocks.flatMap((block, index) => (block.kind === 'list' ? inList(block, part, index) : [])),
  )

/** A name without a code span: a word before a colon, a dash or a bracket. */
const PLAIN = /^[\w.[\]-]+(?=\s*(?:[:–—(]|-\s))/

/** Every item must begin with a name, or the list is prose. */
function inList(list: List, part: Part, index: number): Rows[] {
  const role = roleAt(part, index)
  if (!PROMISES.has(role) && !(part.role === undefined && list.items.every(isTyped))) return []
  const rows = rowsOf(list, '')
  if (rows === undefined) return []
  return [{ kind: 'rows', role, under: fieldAt(part, index), rows: completed(rows, part), span: list.span }]
}

/** "`total` (decimal)": a name in code and its type in brackets promise parameters without a heading. */
function isTyped({ blocks: [first] }: Item): boolean {
  if (first?.kind !== 'paragraph' || first.codes[0] === undefined) return false
  const text = first.text.trim()
  const [, inside] = /^\s*\(([^()]{1,40})\)/.exec(text.slice(first.codes[0].length)) ?? []
  return text.startsWith(first.codes[0]) && (inside ?? '').split(/,\s*/).some((word) => typeOf(word) !== undefined)
}

/** Lists inside an item describe what is inside its field. Undefined where an item of the list itself has no name. */
function rowsOf(list: List, before: string): Row[] | undefined {
  const rows = list.items.map((item) => ({ item, found: row(item) }))
  if (rows.some(({ found }) => found === undefined)) return undefined
  return rows.flatMap(({ item, found }) => {
    if (found === undefined) return []
    const name = before + found.name
    const inside = item.blocks.flatMap((block) => (block.kind === 'list' ? (rowsOf(block, `${name}.`) ?? []) : []))
    return [{ ...found, name }, ...inside]
  })
}

function row(item: Item): Row | undefined {
  const first = item.blocks[0]
  if (first?.kind !== 'paragraph') return undefined
  const [code] = first.codes
  const text = first.text.trim()
  const named = code !== undefined && text.startsWith(code) ? code : PLAIN.exec(text)?.[0]
  if (named === undefined || /\s/.test(named)) return undefined
  const { name, description } = halves(text, named, first)
  const found = documented({ name, description })
  return found === undefined ? undefined : { ...found, in: undefined, span: item.span }
}

/** The name with its marks in brackets or between dashes, and what comes after the dash or colon. */
function halves(text: string, named: string, whole: Inline): { name: Inline; description: Inline } {
  const rest = text.slice(named.length)
  const bracketed = /^\s*(?:[([][^()[\]]{1,80}[)\]])?/.exec(rest)?.[0] ?? ''
  const said = rest.slice(bracketed.length).replace(/^[\s:：,–—-]+/u, '')
  const dashed = marksOf(said)
  const codes = whole.codes[0] === named ? whole.codes.slice(1) : whole.codes
  const marks = dashed.marks.length === 0 ? bracketed : ` (${dashed.marks.join(', ')})`
  return {
    name: { html: '', text: named + marks, codes: [named] },
    description: { html: '', text: dashed.rest, codes },
  }
}

/** `string — required — What it is.`: what stands between dashes and says a type or whether it is required. */
function marksOf(said: string): { readonly marks: readonly string[]; readonly rest: string } {
  const parts = said.split(/(?<!\s)\s+[–—-]+\s+/u)
  const end = parts.findIndex((part) => typeOf(part) === undefined && requiredInProse(part) === undefined)
  const count = end < 0 ? parts.length : end
  return count === 0 || parts.length === 1
    ? { marks: [], rest: said }
    : { marks: parts.slice(0, count), rest: parts.slice(count).join(' – ') }
}
