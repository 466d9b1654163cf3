/**
 * What `build` has made of a project stands as long as all that was asked of the disk has the same answer. What an api.ts
 * says nobody can know without running it, so projects with one are made anew each time.
 */
import { hash } from 'node:crypto'
import type { OutputFile } from '../../outputs/output.ts'
import { filesIn } from '../../read/index.ts'
import { changedIn, type Dated } from '../changed.ts'
import { aboutOf, type About } from '../home.ts'
import { load, type Loaded } from '../load.ts'
import { hasBehaviour } from '../modules.ts'
import type { Project } from '../project.ts'
import { madeOf, siteOf, withOwn, type SiteOptions } from '../published.ts'
import { namedFiles } from '../statics.ts'
import { recorded, stillSo, type Asked } from './asked.ts'
import type { Cache } from './folder.ts'

export { runningCode } from './code.ts'
export { cacheIn, usersCache, type Cache } from './folder.ts'

export type Built = { readonly about: About; readonly files: readonly OutputFile[] }
/** `code` says which code it was that made what is in the cache. */
export type Known = { readonly cache: Cache; readonly code: string }

type Entry = {
  readonly code: string
  readonly asked: readonly Asked[]
  readonly dated: readonly Dated[]
  readonly changed: ReadonlyMap<string, string>
  readonly about: About
  readonly named: readonly string[]
  readonly made: readonly OutputFile[]
}

/** The site of a project, made now or before. Never rejects for anything that stands in the project's files. */
export async function built(project: Project, options: SiteOptions, known: Known | undefined): Promise<Built> {
  const name = hash('sha256', JSON.stringify([project, options]))
  const kept = options.single === true || hasBehaviour(project.home) ? undefined : known
  const before = kept?.cache.get(name) as Entry | undefined // what is there was put there by this module
  if (before !== undefined && kept !== undefined && (await holds(before, project, kept.code)))
    return { about: before.about, files: withOwn(project, before.made, before.named) }
  const { files, asked } = recorded(filesIn(project.root))
  const loaded = await load(project, files)
  if (kept === undefined) return { about: aboutOf(loaded), files: siteOf(loaded, options) }
  const entry = entryOf(loaded, options, kept.code)
  kept.cache.put(name, { ...entry, asked: asked() } satisfies Entry)
  return { about: entry.about, files: withOwn(project, entry.made, entry.named) }
}

async function holds(entry: Entry, project: Project, code: string): Promise<boolean> {
  if (entry.code !== code || !stillSo(entry.asked, filesIn(project.root))) return false
  const changed = await changedIn(project.root, { pages: entry.dated })
  return changed.size === entry.changed.size && [...changed].every(([path, day]) => entry.changed.get(path) === day)
}

function entryOf(loaded: Loaded, options: SiteOptions, code: string): Omit<Entry, 'asked'> {
  const { changed, reading } = loaded
  const dated = reading.pages.map(({ path, page: { front, files } }): Dated => {
    const said = front['last_changed'] === undefined ? {} : { last_changed: true }
    return { path, page: { front: said, files: files.map((file) => ({ path: file.path })) } }
  })
  return { code, dated, changed, about: aboutOf(loaded), named: namedFiles(reading), made: madeOf(loaded, options) }
}
