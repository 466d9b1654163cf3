/** Finds what a PATH means: a page, a Slate folder, or a folder of APIs. */
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { WrongUse } from './wrong-use.ts'

export type Project = {
  /** The folder's name; where several are served, the prefix of their addresses. */
  readonly name: string
  /** Where api.ts and `.kittn/` live. */
  readonly home: string
  /** The page's source root; nothing outside it is read. */
  readonly root: string
  /** The main file, relative to `root`. */
  readonly main: string
  /** Empty where the API is served alone, else `/name`. */
  readonly prefix: string
}

const MAIN_FILES = ['index.html.md', 'index.md', 'index.html.md.erb', 'index.md.erb', 'index.html.markdown']

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

/** A page in `source/` or below it belongs to that Slate folder, whose includes it shares; any other stands alone. */
function projectOf(file: string): Project {
  const root = sourceAbove(dirname(file)) ?? dirname(file)
  const home = basename(root) === 'source' ? dirname(root) : root
  return { name: nameOf(home), home, root, main: relative(root, file).split(sep).join('/'), prefix: '' }
}

function sourceAbove(folder: string): string | undefined {
  if (basename(folder) === 'source') return folder
  return dirname(folder) === folder ? undefined : sourceAbove(dirname(folder))
}

function projectIn(folder: string): Project | undefined {
  for (const root of [join(folder, 'source'), folder]) {
    const main = MAIN_FILES.find((name) => existsSync(join(root, name)))
    if (main) return projectOf(join(root, main))
  }
  return undefined
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
