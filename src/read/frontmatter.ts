/** Front matter: the YAML between two `---` lines at the very start of the main file. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type Document } from 'yaml'
import { finding, type Finding, type Span } from '../finding.ts'
import type { Recall } from '../model/remember.ts'
import type { Tab } from '../model/page.ts'

export type FrontMatter = {
  readonly title: string
  readonly tabs: readonly Tab[]
  readonly includes: readonly IncludeName[]
  readonly tocFooters: readonly string[]
  readonly search: boolean
  readonly meta: readonly Readonly<Record<string, string>>[]
  readonly front: Readonly<Record<string, unknown>>
  readonly findings: readonly Finding[]
  /** What stands after the front matter, and the line of the file that it begins on. */
  readonly body: string
  readonly bodyLine: number
}

/** A name under `includes`, with the place where it is written. */
export type IncludeName = { readonly name: string; readonly span: Span }

const OPENING = /^---[ \t]*\r?\n/
const CLOSING = /^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/m
const DEFAULT_TITLE = 'API Documentation'

/** Splits a file into front matter and body; a file of YAML (`index.yml` of node-slate) is settings alone. Broken YAML is a finding, and the body is read all the same. */
export function readFrontMatter(text: string, file: string, recall?: Recall): FrontMatter {
  const alone = /\.ya?ml$/.test(file)
  const { yaml, body, bodyLine } = alone ? { yaml: text, body: '', bodyLine: 1 } : split(text.replace(/^\uFEFF/, ''))
  if (yaml === undefined) return { ...settings({}, []), findings: unclosed(text, file), body, bodyLine }
  const make = (): Read => readSettings(yaml, file, alone)
  return { ...(recall?.(`front matter ${file}`, yaml, make) ?? make()), body, bodyLine }
}

type Read = Omit<FrontMatter, 'body' | 'bodyLine'>

function readSettings(yaml: string, file: string, alone: boolean): Read {
  const lines = new LineCounter()
  const place = (offset: number): Span => {
    const { line, col } = lines.linePos(offset)
    const at = alone ? line : line + 1
    return { file, line: at, column: Math.max(col, 1), endLine: at }
  }
  const { front, document, findings } = parse(yaml, lines, place)
  const read = settings(front, names(document, place))
  const tabs = read.tabs.slice(0, MOST_TABS)
  return { ...read, tabs, findings: [...findings, ...tooMany(read.tabs, place(0))] }
}

/** More tabs than any reader chooses among; every rule of the style sheet names them all. */
const MOST_TABS = 100

function tooMany({ length }: readonly Tab[], span: Span): Finding[] {
  const cure = 'Take those out of `language_tabs` that the page has no samples for.'
  const message = `The front matter names ${length} language tabs; the first ${MOST_TABS} are shown.`
  return length > MOST_TABS ? [finding('front-matter', span, message, cure)] : []
}

/** Takes the front matter off an include, where it says nothing, and tells the line that the rest begins on. */
export function withoutFrontMatter(text: string): { readonly body: string; readonly bodyLine: number } {
  const { body, bodyLine } = split(text.replace(/^\uFEFF/, ''))
  return { body, bodyLine }
}

function split(text: string): { yaml: string | undefined; body: string; bodyLine: number } {
  const opening = OPENING.exec(text)?.[0]
  if (opening === undefined) return { yaml: undefined, body: text, bodyLine: 1 }
  const rest = text.slice(opening.length)
  const closing = CLOSING.exec(rest)
  if (closing === null) return { yaml: undefined, body: text, bodyLine: 1 }
  const yaml = rest.slice(0, closing.index)
  return { yaml, body: rest.slice(closing.index + closing[0].length), bodyLine: yaml.split('\n').length + 2 }
}

/** Settings that begin like front matter and never end are text of the page, which nobody meant. */
function unclosed(text: string, file: string): Finding[] {
  if (!/^\uFEFF?---[ \t]*\r?\n[\w-]+:/.test(text)) return []
  const span = { file, line: 1, column: 1, endLine: 1 }
  const cure = 'Add a line `---` after the settings.'
  return [finding('front-matter', span, 'The front matter is never closed, so its settings are ignored.', cure)]
}

