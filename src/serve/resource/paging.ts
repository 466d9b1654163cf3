/** Paging as the page documents it: which parameters choose the page, and what the envelope says of it. */
import type { Operation } from '../../model/contract.ts'
import { words } from '../../model/names.ts'
import { isRecord } from '../../model/places.ts'
import type { Json } from '../../model/shape.ts'
import type { Values } from '../validate.ts'

/** `size` undefined: everything. */
export type Page = { readonly offset: number; readonly size: number | undefined }

/** Which of an operation's query parameters page; undefined where it has none. */
export type Paging = { readonly page?: string; readonly size?: string; readonly offset?: string }

const PAGE = /^(?:page|page number|page no|current page|p)$/
const SIZE =
  /^(?:limit|per page|page size|page limit|size|count|max results|max|top|num|number of results|results per page|rows|take)$/
const OFFSET = /^(?:offset|skip|start|from index|start index)$/

/** How many a page has where the page documents pages and no size. */
const USUAL = 20

export function pagingOf(operation: Operation): Paging {
  const names = operation.parameters.filter((parameter) => parameter.in === 'query').map((parameter) => parameter.name)
  const find = (pattern: RegExp): string | undefined => names.find((name) => pattern.test(words(name).join(' ')))
  const [page, size, offset] = [find(PAGE), find(SIZE), find(OFFSET)]
  return { ...(page ? { page } : {}), ...(size ? { size } : {}), ...(offset ? { offset } : {}) }
}

/** The part of the list that a request asks for. Pages count from 1. */
export function pageOf(paging: Paging, query: Values): Page {
  const asked = paging.size === undefined ? undefined : number(query[paging.size])
  const size = asked ?? (paging.page === undefined ? undefined : USUAL)
  if (paging.page === undefined) return { offset: (paging.offset && number(query[paging.offset])) || 0, size }
  const page = Math.max(1, number(query[paging.page]) ?? 1)
  return { offset: (page - 1) * (size ?? 0), size }
}

function number(value: Json | undefined): number | undefined {
  const found = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof found === 'number' && Number.isSafeInteger(found) && found >= 0 ? found : undefined
}

/** What there is to say of the page that was cut out. `link` makes the path and query of another page. */
export type Told = {
  readonly page: Page
  readonly length: number
  readonly total: number
  readonly link: (offset: number) => string
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

type Telling = Told & { readonly countsAll: boolean }

function field(name: string, shown: Json, { page, length, total, link, origin, countsAll }: Telling): Json {
  const size = page.size ?? Math.max(total, 1)
  const [now, last] = [Math.floor(page.offset / size) + 1, Math.max(1, Math.ceil(total / size))]
  const plain = words(name).join(' ')
  if (/^(?:next|next (?:page|url|link))$/.test(plain))
    return step(shown, { number: now + 1, there: now < last, origin, link: () => link(page.offset + size) })
  if (/^(?:prev|previous)(?: (?:page|url|link))?$/.test(plain))
    return step(shown, { number: now - 1, there: now > 1, origin, link: () => link(Math.max(0, page.offset - size)) })
  if (typeof shown === 'boolean') return /^has (?:more|next)|^more$/.test(plain) ? now < last : shown
  if (typeof shown !== 'number') return shown
  if (TOTALS.test(plain)) return total
  if (/^(?:count|size|length)$/.test(plain)) return countsAll && plain === 'count' ? total : length
  if (/^(?:total page|total pages|pages|page count|last page|num pages|max page)$/.test(plain)) return last
  if (PAGE.test(plain)) return now
  if (OFFSET.test(plain)) return page.offset
  return SIZE.test(plain) ? size : shown
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
