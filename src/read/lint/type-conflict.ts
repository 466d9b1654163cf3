/** A field that is a boolean in one place and text in another: in a table and in the sample below it, or in two answers. */
import { finding, type Finding, type Span } from '../../finding.ts'
import type { Contract } from '../../model/contract.ts'
import type { Code, Table } from '../../model/page.ts'
import { onceEach } from '../../model/remember.ts'
import type { Json } from '../../model/shape.ts'
import type { Part, Unit } from '../units.ts'
import { jsonOf } from '../values/json.ts'
import { typeOf } from '../values/types.ts'
import { kindOf, lineOfField, records, standsForAny, withArticle } from './json-look.ts'
import type { Rule } from './lint.ts'
import { cappedOf, lineOf, unitsOf } from './look.ts'

export const typeConflict: Rule = ({ page, contract }) => {
  const all: Told[] = [...envelopes(contract).map((found) => () => found), ...unitsOf(page).flatMap(inUnit)]
  return cappedOf(all, 8, (tell) => tell())
}

/** Finding the place takes a look at the whole sample, so it is done for those that are told. */
type Told = () => Finding
type Row = { readonly name: string; readonly kind: string; readonly span: Span }

/** Only tables with a column of types, and only names that the samples of the section show with one kind. */
const inUnit = onceEach((unit: Unit): readonly Told[] => {
  const blocks = unit.parts.flatMap((part) => (describesAnswers(part) ? part.blocks : []))
  const rows = blocks.flatMap((block) => (block.kind === 'table' ? typed(block) : []))
  if (rows.length === 0) return []
  const times = new Map([...Map.groupBy(rows, (row) => row.name)].map(([name, same]) => [name, same.length]))
  const seen = new Map<string, { kinds: Set<string>; code: Code }>()
  for (const code of unit.parts.flatMap((part) => part.blocks).filter((block) => block.kind === 'code'))
    collect(code, seen)
  return rows.flatMap((row) => {
    const shown = seen.get(row.name)
    const [kind, other] = shown?.kinds ?? []
    const twice = (times.get(row.name) ?? 0) > 1
    if (shown === undefined || kind === undefined || other !== undefined || twice || !conflicts(row.kind, kind))
      return []
    return [() => told(row, shown.code, kind)]
  })
})

function told(row: Row, code: Code, kind: string): Finding {
  const { line, column } = lineOfField(code.text, row.name)
  const message = `\`${row.name}\` is ${withArticle(kind)} here; the table in line ${row.span.line} says ${row.kind}.`
  return finding('type-conflict', lineOf(code, line, column), message)
}

/** What is sent may be of another type than what comes back under the same name. */
function describesAnswers({ role, heading }: Part): boolean {
  return (
    role === 'response' ||
    role === 'fields' ||
    (role === undefined && !/param|argument|request/i.test(heading?.text ?? ''))
  )
}

function typed(table: Table): Row[] {
  const type = table.head.findIndex((cell) => /^(?:data ?)?type$/i.test(cell.text.trim()))
  if (type < 1) return []
  return table.rows.flatMap((cells) => {
    const [name] = cells
    const shape = typeOf(cells[type]?.text ?? '')
    const kind = shape === undefined ? undefined : KINDS[shape.kind]
    const word = (name?.codes[0] ?? name?.text ?? '').trim()
    if (name === undefined || kind === undefined || !/^[\w-]+$/.test(word)) return []
    return [{ name: word, kind, span: name.span }]
  })
}

const KINDS: Readonly<Record<string, string>> = {
  boolean: 'boolean',
  integer: 'number',
  number: 'number',
  string: 'string',
  array: 'array',
  object: 'object',
}

function collect(code: Code, seen: Map<string, { kinds: Set<string>; code: Code }>): void {
  if (code.language !== 'json') return
  const json = jsonOf(code)
  if (json.kind !== 'json') return
  for (const record of records(json.value)) {
    for (const [name, value] of Object.entries(record)) {
      const kind = kindOf(value)
      const known = seen.get(name) ?? { kinds: new Set<string>(), code }
      if (kind !== 'null') known.kinds.add(standsForAny(value) ? 'any' : kind)
      seen.set(name, known)
    }
  }
}

/** What differs without doubt. Numbers in quotes are a slip too, but text where an object is documented may be its name. */
function conflicts(documented: string, shown: string): boolean {
  if (shown === 'any' || documented === shown) return false
  if (documented === 'string') return shown === 'boolean' || shown === 'object' || shown === 'array'
  if (documented === 'boolean') return shown !== 'null'
  if (documented === 'number') return shown === 'boolean' || shown === 'object' || shown === 'string'
  return shown === 'boolean' || shown === 'number'
}

/** What every answer of an API has, and has in one type. */
const ENVELOPE = ['status', 'success', 'ok'] as const

function envelopes(contract: Contract): Finding[] {
  const answers = contract.operations.flatMap((operation) =>
    operation.responses.flatMap((one) => {
      const example = one.example
      return one.status < 300 && typeof example === 'object' && example !== null && !Array.isArray(example)
        ? [{ one, example: example as { readonly [key: string]: Json } }] // narrowed above, but not for readonly arrays
        : []
    }),
  )
  return ENVELOPE.flatMap((name) => {
    const having = answers.filter(({ example }) => name in example && Object.keys(example).length <= 5)
    const [first] = having
    const kind = kindOf(first?.example[name] ?? null)
    const other = having.find(({ example }) => ![kind, 'null'].includes(kindOf(example[name] ?? null)))
    if (first === undefined || other === undefined || kind === 'null') return []
    const { line, column } = lineOfField(other.one.text ?? '', name)
    const said = `\`${name}\` is ${withArticle(kindOf(other.example[name] ?? null))} in this answer and ${withArticle(kind)} in that of line ${first.one.span.line}.`
    return [finding('type-conflict', lineOf(other.one, line, column), said)]
  })
}
