/** Lists for services that cannot search: what is wanted, from all that there is, without having all of it at a time. */
import { matches, order as bytes } from '../ceql/match.ts'
import type { CrmRecord, Found, Place, Wanted } from './crm.ts'

type Order = Wanted['order']

/** Below zero where one place comes before another in a list of this order. */
export function compare({ descending }: Order, a: Place, b: Place): number {
  return (descending ? -1 : 1) * (bytes(a.value, b.value) || bytes(a.id, b.id))
}

export function placeOf({ field }: Order, record: CrmRecord): Place {
  return { value: record[field] ?? '', id: record.id }
}

/** No more is kept than the page has, and what comes before it. `sorted` says that the records come in the order of the list. */
export async function select(
  batches: AsyncIterable<readonly CrmRecord[]>,
  { where, order, after, skip, limit, counted }: Wanted,
  sorted = false,
): Promise<Found> {
  const [last, by] = [
    skip + limit,
    (a: CrmRecord, b: CrmRecord) => compare(order, placeOf(order, a), placeOf(order, b)),
  ]
  let [best, total]: [readonly CrmRecord[], number] = [[], 0]
  for await (const batch of batches) {
    const fitting = where === undefined ? batch : batch.filter((record) => matches(where, record))
    const rest = fitting.filter((record) => after === undefined || compare(order, placeOf(order, record), after) > 0)
    total += fitting.length
    best = [...best, ...rest].toSorted(by).slice(0, last + 1)
    if (sorted && !counted && best.length > last) break
  }
  return { records: best.slice(skip, last), more: best.length > last, total: counted ? total : undefined }
}
