/** A list of addresses: items that begin with `` `GET /x` `` and may say more after it. */
import type { Item } from '../../model/page.ts'
import { statements, type Statement } from '../requests/statement.ts'
import type { Convention, Request } from './convention.ts'

export const requestList: Convention = (unit) =>
  unit.parts.flatMap((part) =>
    part.blocks.flatMap((block) => {
      if (block.kind !== 'list') return []
      const found = block.items.flatMap((item) => inItem(item).map((statement) => ({ item, statement })))
      return found.map(({ item, statement: { method, target } }): Request => {
        return { kind: 'request', method, target, from: 'index', span: item.span }
      })
    }),
  )

function inItem(item: Item): Statement[] {
  const first = item.blocks[0]
  if (first?.kind !== 'paragraph') return []
  const whole = statements(first.text)
  const code = first.codes[0]
  return whole.length > 0 || code === undefined || !first.text.trim().startsWith(code) ? whole : statements(code)
}
