/** The pages of a source folder: what Slate would build into HTML. */
import { readdirSync } from 'node:fs'
import { basename, relative, sep } from 'node:path'
import { filesBelow } from './below.ts'

/** What the first page may be called, the likeliest first. */
const MAIN_FILES = [
  'index.html.md',
  'index.md',
  'index.html.md.erb',
  'index.md.erb',
  'index.html.markdown',
  'index.yml',
]

const PAGE = /\.html\.(?:md|markdown)(?:\.erb)?$/
/** Partials and what is no page of the site, as Slate has it. */
const NO_PAGE = /(?:^|\/)(?:[_.]|node_modules\/)|^(?:includes|layouts|stylesheets|javascripts|images|fonts)\//

/** Relative to the root, the index first. Only a Slate folder is searched to its depth: any other may hold anything. */
export function pagesIn(root: string): string[] {
  const names = filesOf(root, basename(root) === 'source')
  const index = MAIN_FILES.find((name) => names.includes(name))
  const pages = names.filter((name) => PAGE.test(name) && !NO_PAGE.test(name) && !MAIN_FILES.includes(name)).toSorted()
  return index === undefined ? pages : [index, ...pages]
}

function filesOf(root: string, recursive: boolean): string[] {
  if (recursive) return filesBelow(root).map((file) => relative(root, file).split(sep).join('/'))
  const entries = readdirSync(root, { withFileTypes: true })
  return entries.flatMap((entry) => (entry.isFile() ? [entry.name] : []))
}
