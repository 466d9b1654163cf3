/** Lists for services that cannot search: what is wanted, from all that there is. */
import { matches, order as bytes } from '../ceql/match.ts'
import type { CrmRecord, Found, Place, Wanted } from './crm.ts'

export function select(all: readonly CrmRecord[], { where, order, after, limit, counted }: Wanted): Found {
  const fitting = where === undefined ? all : all.filter((record) => matches(where, record))
  const way = order.descending ? -1 : 1
  const placeOf = (record: CrmRecord): Place => ({ value: record[order.field] ?? '', id: record.id })
  const compare = (a: Place, b: Place): number => way * (bytes(a.value, b.value) || bytes(a.id, b.id))
  const sorted = fitting.toSorted((a, b) => compare(placeOf(a), placeOf(b)))
  const rest = after === undefined ? sorted : sorted.filter((record) => compare(placeOf(record), after) > 0)
  const total = counted ? fitting.length : undefined
  return { records: rest.slice(0, limit), more: rest.length > limit, total }
}
