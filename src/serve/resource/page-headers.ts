/** What the headers of a list tell of its pages: how many there are, and links to the others (RFC 8288). */
import type { PagingHeaders } from '../../model/contract.ts'
import type { Told } from './paging.ts'

export function pageHeaders({ link, total, pages }: PagingHeaders, told: Told): Readonly<Record<string, string>> {
  const size = told.page.size ?? Math.max(told.total, 1)
  return {
    ...(total === undefined ? {} : { [total]: String(told.total) }),
    ...(pages === undefined ? {} : { [pages]: String(Math.max(1, Math.ceil(told.total / size))) }),
    ...(link ? linkHeader(told, size) : {}),
  }
}

/** First and last only where pages have places of their own, not behind a cursor. */
function linkHeader({ page, total, link, origin, jumps }: Told, size: number): Readonly<Record<string, string>> {
  const last = Math.max(0, Math.ceil(total / size) - 1) * size
  const rels: readonly (readonly [string, number, boolean])[] = [
    ['first', 0, jumps],
    ['prev', page.offset - size, jumps && page.offset > 0],
    ['next', page.offset + size, page.offset + size < total],
    ['last', last, jumps],
  ]
  const links = rels.flatMap(([rel, offset, there]) =>
    there ? [`<${origin()}${link(Math.max(0, offset))}>; rel="${rel}"`] : [],
  )
  return links.length === 0 ? {} : { Link: links.join(', ') }
}
