/** `GET /kittens`: the records, chosen, sorted and paged by what the page documents, in the page's envelope. */
import { itemsOf } from '../../model/join.ts'
import { pagingOf, type Paging } from '../../model/paging.ts'
import { shapeAt } from '../../model/places.ts'
import { answerOf, success } from '../../model/sight.ts'
import { ANY } from '../../model/shape.ts'
import type { Query, Records } from '../../store/index.ts'
import { json } from '../call.ts'
import { Failure } from '../fail.ts'
import { cleaner } from './clean.ts'
import { conditionsOf, filteringOf, sortOf } from './filter.ts'
import { framed, put } from './frame.ts'
import { pageHeaders } from './page-headers.ts'
import { pageOf, tell, tokenOf, type Page } from './paging.ts'
import { parentsOf, type MakeResponder } from './parts.ts'

export const list: MakeResponder = ({ part, records }) => {
  const { operation, resource } = part
  const place = resource.envelope ?? []
  const shown = success(operation)
  const paging = pagingOf(operation, resource.record)
  const filtering = filteringOf(operation, resource.record, paging)
  const clean = cleaner(itemsOf(shapeAt(answerOf(operation), place) ?? ANY) ?? resource.shape)
  const first = paging?.by.kind === 'page' ? paging.by.first : 1
  return async (call) => {
    const where = [...conditionsOf(filtering, call.query), ...parentsOf(part, call)]
    const query = { where, ...sortOf(filtering, call.query) }
    const page = await placed(pageOf(paging, call.query), records, query)
    const limit = page.size === undefined ? {} : { limit: page.size }
    const found = await records.list({ ...query, offset: page.offset, ...limit })
    const text = `[${found.map((stored) => clean(stored.text)).join(',')}]`
    const heads = operation.pagingHeaders
    if (place.length === 0 && heads === undefined) return json(shown?.status ?? 200, text)
    const total = page.size === undefined ? page.offset + found.length : await records.count(where)
    const link = (offset: number): string => neighbour(call.url(), paging, { ...page, offset }, found.at(-1)?.id)
    const jumps = paging?.by.kind !== 'cursor'
    const told = { page, first, length: found.length, total, link, jumps, origin: () => call.origin() } as const
    const whole = place.length === 0 ? text : framed(tell(put(shown?.example, place, []), told), place)(text)
    return json(shown?.status ?? 200, whole, heads && pageHeaders(heads, told))
  }
}

/** A page that begins after a record, with the number of those before it. Throws a Failure (400) where there is no such record. */
async function placed(page: Page, records: Records, query: Query): Promise<Page> {
  const { after } = page
  if (after === undefined) return page
  const position = await records.position(after.id, query)
  if (position !== undefined) return { ...page, offset: position }
  // `since_id=0` is the beginning.
  if (/^0*$/.test(after.id)) return page
  const words = `${after.name} must be the id of a record of this list, not ${JSON.stringify(after.id.slice(0, 60))}.`
  throw new Failure(400, words, { parameter: after.name })
}

/** The address of another page: the same request with another page, offset or cursor. */
function neighbour(url: string, paging: Paging | undefined, to: Page, last: string | undefined): string {
  const [path = '', query = ''] = url.split('?')
  const values = new URLSearchParams(query)
  const by = paging?.by
  if (by?.kind === 'page') values.set(by.name, String(Math.floor(to.offset / (to.size ?? 1)) + by.first))
  else if (by?.kind === 'offset') values.set(by.name, String(to.offset))
  else if (by?.kind === 'cursor') values.set(by.name, by.value === 'token' ? tokenOf(to.offset) : (last ?? ''))
  return `${path}?${values}`
}