type Parsed = { front: Record<string, unknown>; document: Document | undefined; findings: Finding[] }

function parse(yaml: string, lineCounter: LineCounter, place: (offset: number) => Span): Parsed {
  const broken = (offset: number, why: string): Parsed => ({
    front: {},
    document: undefined,
    findings: [finding('front-matter', place(offset), `The front matter is not valid YAML: ${why}`)],
  })
  try {
    // YAML 1.1 as Slate's parser reads it: `yes` is true, the last of two equal keys wins.
    const document = parseDocument(yaml, { lineCounter, version: '1.1', uniqueKeys: false, logLevel: 'silent' })
    const error = document.errors[0]
    if (error !== undefined) return broken(error.pos[0], firstLine(error.message))
    if (aliasesOf(document) > MOST_ALIASES) return broken(0, `it has more than ${MOST_ALIASES} aliases.`)
    const value: unknown = document.toJS({ maxAliasCount: 100 })
    if (!isTree(value)) return broken(0, 'an alias stands inside what it stands for.')
    if (value === null || value === undefined) return { front: {}, document, findings: [] }
    if (!isRecord(value)) return broken(0, 'it is no list of settings.')
    return { front: value, document, findings: [] }
  } catch (error) {
    // Aliases that multiply and nesting that is too deep end here.
    return broken(0, firstLine(error instanceof Error ? error.message : String(error)))
  }
}

/** Each is looked for in the whole document, so that many would take quadratic time. */
const MOST_ALIASES = 500

function aliasesOf(document: Document): number {
  let count = 0
  visit(document, { Alias: () => (++count > MOST_ALIASES ? visit.BREAK : undefined) })
  return count
}

/** Whether no value holds itself: whoever walks over the settings comes to an end. */
function isTree(value: unknown, above = new Set<unknown>()): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (above.has(value)) return false
  above.add(value)
  const inside = Object.values(value).every((inner) => isTree(inner, above))
  above.delete(value)
  return inside
}

function firstLine(text: string): string {
  const line = (text.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '').trim()
  return line.endsWith('.') ? line : `${line}.`
}

type Settings = Omit<FrontMatter, 'findings' | 'body' | 'bodyLine'>

function settings(front: Record<string, unknown>, includes: readonly IncludeName[]): Settings {
  const title = front['title']
  return {
    title: isPlain(title) && String(title).trim() !== '' ? String(title) : DEFAULT_TITLE,
    tabs: list(front['language_tabs']).flatMap(tabs),
    includes,
    tocFooters: list(front['toc_footers']).filter(isPlain).map(String),
    search: front['search'] === true,
    meta: list(front['meta']).filter(isRecord).map(attributes),
    front,
  }
}

function tabs(entry: unknown): Tab[] {
  if (isPlain(entry)) return [{ key: String(entry), label: String(entry) }]
  if (!isRecord(entry)) return []
  return Object.entries(entry).map(([key, label]) => ({ key, label: isPlain(label) ? String(label) : key }))
}

function attributes(entry: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entry).flatMap(([key, value]) => (isPlain(value) ? [[key, String(value)]] : [])),
  )
}

/** Layouts that part their includes have several lists: `includes`, `includes_methods` … */
const LISTS = /^includes(?:_\w+)?$/

function names(document: Document | undefined, place: (offset: number) => Span): IncludeName[] {
  if (document === undefined || !isMap(document.contents)) return []
  const lists = document.contents.items.filter(({ key }) => isScalar(key) && LISTS.test(String(key.value)))
  const items = lists.flatMap(({ value }) => (isSeq(value) ? value.items : [value]))
  return items.flatMap((item) => {
    if (!isScalar(item) || !isPlain(item.value)) return []
    return [{ name: String(item.value), span: place(item.range?.[0] ?? 0) }]
  })
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}
