/** The author's own files that go along with the page: images, fonts and whatever else Slate copies from `source/`. */
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, join, posix, relative, sep } from 'node:path'
import type { Reading } from '../model/reading.ts'
import type { OutputFile } from '../outputs/output.ts'
import { filesBelow } from './below.ts'
import type { Project } from './project.ts'

/** What Slate reads and does not copy. Its style sheets and scripts are its own look, which the site replaces. */
const NOT_COPIED =
  /^(?:includes|layouts|stylesheets|javascripts|localizable)\/|(?:^|\/)(?:\.|_|node_modules\/)|\.(?:md|markdown|erb|ts)$|^index\.yml$/

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
  const folders = slate ? [project.root] : foldersOf(project.root, ['images', 'fonts'])
  const asked = named.filter((path) => !path.startsWith('../') && !path.startsWith('/') && isFile(project.root, path))
  return folders
    .flatMap(filesBelow)
    .map((file) => ({ file, path: relative(project.root, file).split(sep).join('/') }))
    .filter(({ path }) => wanted(path) && !asked.includes(path))
    .concat(asked.map((path) => ({ file: join(project.root, path), path })))
    .map(({ file, path }) => ({ path, content: readFileSync(file) }))
}

/** Scripts, style sheets and pictures of the HTML pages of api.ts, where these look for them. */
export function assetFiles({ home }: Project): OutputFile[] {
  return foldersOf(home, ['assets'])
    .flatMap((folder) => filesBelow(folder).map((file) => ({ file, path: relative(folder, file) })))
    .filter(({ path }) => !/(?:^|[\\/])\./.test(path))
    .map(({ file, path }) => ({
      path: `-/assets/${path.split(sep).join('/')}`,
      content: readFileSync(file),
    }))
}

function foldersOf(root: string, names: readonly string[]): string[] {
  return names
    .filter((name) => isOwn(root, name))
    .map((name) => join(root, name))
    .filter((folder) => statSync(folder).isDirectory())
}

function isFile(root: string, path: string): boolean {
  return isOwn(root, path) && statSync(join(root, path)).isFile()
}

/** Whether something is at a path to which no link leads, on no part of its way. */
function isOwn(root: string, path: string): boolean {
  try {
    return realpathSync(join(root, path)) === join(realpathSync(root), path)
  } catch {
    return false
  }
}
