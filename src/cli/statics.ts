/** The author's own files that go along with the page: images, fonts and whatever else Slate copies from `source/`. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, posix, relative, sep } from 'node:path'
import type { Reading } from '../model/reading.ts'
import type { OutputFile } from '../outputs/output.ts'
import type { Project } from './project.ts'

/** What Slate reads and does not copy. Its style sheets and scripts are its own look, which the site replaces. */
const NOT_COPIED =
  /^(?:includes|layouts|stylesheets|javascripts|localizable)\/|(?:^|\/)(?:\.|_|node_modules\/)|\.(?:md|markdown|erb|ts)$/

/** A page that is no Slate folder may lie among anything: only what is plainly meant for it goes along. */
const BESIDE_A_PAGE = /^(?:images|fonts)\//

/** The files that the front matter of any page names: style sheets, logo, favicon. */
export function namedFiles({ pages }: Pick<Reading, 'pages'>): readonly string[] {
  const named = pages.flatMap(({ path, page: { front } }) =>
    [front['stylesheets'], front['logo'], front['favicon']]
      .flat()
      .flatMap((one) => (typeof one === 'string' ? [posix.join(posix.dirname(path), one.replace(/[?#].*$/, ''))] : [])),
  )
  return [...new Set(named)]
}

/** Relative to the page's source root, with `/`; those in `named` go along wherever they lie. Files are read when asked for the content, links are not followed. */
export function staticFiles(project: Project, named: readonly string[]): OutputFile[] {
  const slate = basename(project.root) === 'source'
  const wanted = (path: string): boolean => !NOT_COPIED.test(path) && (slate || BESIDE_A_PAGE.test(path))
  const folders = slate ? [project.root] : ['images', 'fonts'].map((name) => join(project.root, name))
  const asked = named.filter(
    (path) => !path.startsWith('../') && !path.startsWith('/') && isFile(join(project.root, path)),
  )
  return folders
    .flatMap((folder) => filesBelow(folder))
    .map((file) => ({ file, path: relative(project.root, file).split(sep).join('/') }))
    .filter(({ path }) => wanted(path) && !asked.includes(path))
    .concat(asked.map((path) => ({ file: join(project.root, path), path })))
    .map(({ file, path }) => ({ path, content: readFileSync(file) }))
}

/** Scripts, style sheets and pictures of the HTML pages of api.ts, where these look for them. */
export function assetFiles({ home }: Project): OutputFile[] {
  const folder = join(home, 'assets')
  return filesBelow(folder)
    .filter((file) => !/(?:^|[\\/])\./.test(relative(folder, file)))
    .map((file) => ({
      path: `-/assets/${relative(folder, file).split(sep).join('/')}`,
      content: readFileSync(file),
    }))
}

function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

function filesBelow(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  } catch {
    return []
  }
}
