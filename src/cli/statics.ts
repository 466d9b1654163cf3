/** The author's own files that go along with the page: images, fonts and whatever else Slate copies from `source/`. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import type { OutputFile } from '../outputs/output.ts'
import type { Project } from './project.ts'

/** What Slate reads and does not copy. Its style sheets and scripts are its own look, which the site replaces. */
const NOT_COPIED =
  /^(?:includes|layouts|stylesheets|javascripts|localizable)\/|(?:^|\/)(?:\.|_|node_modules\/)|\.(?:md|markdown|erb|ts)$/

/** A page that is no Slate folder may lie among anything: only what is plainly meant for it goes along. */
const BESIDE_A_PAGE = /^(?:images|fonts)\//

/** Relative to the page's source root, with `/`. Files are read when asked for the content, links are not followed. */
export function staticFiles(project: Project): OutputFile[] {
  const slate = basename(project.root) === 'source'
  const wanted = (path: string): boolean => !NOT_COPIED.test(path) && (slate || BESIDE_A_PAGE.test(path))
  const folders = slate ? [project.root] : ['images', 'fonts'].map((name) => join(project.root, name))
  return folders
    .flatMap((folder) => filesBelow(folder))
    .map((file) => ({ file, path: relative(project.root, file).split(sep).join('/') }))
    .filter(({ path }) => wanted(path))
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

function filesBelow(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  } catch {
    return []
  }
}
