/** Finds documents by a part of their name, folder by folder: few services can search by themselves. */
import type { Reply } from 'kittn'
import type { Part } from '../../api-type.ts'
import { nameOf, type Documents, type Item } from '../../connectors/documents.ts'
import { isText, paged, partOf } from '../paging.ts'
import { cleanPath } from '../path.ts'
import { onDocuments } from './on-documents.ts'
import { shown } from './notes.ts'
import { below, known } from './work.ts'

export const search: Part = {
  'GET /elements/api-v2/hubs/documents/search': ({ query, ...of }): Promise<Reply> => {
    const { text, startDate, endDate } = query
    const folder = cleanPath(query.path)
    const { limit, skip, after } = partOf(query, isText)
    const fits = ({ path, modified }: Item): boolean =>
      nameOf(path).toLowerCase().includes(text.toLowerCase()) && isBetween(modified, startDate, endDate)
    return onDocuments(of, async (documents) => {
      await known(documents, folder, true)
      const found = await first(skip + limit + 1, documents, { folder, after, fits })
      const page = found.slice(skip, skip + limit)
      const next = found.length > skip + limit ? page.at(-1)?.path : undefined
      return paged(await shown(of, page), { next })
    })
  },
}

type Wanted = {
  readonly folder: string
  readonly after: string | undefined
  readonly fits: (item: Item) => boolean
}

/** The first so many that fit; no more is looked at than that takes. */
async function first(count: number, documents: Documents, { folder, after, fits }: Wanted): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of below(documents, folder, after)) {
    if (fits(item)) found.push(item)
    if (found.length === count) break
  }
  return found
}

/** Whether something was changed in a span of time, whose ends may be open. */
function isBetween(modified: Date | undefined, start: string | undefined, end: string | undefined): boolean {
  if (start === undefined && end === undefined) return true
  const time = Number(modified ?? NaN)
  return !isNaN(time) && !(time < Date.parse(start ?? '')) && !(time >= Date.parse(end ?? ''))
}
