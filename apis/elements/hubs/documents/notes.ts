/** What callers note on files and folders: tags, a description, properties. Few services know any, so they are kept here, for all alike. */
import { fail } from 'kittn'
import { sql } from 'kysely'
import type { Tables } from '../../accounts/tables.ts'
import type { Asked } from '../../api-type.ts'
import type { Item } from '../../connectors/documents.ts'
import { fileOf, type File, type Notes, type Properties } from '../file.ts'
import { instanceFor } from '../hub.ts'

type Of = Pick<Asked, 'caller' | 'db'>
type Row = Tables['notes']

const MOST_TAGS = 20
const LONGEST_TAG = 50
/** Of the properties of one document, as JSON. */
const MOST_PROPERTIES = 4000
/** How many paths one statement asks for. */
const BATCH = 200

/** The tags of a call, each once. Fails with 400 for what is none. */
export function tagsIn(given: readonly string[]): string[] {
  const tags = [...new Set(given.map((tag) => tag.trim()))]
  if (tags.length > MOST_TAGS) fail(400, `A file has at most ${MOST_TAGS} tags.`, { parameter: 'tags' })
  if (tags.some((tag) => tag === '' || tag.length > LONGEST_TAG))
    fail(400, `A tag has 1 to ${LONGEST_TAG} characters.`, { parameter: 'tags' })
  return tags
}

/** The properties of a call. Fails with 400 for what a document cannot have. */
export function propertiesIn(given: Readonly<Record<string, unknown>>): Properties {
  const wrong = (message: string): never => fail(400, message, { parameter: 'properties' })
  for (const [name, value] of Object.entries(given)) {
    if (name === 'mimeType') wrong('mimeType is by the name of the file.')
    if (value !== null && typeof value === 'object') wrong(`The property ${name} is a text, a number, true or false.`)
  }
  if (JSON.stringify(given).length > MOST_PROPERTIES) wrong(`Properties have at most ${MOST_PROPERTIES} characters.`)
  // Values that are objects were refused.
  return given as Properties
}

/** Documents as callers see them, with what is noted on them. */
export async function shown(of: Of, items: readonly Item[]): Promise<File[]> {
  const rows: Row[] = []
  for (let at = 0; at < items.length; at += BATCH) {
    const paths = items.slice(at, at + BATCH).map(({ path }) => path)
    rows.push(...(await own(of).where('path', 'in', paths).execute()))
  }
  const notes = new Map(rows.map((row) => [row.path, notesIn(row)]))
  return items.map((item) => fileOf(item, notes.get(item.path)))
}

/** Notes something on a document; what is not named stays as it was. */
export async function note(of: Of, path: string, changes: Partial<Notes>): Promise<void> {
  const before = await own(of).where('path', '=', path).executeTakeFirst()
  const { tags, description, properties } = { ...notesIn(before), ...changes }
  await forget(of, path)
  const row = { instance: instanceFor(of).id, path, description }
  const texts = { tags: JSON.stringify(tags), properties: JSON.stringify(properties) }
  await of.db
    .insertInto('notes')
    .values({ ...row, ...texts })
    .execute()
}

/** Nothing is noted any more on what was at a path. */
export async function forget(of: Of, path: string): Promise<void> {
  await of.db.deleteFrom('notes').where('instance', '=', instanceFor(of).id).where('path', '=', path).execute()
}

/** What was moved keeps its notes, a folder with all that it holds; what was removed (`to` is undefined) has none left. */
export async function follow(of: Of, from: string, to?: string): Promise<void> {
  const inside = `${from}/`
  // Characters of the database are code points.
  const below = sql<boolean>`(path = ${from} or substr(path, 1, ${[...inside].length}) = ${inside})`
  const rows = await own(of).where(below).execute()
  if (rows.length === 0) return
  await of.db.deleteFrom('notes').where('instance', '=', instanceFor(of).id).where(below).execute()
  if (to === undefined) return
  const moved = rows.map((row) => ({ ...row, path: to + row.path.slice(from.length) }))
  await of.db.insertInto('notes').values(moved).execute()
}

// The type of a query builder is what it builds.
// eslint-disable-next-line typescript/explicit-function-return-type
const own = (of: Of) => of.db.selectFrom('notes').selectAll().where('instance', '=', instanceFor(of).id)

function notesIn({ tags, description, properties }: Partial<Row> = {}): Notes {
  // Only `note` writes them.
  return {
    tags: JSON.parse(tags ?? '[]') as string[],
    description: description ?? '',
    properties: JSON.parse(properties ?? '{}') as Properties,
  }
}
