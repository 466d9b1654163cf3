/** How ids and texts stand in PostgreSQL's columns. */
import { createHash } from 'node:crypto'
import { DLE, escaped } from '../escape.ts'

/** Longer ids are found by their hash: an index takes 2,700 bytes. */
const LONGEST = 400

/** What a record is found by. */
export function keyOf(id: string): string {
  const key = escaped(id)
  return isLong(key) ? HASHED + createHash('sha256').update(key).digest('hex') : key
}

/** The id itself where its key does not give it back. */
export function longId(id: string): string | null {
  const key = escaped(id)
  return isLong(key) ? key : null
}

const HASHED = 'sha256:'

/** Ids that look like hashes are hashed, too, so that no two ids have one key. */
function isLong(key: string): boolean {
  return key.length > LONGEST || key.startsWith(HASHED)
}

/**
 * The fields of a record that queries look at, where PostgreSQL's JSON cannot take the text as it stands; else null.
 * Only such texts are parsed.
 */
export function fieldsOf(text: string): string | null {
  if (!/\\u00(?:00|10)|\\ud[89a-f]/i.test(text) && !text.includes(DLE)) return null
  const record = JSON.parse(text) as unknown
  return JSON.stringify(deeply(record))
}

/** Names and texts as PostgreSQL keeps them. */
function deeply(value: unknown): unknown {
  if (typeof value === 'string') return escaped(value)
  if (Array.isArray(value)) return value.map(deeply)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [escaped(name), deeply(inner)]))
}
