/** From a page's files to the page, its contract and what is to be said of both. */
import { byPlace, finding } from '../finding.ts'
import type { Block, Page, SourceFile } from '../model/page.ts'
import type { Reading } from '../model/reading.ts'
import { expand, openBudget, openValues, type Piece } from './erb/index.ts'
import type { Files } from './files.ts'
import { fold } from './fold/index.ts'
import { readFrontMatter, withoutFrontMatter, type FrontMatter } from './frontmatter.ts'
import { uniqueIds } from './ids.ts'
import { loadIncludes } from './include.ts'
import { lint } from './lint/index.ts'
import { parseMarkdown } from './markdown/index.ts'

export type ReadResult = Reading & {
  /** Every path that was read or looked for: a change to any of them changes the page. */
  readonly watched: readonly string[]
}

/** Reads the page whose main file is `main`, relative to the root. What is wrong is a finding, never a throw. */
export function read(main: string, files: Files): ReadResult {
  const text = files.read(main)
  if (text === undefined) return nothing(main)
  const front = readFrontMatter(text, main)
  const budget = openBudget()
  const includes = loadIncludes(front.includes, { main, files, budget })
  const around = {
    files,
    budget,
    values: openValues(front.front, files),
    told: new Set<string>(),
    lost: new Set<string>(),
  }
  const sources: readonly Piece[] = [
    { file: main, text: front.body, firstLine: front.bodyLine },
    ...includes.files.map(source),
  ]
  const expanded = sources.map((one) => expand(one, around))
  const parsed = expanded
    .flatMap((one) => one.pieces)
    .map((one) => parseMarkdown(one.text, { file: one.file, firstLine: one.firstLine }, front.tabs))
  const ids = uniqueIds(parsed.map((one) => one.blocks))
  const page = pageOf(
    front,
    filesOf([{ path: main, text }, ...includes.files, ...expanded.flatMap((one) => one.files)]),
    ids.blocks,
  )
  const { contract, trace } = fold(page)
  const findings = [front, includes, ...expanded, ...parsed, ids].flatMap((one) => one.findings)
  return {
    page,
    contract,
    findings: byPlace(lint({ page, contract, trace }, findings)),
    watched: [main, ...includes.watched, ...expanded.flatMap((one) => one.watched), ...around.values.watched()],
  }
}

function source({ path, text }: SourceFile): Piece {
  const { body, bodyLine } = withoutFrontMatter(text)
  return { file: path, text: body, firstLine: bodyLine }
}

/** Each file once, where it is first met. */
function filesOf(files: readonly SourceFile[]): SourceFile[] {
  const paths = new Map(files.map((file) => [file.path, file]))
  return [...paths.values()]
}

function pageOf(front: FrontMatter, files: readonly SourceFile[], blocks: readonly Block[]): Page {
  const { title, tabs, tocFooters, search, meta } = front
  const description = meta.find((entry) => entry['name'] === 'description')?.['content']
  return { title, description, tabs, tocFooters, search, meta, front: front.front, files, blocks }
}

function nothing(main: string): ReadResult {
  const page = pageOf(readFrontMatter('', main), [], [])
  const span = { file: main, line: 1, column: 1, endLine: 1 }
  const findings = [finding('page-missing', span, `There is no page at \`${main}\`.`)]
  return { page, contract: fold(page).contract, findings, watched: [main] }
}
