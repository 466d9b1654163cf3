/**
 * Templates (`.md.erb`): partials are put in their place, plain variables are replaced by what they stand for, and
 * everything else is shown as it stands. As in Slate, each partial is Markdown of its own.
 */
import { posix } from 'node:path'
import { finding, type Finding, type Span } from '../../finding.ts'
import type { SourceFile } from '../../model/page.ts'
import type { Files } from '../files.ts'
import { withoutFrontMatter } from '../frontmatter.ts'
import { findPartial } from '../include.ts'
import type { Budget } from './budget.ts'
import { assignments, partialOf, type Names } from './code.ts'
import { tagsOf, type Tag } from './tags.ts'
import type { Values } from './values.ts'

export { openBudget, type Budget } from './budget.ts'
export { openValues, type Values } from './values.ts'

/** A stretch of one file, to be read as Markdown of its own. */
export type Piece = { readonly file: string; readonly text: string; readonly firstLine: number }

export type Around = {
  readonly files: Files
  readonly values: Values
  readonly budget: Budget
  /** Expressions of the page that were told of, each once. */
  readonly told: Set<string>
  /** Partials that are not there, by the folder that they were looked for from. */
  readonly lost: Set<string>
}

/** A page that lacks more partials lacks its folder. */
const MOST_LOST = 300

export type Expanded = {
  readonly pieces: readonly Piece[]
  /** The partials, each once. */
  readonly files: readonly SourceFile[]
  readonly findings: readonly Finding[]
  readonly watched: readonly string[]
}

/** Deeper partials are a mistake. */
const DEEPEST = 20

/** The pieces of a file. A file that is no template is one piece. */
export function expand(piece: Piece, around: Around): Expanded {
  const state: State = { around, pieces: [], files: new Map(), findings: [], watched: [] }
  template(piece, new Map(), [piece.file], state)
  const { pieces, files, findings, watched } = state
  return { pieces, files: [...files.values()], findings, watched }
}

type State = {
  readonly around: Around
  readonly pieces: Piece[]
  readonly files: Map<string, SourceFile>
  readonly findings: Finding[]
  readonly watched: string[]
}

/** One file on its way through: what is written of the piece at hand, and where it goes on. */
type Writing = {
  readonly variables: Map<string, string>
  parts: string[]
  line: number
  /** The line that the piece began on. */
  from: number
  begins: boolean
  fenced: boolean
}

function template(piece: Piece, locals: Names, above: readonly string[], state: State): void {
  if (!piece.file.endsWith('.erb')) {
    state.pieces.push(piece)
    return
  }
  const { firstLine, text } = piece
  const writing: Writing = {
    variables: new Map(locals),
    parts: [],
    line: firstLine,
    from: firstLine,
    begins: true,
    fenced: false,
  }
  let at = 0
  for (const tag of tagsOf(text)) {
    write(writing, text.slice(at, tag.at))
    replace(tag, writing, { piece, above, state })
    at = tag.at + tag.written.length
  }
  write(writing, text.slice(at))
  flush(writing, piece.file, state)
}

function write(writing: Writing, text: string): void {
  if (text === '') return
  const lines = text.split('\n')
  for (const [index, line] of lines.entries()) {
    if ((index > 0 || writing.begins) && /^ {0,3}(?:```|~~~)/.test(line)) writing.fenced = !writing.fenced
  }
  writing.parts.push(text)
  writing.begins = text.endsWith('\n')
  writing.line += lines.length - 1
}

function flush(writing: Writing, file: string, state: State): void {
  const text = writing.parts.join('')
  if (text.trim() !== '') state.pieces.push({ file, text, firstLine: writing.from })
  writing.parts = []
  writing.begins = true
  writing.from = writing.line
}

type Where = { readonly piece: Piece; readonly above: readonly string[]; readonly state: State }

function replace(tag: Tag, writing: Writing, where: Where): void {
  const lines = '\n'.repeat(tag.written.split('\n').length - 1)
  if (tag.kind === 'comment') return write(writing, lines)
  if (tag.kind === 'literal') return write(writing, tag.written.replace('<%%', '<%'))
  if (tag.kind === 'run') return run(tag, writing, where)
  const partial = partialOf(tag.code)
  if (partial !== undefined && splice(partial, tag, writing, where)) return
  const value = partial === undefined ? where.state.around.values.of(tag.code, writing.variables) : undefined
  if (value === undefined && partial === undefined) unresolved(tag, writing, where)
  write(writing, value === undefined ? tag.written : value + lines)
}

/** Assignments of plain strings are known from there on; any other statement stays where it is. */
function run(tag: Tag, writing: Writing, where: Where): void {
  const found = assignments(tag.code)
  if (found === undefined) unresolved(tag, writing, where)
  for (const [name, value] of found ?? []) writing.variables.set(name, value)
  write(writing, found === undefined ? tag.written : '\n'.repeat(tag.written.split('\n').length - 1))
}

/** Puts a partial in its place; false where it cannot be, which is then told. */
function splice(partial: { name: string; locals: Names }, tag: Tag, writing: Writing, where: Where): boolean {
  const { piece, above, state } = where
  const span = spanOf(tag, writing, piece)
  const { lost } = state.around
  const key = `${posix.dirname(piece.file)} ${partial.name}`
  if (lost.has(key) || lost.size > MOST_LOST) return false
  const look = state.around.budget.look()
  if (look === 'no more') state.findings.push(finding('include-endless', span, endlessWords(partial.name, [])))
  if (look !== 'yes') return false
  const found = findPartial({ name: partial.name, span }, piece.file, state.around.files)
  state.watched.push(...found.looked)
  if (found.kind === 'lost') {
    lost.add(key)
    state.findings.push(found.finding)
    return false
  }
  const { path, text } = found.file
  const endless = above.includes(path) || above.length > DEEPEST || !state.around.budget.take(path, text.length)
  if (endless) state.findings.push(finding('include-endless', span, endlessWords(path, above)))
  if (endless) return false
  state.files.set(path, { path, text })
  const { body, bodyLine } = withoutFrontMatter(text)
  if (writing.fenced) return inCode(body, tag, writing, where)
  flush(writing, piece.file, state)
  template({ file: path, text: body, firstLine: bodyLine }, partial.locals, [...above, path], state)
  return true
}

function endlessWords(path: string, above: readonly string[]): string {
  return above.includes(path)
    ? `The partial \`${path}\` includes itself: ${[...above, path].map((one) => `\`${one}\``).join(' → ')}.`
    : `The partial \`${path}\` is left out: partials multiply here beyond what a page can be.`
}

/** Code keeps its lines, so only a partial of one line fits into it. */
function inCode(body: string, tag: Tag, writing: Writing, where: Where): boolean {
  const line = body.trim()
  const fits = !line.includes('\n') && !line.includes('<%')
  if (fits) write(writing, line)
  else unresolved(tag, writing, where)
  return fits
}

function unresolved(tag: Tag, writing: Writing, { piece, state }: Where): void {
  if (state.around.told.has(tag.code)) return
  state.around.told.add(tag.code)
  const shown = tag.written.replaceAll(/\s+/g, ' ').replaceAll('`', "'").slice(0, 80)
  const message = `\`${shown}\` takes Ruby to know, so it is shown as it stands.`
  state.findings.push(finding('erb-unresolved', spanOf(tag, writing, piece), message))
}

function spanOf({ written, column }: Tag, { line }: Writing, { file }: Piece): Span {
  return { file, line, column, endLine: line + written.split('\n').length - 1 }
}
