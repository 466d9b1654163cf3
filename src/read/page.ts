/** One page: its front matter, its main file and its includes become blocks and what they describe. */
import { finding, type Finding } from '../finding.ts'
import type { Block, Page, SourceFile } from '../model/page.ts'
import type { Recall } from '../model/remember.ts'
import { withHeadingIds } from './bare-headings.ts'
import { expand, openBudget, openValues, type Piece } from './erb/index.ts'
import type { Files } from './files.ts'
import { fold, type Folded } from './fold/index.ts'
import { readFrontMatter, withoutFrontMatter, type FrontMatter } from './frontmatter.ts'
import { uniqueIds } from './ids.ts'
import { loadIncludes } from './include.ts'
import { openSnippets } from './snippets.ts'
import { variablesOf } from './variables.ts'
import { markdownReader, parseMarkdown } from './markdown/index.ts'

export type ReadPage = {
  readonly page: Page
  readonly folded: Folded
  /** Of the files themselves: front matter, includes, fences, ids. */
  readonly findings: readonly Finding[]
  readonly watched: readonly string[]
}

/** What a page is read with: `link` gives its blocks the addresses of the site, `recall` what was parsed before. */
export type Around = {
  readonly files: Files
  readonly link: (page: Page) => Page
  readonly recall: Recall | undefined
}

/** `main` and all paths are relative to the root. */
export function readPage(main: string, { files, link, recall }: Around): ReadPage {
  const text = files.read(main)
  if (text === undefined) return nothing(main)
  const front = readFrontMatter(text, main, recall)
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
  const valued = variablesOf(front.front)
  const snippets = openSnippets({ files, budget, valued })
  const parsed = expanded
    .flatMap((one) => one.pieces.flatMap((piece) => snippets.spread(piece)))
    .map(({ text: piece, ...place }) => {
      const parse = recall === undefined ? parseMarkdown : recall(`markdown ${place.file}`, '', markdownReader)
      return parse(valued(piece), place, front.tabs)
    })
  const ids = uniqueIds(parsed.map((one) => snippets.fill(one.blocks)))
  const taken = [includes, ...expanded, snippets.met].flatMap((one) => one.files)
  const page = pageOf(front, filesOf([{ path: main, text }, ...taken], recall), ids.blocks)
  const named = withHeadingIds(page.blocks)
  return {
    page: link({ ...page, blocks: named.blocks }),
    folded: fold(describesNothing(front) ? { ...page, blocks: [] } : page, recall),
    findings: [front, includes, ...expanded, snippets.met, ...parsed, ids, named].flatMap((one) => one.findings),
    watched: [main, ...[includes, ...expanded, snippets.met].flatMap((one) => one.watched), ...around.values.watched()],
  }
}

/** `api: false`: a guide, whose samples are of many things. */
const describesNothing = ({ front }: FrontMatter): boolean => front['api'] === false

function source({ path, text }: SourceFile): Piece {
  const { body, bodyLine } = withoutFrontMatter(text)
  return { file: path, text: body, firstLine: bodyLine }
}

/** Each file once, where it is first met; the same object for the same text. */
function filesOf(files: readonly SourceFile[], recall: Recall | undefined): SourceFile[] {
  const paths = new Map(files.map((file) => [file.path, file]))
  const all = [...paths.values()]
  return recall === undefined ? all : all.map((file) => recall(`file ${file.path}`, file.text, () => file))
}

function pageOf(front: FrontMatter, files: readonly SourceFile[], blocks: readonly Block[]): Page {
  const { title, tabs, tocFooters, search, meta } = front
  const description = meta.find((entry) => entry['name'] === 'description')?.['content']
  return { title, description, tabs, tocFooters, search, meta, front: front.front, files, blocks }
}

function nothing(main: string): ReadPage {
  const page = pageOf(readFrontMatter('', main), [], [])
  const span = { file: main, line: 1, column: 1, endLine: 1 }
  const findings = [finding('page-missing', span, `There is no page at \`${main}\`.`)]
  return { page, folded: fold(page), findings, watched: [main] }
}
