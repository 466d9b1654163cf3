/**
 * `--8<-- "path"` on a line of its own: the text of another file stands there. In a fence it is code; elsewhere it is Markdown
 * of its own, like a partial. `path:name` takes what stands between `[start:name]` and `[end:name]`, `path:3:9` those lines.
 * `;--8<--` is shown as `--8<--` and takes nothing.
 */
import { posix } from 'node:path'
import { finding, type Finding, type Span } from '../finding.ts'
import { changed, inside as eachInside } from '../model/edited.ts'
import type { Block, Code, SourceFile } from '../model/page.ts'
import { within } from '../model/spans.ts'
import type { Budget } from './erb/budget.ts'
import type { Piece } from './erb/index.ts'
import type { Files } from './files.ts'
import { closesFence, opensFence, type Fence } from './markdown/index.ts'

export type Snippets = {
  /** A stretch with its snippets outside fences as stretches of their own. */
  readonly spread: (piece: Piece) => readonly Piece[]
  /** Blocks with the snippets in their code filled in. */
  readonly fill: (blocks: readonly Block[]) => readonly Block[]
  /** What was met so far: the files taken, every path looked for, what is wrong. */
  readonly met: { readonly files: SourceFile[]; readonly watched: string[]; readonly findings: Finding[] }
}

type Around = { readonly files: Files; readonly budget: Budget; readonly valued: (text: string) => string }
type State = Around & Pick<Snippets, 'met'>
type Text = { readonly path: string; readonly text: string; readonly line: number }

const SNIPPET = /^[ \t]*--8<-- +"([^"\n]+)"[ \t]*$/
const ESCAPED = /^([ \t]*);(?=--8<-- )/
/** A line that is nothing but the mark of a part, in a comment of any kind. */
const MARK = /^[^\w`]*(?:rem\s+)?--8<-- \[(?:start|end):[\w-]+\][^\w`]*$/i
/** Snippets inside snippets, deeper than anybody means. */
const DEEPEST = 20

/** Takes snippets for one page, with the page's variables in them. Nothing outside its folder is read. */
export function openSnippets(around: Around): Snippets {
  const state: State = { ...around, met: { files: [], watched: [], findings: [] } }
  return {
    spread: (piece) => spread(piece, state, 0),
    fill: (blocks) => fill(blocks, state),
    met: state.met,
  }
}

function take(name: string, span: Span, { files, budget, valued, met }: State): Text | undefined {
  const [, file = name, part] = /^(.+?)(?::([\w-]+|\d*:\d*))?$/.exec(name) ?? []
  const places = [posix.join(posix.dirname(span.file), file), posix.normalize(file)].filter(inside)
  met.watched.push(...places)
  const path = places.find((one) => files.outside?.(one) !== true && files.read(one) !== undefined)
  const text = path === undefined ? undefined : files.read(path)
  if (path === undefined || text === undefined)
    return lost(met, finding('include-missing', span, `The snippet \`${file}\` is not there.`, CURE))
  if (!budget.take(path, text.length)) return lost(met, finding('include-endless', span))
  met.files.push({ path, text })
  const cut = cutOut(text, part)
  if (cut === undefined)
    return lost(met, finding('include-missing', span, `\`${file}\` has no part \`${part ?? ''}\`.`, CURE))
  return { path, text: valued(cut.text), line: cut.line }
}

const CURE = 'Name a file in the folder of the page, or take the line out.'

function lost({ findings }: State['met'], found: Finding): undefined {
  findings.push(found)
}

function spread(piece: Piece, state: State, depth: number): readonly Piece[] {
  if (!piece.text.includes('--8<--') || depth > DEEPEST) return [piece]
  const { file, firstLine } = piece
  const pieces: Piece[] = []
  let [open, from]: [string[], number] = [[], firstLine]
  let fence: Fence | undefined
  for (const [index, line] of piece.text.split(/\r\n|\n/).entries()) {
    const at = firstLine + index
    const name = fence === undefined ? SNIPPET.exec(line)?.[1] : undefined
    const text = name === undefined ? undefined : take(name, { file, line: at, column: 1, endLine: at }, state)
    const outside = fence === undefined
    if (fence === undefined) fence = opensFence(line)
    else if (closesFence(line, fence)) fence = undefined
    if (text === undefined) open.push(outside ? shown(line) : line)
    else {
      pieces.push({ file, text: open.join('\n'), firstLine: from })
      pieces.push(...spread({ file: text.path, text: text.text, firstLine: text.line }, state, depth + 1))
      ;[open, from] = [[], at + 1]
    }
  }
  return [...pieces, { file, text: open.join('\n'), firstLine: from }]
}

/** Every line stays in its place. */
const shown = (line: string): string => (MARK.test(line) ? '' : line.replace(ESCAPED, '$1'))

function fill(blocks: readonly Block[], state: State): readonly Block[] {
  return changed(blocks, (block) => one(block, state))
}

function one(block: Block, state: State): Block {
  if (block.kind === 'code') return block.text.includes('--8<--') ? filled(block, state) : block
  return eachInside(block, (inner) => one(inner, state))
}

function filled(block: Code, state: State): Code {
  const lines = block.text.split('\n').map((text, index) => {
    const name = SNIPPET.exec(text)?.[1]
    const place = within(block.span, 1 + index, 1 + index, 1)
    const found = name === undefined ? undefined : take(name, place, state)
    return { text: found === undefined ? text.replace(ESCAPED, '$1') : withoutMarks(found.text), found }
  })
  const [only] = lines
  const text = lines.map((line) => line.text).join('\n')
  if (only?.found === undefined || lines.length > 1) return { ...block, text }
  const { path, line } = only.found
  return { ...block, text, source: { file: path, line, column: 1, endLine: line + text.split('\n').length - 1 } }
}

function withoutMarks(text: string): string {
  return text
    .split('\n')
    .filter((line) => !MARK.test(line))
    .join('\n')
    .trimEnd()
}

function inside(path: string): boolean {
  return path !== '..' && !path.startsWith('../') && !path.startsWith('/')
}

/** A named part or some lines of a text; undefined where it has no such part. */
function cutOut(text: string, part: string | undefined): Omit<Text, 'path'> | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n/)
  const [from = 1, to = lines.length] = part === undefined ? [] : bounds(lines, part)
  if (part !== undefined && from > to) return undefined
  return { text: lines.slice(from - 1, to).join('\n'), line: from }
}

function bounds(lines: readonly string[], part: string): [number, number] {
  const [first, last] = part.split(':')
  if (last !== undefined) return [Number(first) || 1, Number(last) || lines.length]
  const at = (mark: string): number => lines.findIndex((line) => line.includes(`--8<-- [${mark}:${part}]`))
  const [start, end] = [at('start'), at('end')]
  return start < 0 ? [1, 0] : [start + 2, end < 0 ? lines.length : end]
}
