/** Finds what a PATH means: a page, a Slate folder, or a folder of APIs. */
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { pagesIn } from './pages.ts'
import { WrongUse } from './wrong-use.ts'

export type Project = {
  /** The folder's name; where several are served, the prefix of their addresses. */
  readonly name: string
  /** Where api.ts and `.kittn/` live. */
  readonly home: string
  /** The page's source root; nothing outside it is read. */
  readonly root: string
  /** The pages' main files, relative to `root`: first the one at the root of the site. */
  readonly pages: readonly [string, ...string[]]
  /** Empty where the API is served alone, else `/name`. */
  readonly prefix: string
}

/** Where repositories keep the source folder of their reference, in the order in which it is looked for. */
const ROOTS = [
  'source',
  '.',
  'docs/source',
  'doc/source',
  'slate/source',
  'documentation/source',
  'docs',
  'doc',
] as const

/** The projects that `path` means: one with an empty prefix, or each of a folder with its own. Throws WrongUse if none. */
export function projectsAt(path: string): Project[] {
  const place = resolve(path)
  if (!existsSync(place))
    throw new WrongUse(`${path}: there is no such file or folder`, 'Name a page, or make one: kittn init my-api')
  const real = realpathSync(place)
  const single = statSync(real).isFile() ? projectOf(real) : projectIn(real)
  const found = single ? [single] : projectsBelow(real)
  if (found.length === 0)
    throw new WrongUse(
      `${path}: no page was found here`,
      'A page is a Markdown file, or source/index.html.md in a folder. Make one: kittn init my-api',
    )
  return found
}

/** A page that is named stands alone; in `source/` or below it, it shares the includes of that Slate folder. */
function projectOf(file: string): Project {
  const root = sourceAbove(dirname(file)) ?? dirname(file)
  return projectWith(root, [relative(root, file).split(sep).join('/')])
}

function projectWith(root: string, pages: Project['pages']): Project {
  const home = basename(root) === 'source' ? dirname(root) : root
  return { name: nameOf(home), home, root, pages, prefix: '' }
}

function sourceAbove(folder: string): string | undefined {
  if (basename(folder) === 'source') return folder
  return dirname(folder) === folder ? undefined : sourceAbove(dirname(folder))
}

/** All pages of the first source folder that has some. */
function projectIn(folder: string): Project | undefined {
  const roots = [...configured(folder), ...ROOTS].map((root) => join(folder, root))
  for (const root of roots.filter((one) => existsSync(one))) {
    const [first, ...others] = pagesIn(root)
    if (first !== undefined) return projectWith(root, [first, ...others])
  }
  return undefined
}

/** `set :source, 'docs'` of Middleman's own settings. */
function configured(folder: string): string[] {
  const settings = join(folder, 'config.rb')
  const text = existsSync(settings) ? readFileSync(settings, 'utf8') : ''
  const root = /^\s*set\s*\(?\s*:source,\s*['"]([\w/-]+)['"]/m.exec(text)?.[1]
  return root === undefined || root.startsWith('/') ? [] : [root]
}

function projectsBelow(folder: string): Project[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.'),
  )
  const found = names.map((entry) => projectIn(join(folder, entry.name))).filter((project) => project !== undefined)
  return found
    .map((project) => ({ ...project, prefix: `/${project.name}` }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** A folder's name as it can stand in an address. */
function nameOf(home: string): string {
  return (
    basename(home)
      .toLowerCase()
      .replaceAll(/[^a-z0-9_-]+/g, '-')
      .replaceAll(/^-+|-+$/g, '') || 'api'
  )
}
