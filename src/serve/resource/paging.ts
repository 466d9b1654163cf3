/** Pages of a list as the page documents them: which records a request asks for, and what the envelope says of them. */
import { words } from '../../model/names.ts'
import { numberOf, type Paging } from '../../model/paging.ts'
import { isRecord } from '../../model/places.ts'
import type { Json } from '../../model/shape.ts'
import type { Values } from '../validate.ts'

/** `size` undefined: everything. `after`: the id of the record before the first one, and the parameter that names it. */
export type Page = {
  readonly offset: number
  readonly size: number | undefined
  readonly after?: { readonly name: string; readonly id: string }
}

/** How many a page has where the page documents pages and no size. */
const USUAL = 20

/** The part of the list that a request asks for. More than the documented maximum is the maximum. */
export function pageOf(paging: Paging | undefined, query: Values): Page {
  if (paging === undefined) return { offset: 0, size: undefined }
  const { by, size } = paging
  const asked = (size.name === undefined ? undefined : numberOf(query[size.name])) ?? size.usual
  const wanted = asked ?? (by.kind === 'none' || by.kind === 'offset' ? undefined : USUAL)
  const most = size.most === undefined || wanted === undefined ? wanted : Math.min(wanted, size.most)
  switch (by.kind) {
    case 'none':
      return { offset: 0, size: most }
    case 'offset':
      return { offset: numberOf(query[by.name]) ?? 0, size: most }
    case 'page': {
      const page = Math.max(by.first, numberOf(query[by.name]) ?? by.first)
      return { offset: (page - by.first) * (most ?? 0), size: most }
    }
    case 'cursor': {
      const shown = query[by.name]
      if (shown === undefined || shown === '' || typeof shown === 'object') return { offset: 0, size: most }
      return by.value === 'id'
        ? { offset: 0, size: most, after: { name: by.name, id: String(shown) } }
        : { offset: offsetOf(String(shown)), size: most }
    }
  }
}

/** A token for callers to hand back as it is. */
export function tokenOf(offset: number): string {
  return Buffer.from(`after ${offset}`).toString('base64url')
}

function offsetOf(token: string): number {
  const [, offset = '0'] = /^after (\d+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? []
  return numberOf(offset) ?? 0
}

/** What there is to say of the page that was cut out. `link` makes the path and query of another page. */
export type Told = {
  readonly page: Page
  readonly length: number
  readonly total: number
  /** Where pages begin to count. */
  readonly first: 0 | 1
  readonly link: (offset: number) => string
  /** Whether any page can be asked for, and not only the next one. */
  readonly jumps: boolean
  readonly origin: () => string
}

/** The envelope's own fields with the numbers of this answer; what is no number of paging stays as the example has it. */
export function tell(example: Json, told: Told, deep = 2): Json {
  if (!isRecord(example)) return example
  const names = new Set(Object.keys(example).map((name) => words(name).join(' ')))
  const countsAll = ![...names].some((name) => TOTALS.test(name))
  return Object.fromEntries(
    Object.entries(example).map(([name, value]) => [
      name,
      isRecord(value) && deep > 0 ? tell(value, told, deep - 1) : field(name, value, { ...told, countsAll }),
    ]),
  )
}

const TOTALS =
  /^(?:total|total (?:count|items|results|entries|records|elements|objects)|(?:count|items|results|records) total)$/

const SIZES =
  /^(?:limit|per page|page size|page limit|max results|max|top|num|number of results|results per page|rows|take)$/

type Telling = Told & { readonly countsAll: boolean }

function field(name: string, shown: Json, { page, length, total, first, link, origin, countsAll }: Telling): Json {
  const size = page.size ?? Math.max(total, 1)
  const [now, last] = [Math.floor(page.offset / size) + 1, Math.max(1, Math.ceil(total / size))]
  const plain = words(name).join(' ')
  if (/^(?:next|next (?:page|url|link))$/.test(plain))
    return step(shown, { number: now + first, there: now < last, origin, link: () => link(page.offset + size) })
  if (/^(?:prev|previous)(?: (?:page|url|link))?$/.test(plain))
    return step(shown, {
      number: now - 2 + first,
      there: now > 1,
      origin,
      link: () => link(Math.max(0, page.offset - size)),
    })
  if (/^(?:next )?(?:page )?(?:cursor|token)$/.test(plain) && typeof shown !== 'number')
    return now < last ? tokenOf(page.offset + size) : null
  if (typeof shown === 'boolean') return /^has (?:more|next)|^more$/.test(plain) ? now < last : shown
  if (typeof shown !== 'number') return shown
  if (TOTALS.test(plain)) return total
  if (/^(?:count|size|length)$/.test(plain)) return countsAll && plain === 'count' ? total : length
  if (/^(?:total page|total pages|pages|page count|last page|num pages|max page)$/.test(plain)) return last
  if (/^(?:page|page number|page no|current page|p)$/.test(plain)) return now - 1 + first
  if (/^(?:offset|skip|start|from index|start index)$/.test(plain)) return page.offset
  return SIZES.test(plain) ? size : shown
}

type Step = {
  readonly number: number
  readonly there: boolean
  readonly link: () => string
  readonly origin: () => string
}

/** A neighbouring page as the example names it: by number, by path or by its whole address. */
function step(shown: Json, { number: page, there, link, origin }: Step): Json {
  if (!there) return null
  if (typeof shown === 'number') return page
  return typeof shown === 'string' && shown.startsWith('/') ? link() : origin() + link()
}
