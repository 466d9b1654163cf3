/** A list of addresses: items that begin with `` `GET /x` `` and may say more after it. */
import type { Item, List } from '../../model/page.ts'
import { statements, type Statement } from '../requests/statement.ts'
import type { Convention, Request } from './convention.ts'

export const requestList: Convention = (unit) =>
  unit.parts.flatMap((part) => part.blocks.flatMap((block) => (block.kind === 'list' ? inList(block) : [])))

function inList({ items }: List): Request[] {
  // A list of one lists nothing.
  const from = items.length === 1 ? 'line' : 'index'
  return items.flatMap((item) =>
    inItem(item).map(({ method, target }): Request => ({ kind: 'request', method, target, from, span: item.span })),
  )
}

function inItem(item: Item): Statement[] {
  const first = item.blocks[0]
  if (first?.kind !== 'paragraph') return []
  const whole = statements(first.text)
  const code = first.codes[0]
  return whole.length > 0 || code === undefined || !first.text.trim().startsWith(code) ? whole : statements(code)
}
