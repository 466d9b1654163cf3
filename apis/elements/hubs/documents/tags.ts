/** Tags of files and folders. Few services know any, so they are kept here, for all of them alike. */
import { fail } from 'kittn'
import { sql } from 'kysely'
import type { Tables } from '../../accounts/tables.ts'
import type { Asked } from '../../api-type.ts'
import type { Item } from '../../connectors/documents.ts'
import { fileOf, type File } from '../file.ts'
import { instanceFor } from '../hub.ts'

type Of = Pick<Asked, 'caller' | 'db'>
type Row = Tables['tags']

const MOST = 20
const LONGEST = 50
/** How many paths one statement asks for. */
const BATCH = 200

/** The tags of a call, each once. Fails with 400 for what is none. */
export function tagsIn(given: readonly string[]): string[] {
  const tags = [...new Set(given.map((tag) => tag.trim()))]
  if (tags.length > MOST) fail(400, `A file has at most ${MOST} tags.`, { parameter: 'tags' })
  if (tags.some((tag) => tag === '' || tag.length > LONGEST))
    fail(400, `A tag has 1 to ${LONGEST} characters.`, { parameter: 'tags' })
  return tags
}

/** Documents as callers see them, with their tags. */
export async function shown(of: Of, items: readonly Item[]): Promise<File[]> {
  const instance = instanceFor(of).id
  const rows: Row[] = []
  for (let at = 0; at < items.length; at += BATCH) {
    const paths = items.slice(at, at + BATCH).map(({ path }) => path)
    const own = of.db.selectFrom('tags').selectAll().where('instance', '=', instance)
    rows.push(...(await own.where('path', 'in', paths).orderBy('place').execute()))
  }
  const tags = Map.groupBy(rows, ({ path }) => path)
  return items.map((item) =>
    fileOf(
      item,
      tags.get(item.path)?.map(({ tag }) => tag),
    ),
  )
}

/** Gives a document these tags in place of those that it had. */
export async function tag(of: Of, path: string, tags: readonly string[]): Promise<void> {
  const instance = instanceFor(of).id
  await of.db.deleteFrom('tags').where('instance', '=', instance).where('path', '=', path).execute()
  const rows = tags.map((one, place) => ({ instance, path, tag: one, place }))
  if (rows.length > 0) await of.db.insertInto('tags').values(rows).execute()
}

/** What was moved keeps its tags, a folder with all that it holds; what was removed (`to` is undefined) has none left. */
export async function follow(of: Of, from: string, to?: string): Promise<void> {
  const instance = instanceFor(of).id
  const inside = `${from}/`
  // Characters of the database are code points.
  const below = sql<boolean>`(path = ${from} or substr(path, 1, ${[...inside].length}) = ${inside})`
  const rows = await of.db.selectFrom('tags').selectAll().where('instance', '=', instance).where(below).execute()
  if (rows.length === 0) return
  await of.db.deleteFrom('tags').where('instance', '=', instance).where(below).execute()
  if (to === undefined) return
  const moved = rows.map((row) => ({ ...row, path: to + row.path.slice(from.length) }))
  await of.db.insertInto('tags').values(moved).execute()
}
