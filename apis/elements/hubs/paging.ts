/** Lists in pages: what is left goes on by a token that means nothing to anybody else. */
import { fail, reply, type Reply } from 'kittn'

const USUAL = 200
const MOST = 1000
/** How many records `page` passes over at most: they are looked at each time. */
const FARTHEST = 10_000

/** An answer of 200 as it is, also where something was created. */
export function ok(body: unknown): Reply {
  return reply(200, body)
}

/** How many a page has. Fails with 400 for what is no such number. */
export function sizeOf(asked: number | undefined): number {
  const size = asked ?? USUAL
  if (!Number.isInteger(size) || size < 1 || size > MOST)
    fail(400, `pageSize is a number from 1 to ${MOST}.`, { parameter: 'pageSize' })
  return size
}

/** A token that says where the next page begins. */
export function tokenOf(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** What a token says, if `is` says that it is a place. Fails with 400 for a token of anything else. */
export function placeOf<T>(token: string, is: (value: unknown) => value is T): T {
  try {
    const place: unknown = JSON.parse(Buffer.from(token, 'base64url').toString())
    if (is(place)) return place
  } catch {
    // It is none.
  }
  return fail(400, 'nextPage is no token of this list.', { parameter: 'nextPage' })
}

export type Listing = { readonly page: number; readonly pageSize: number; readonly nextPage?: string }

/** Which part of a list is asked for: so many, behind a place (`after`), with so many passed over. Fails with 400 for none. */
export function partOf<T>(
  { page, pageSize, nextPage }: Listing,
  is: (value: unknown) => value is T,
): { readonly limit: number; readonly skip: number; readonly after: T | undefined } {
  const limit = sizeOf(pageSize)
  const skip = (page - 1) * limit
  if (!Number.isInteger(page) || skip < 0 || skip > FARTHEST)
    fail(400, `page is a number from 1, no farther than ${FARTHEST} records; nextPage leads on.`, { parameter: 'page' })
  return { limit, skip, after: nextPage === undefined ? undefined : placeOf(nextPage, is) }
}

export function isNumber(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0
}

export function isText(value: unknown): value is string {
  return typeof value === 'string'
}

/** How a list ends: `next` is where the page after it begins. */
export type Ending = { readonly next: unknown; readonly total?: number | undefined }

/** A page with what its headers say. */
export function paged(list: readonly unknown[], { next, total }: Ending): Reply {
  return reply(200, list, {
    'Elements-Returned-Count': String(list.length),
    'Elements-Has-More': String(next !== undefined),
    ...(next === undefined ? {} : { 'Elements-Next-Page-Token': tokenOf(next) }),
    ...(total === undefined ? {} : { 'Elements-Total-Count': String(total) }),
  })
}

type Asked = { readonly size: number; readonly token: string | undefined }

/** A page of a list that is all there and in an order that lasts: each item has an id that is greater than the one before. */
export function pageOf(all: readonly { readonly id: number }[], { size, token }: Asked): Reply {
  const after = token === undefined ? -1 : placeOf(token, isNumber)
  const rest = all.filter(({ id }) => id > after)
  return paged(rest.slice(0, size), { next: rest.length > size ? rest[size - 1]?.id : undefined })
}
