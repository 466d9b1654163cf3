/** The index: made from the page when the search is first wanted, a few sections at a time. */
import MiniSearch from 'minisearch'
import { pause } from '../pause.ts'
import { documents, type Found } from './documents.ts'
import type { Fetched } from './pages.ts'
import { plain, wordsOf } from './words.ts'

const LIMIT = 30
/** Milliseconds of work between two pauses. */
const SLICE = 12

export type Index = { readonly find: (query: string) => Hit[] }
export type Hit = { readonly found: Found; readonly terms: readonly string[] }

/** Reads the content of this page and the others and makes their index, with a pause whenever the page has been kept from answering for a while. */
export async function makeIndex(main: Element, others: readonly Fetched[]): Promise<Index> {
  const list: Found[] = []
  const engine = new MiniSearch<Found & { at: number }>({
    idField: 'at',
    fields: ['title', 'path', 'text', 'code'],
    tokenize: wordsOf,
    processTerm: plain,
  })
  let started = performance.now()
  for (const found of all(main, others)) {
    engine.add({ ...found, at: list.push(found) - 1 })
    if (performance.now() - started < SLICE) continue
    await pause()
    started = performance.now()
  }
  return { find: (query) => find(engine, list, query) }
}

function* all(main: Element, others: readonly Fetched[]): Generator<Found> {
  yield* documents(main)
  for (const { main: other, page } of others) yield* documents(other, page)
}

function find(engine: MiniSearch, list: readonly Found[], query: string): Hit[] {
  const exact = plain(query.trim())
  const options = {
    prefix: (term: string) => term.length > 1,
    fuzzy: (term: string) => (term.length > 3 ? 0.2 : false),
    maxFuzzy: 2,
    boost: { title: 8, path: 2, text: 1.5 },
    weights: { prefix: 0.6, fuzzy: 0.2 },
    boostDocument: (at: number) => likeness(list[at], exact),
  }
  const all = engine.search(query, { ...options, combineWith: 'AND' })
  const results = all.length > 0 ? all : engine.search(query, { ...options, combineWith: 'OR' })
  return results.slice(0, LIMIT).flatMap(({ id, terms }) => {
    const found = list[id]
    return found === undefined ? [] : [{ found, terms }]
  })
}

/** What has the query as it was typed comes before what has its words somewhere. */
function likeness(found: Found | undefined, exact: string): number {
  if (found === undefined || exact === '') return 1
  const title = plain(found.title)
  if (title === exact) return 6
  if (title.startsWith(exact)) return 3
  return plain(`${found.title} ${found.text} ${found.code}`).includes(exact) ? 2 : 1
}
