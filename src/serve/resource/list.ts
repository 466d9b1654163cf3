/** `GET /kittens`: the records, chosen, sorted and paged by what the page documents, in the page's envelope. */
import { itemsOf } from '../../model/join.ts'
import { shapeAt } from '../../model/places.ts'
import { answerOf, success } from '../../model/sight.ts'
import { ANY } from '../../model/shape.ts'
import { json } from '../call.ts'
import { cleaner } from './clean.ts'
import { conditionsOf, filteringOf, sortOf } from './filter.ts'
import { framed, put } from './frame.ts'
import { pageOf, pagingOf, tell, type Page, type Paging } from './paging.ts'
import { parentsOf, type MakeResponder } from './parts.ts'

export const list: MakeResponder = ({ part, records }) => {
  const { operation, resource } = part
  const place = resource.envelope ?? []
  const shown = success(operation)
  const [filtering, paging] = [filteringOf(operation, resource.record), pagingOf(operation)]
  const clean = cleaner(itemsOf(shapeAt(answerOf(operation), place) ?? ANY) ?? resource.shape)
  return async (call) => {
    const where = [...conditionsOf(filtering, call.query), ...parentsOf(part, call)]
    const page = pageOf(paging, call.query)
    const limit = page.size === undefined ? {} : { limit: page.size }
    const found = await records.list({ where, ...sortOf(filtering, call.query), offset: page.offset, ...limit })
    const text = `[${found.map((stored) => clean(stored.text)).join(',')}]`
    if (place.length === 0) return json(shown?.status ?? 200, text)
    const total = page.size === undefined ? page.offset + found.length : await records.count(where)
    const link = (offset: number): string => neighbour(call.url(), paging, { ...page, offset })
    const told = { page, length: found.length, total, link, origin: () => call.origin() }
    return json(shown?.status ?? 200, framed(tell(put(shown?.example, place, []), told), place)(text))
  }
}

/** The address of another page: the same request with another page or offset. */
function neighbour(url: string, paging: Paging, to: Page): string {
  const [path = '', query = ''] = url.split('?')
  const values = new URLSearchParams(query)
  if (paging.page !== undefined) values.set(paging.page, String(Math.floor(to.offset / (to.size ?? 1)) + 1))
  else if (paging.offset !== undefined) values.set(paging.offset, String(to.offset))
  return `${path}?${values}`
}
