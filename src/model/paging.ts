/** How a list is cut into pages, as the page documents it. Names are those of query parameters. */
import type { Operation, Parameter } from './contract.ts'
import { words } from './names.ts'
import { fieldOf } from './pattern.ts'
import { isDated } from './shape.ts'
import type { Json, ObjectShape } from './shape.ts'

export type Paging = {
  readonly by: PagingBy
  readonly size: PageSize
}

/** What chooses the page: its number from `first` on, how many records go before it, or where it begins. */
export type PagingBy =
  | { readonly kind: 'page'; readonly name: string; readonly first: 0 | 1 }
  | { readonly kind: 'offset'; readonly name: string }
  /** The id of the last record of the page before, or a token that answers give out. */
  | { readonly kind: 'cursor'; readonly name: string; readonly value: 'id' | 'token' }
  | { readonly kind: 'none' }

/** How many records a page has: by default, and at most, where the page says so. */
export type PageSize = {
  readonly name: string | undefined
  readonly usual: number | undefined
  readonly most: number | undefined
}

const PAGE = /^(?:page|pagina|seite|page (?:number|no|num|index)|current page|p)$/
const SIZE =
  /^(?:limit|per page|(?:page )?size|page (?:limit|count)|count|max results|max|top|num|number of results|results per page|rows|take|length|por pagina|pro seite|par page|limite)$/
const OFFSET = /^(?:offset|page offset|skip|start|from index|start index)$/
const ID = /^(?:starting after|start after|after id|since id|page after|after|last id|from id)$/
const TOKEN =
  /^(?:(?:next |page |start )*(?:cursor|token)|continuation(?: token)?|marker|(?:next|page|paging|pagination) (?:key|token|cursor))$/
/** What is said of a time is no place in a list. */
const TIME = /\b(?:date|time|timestamp|since when)\b|RFC ?3339|ISO ?8601/i

/** The paging of an operation; undefined where no parameter is about it. A field of the records is not, whatever it is called. */
export function pagingOf({ parameters }: Pick<Operation, 'parameters'>, record?: ObjectShape): Paging | undefined {
  const asked = parameters.filter((one) => one.in === 'query')
  const own = asked.filter((one) => !(record && fieldOf(record, one.name)) && !isTime(one, asked))
  const find = (pattern: RegExp): Parameter | undefined => own.find(({ name }) => pattern.test(words(name).join(' ')))
  const [page, size, offset, id, token] = [PAGE, SIZE, OFFSET, ID, TOKEN].map(find)
  const sized = sizeOf(size)
  if (page !== undefined) return { by: { kind: 'page', name: page.name, first: firstOf(page) }, size: sized }
  if (offset !== undefined) return { by: { kind: 'offset', name: offset.name }, size: sized }
  const cursor = token ?? id
  if (cursor !== undefined)
    return { by: { kind: 'cursor', name: cursor.name, value: token === undefined ? 'id' : 'token' }, size: sized }
  return size === undefined ? undefined : { by: { kind: 'none' }, size: sized }
}

/** Where a span of time begins, as its shape, its words or the end beside it tell: no page begins there. */
function isTime({ name, shape, description = '' }: Parameter, asked: readonly Parameter[]): boolean {
  if (shape.kind !== 'string' && shape.kind !== 'any') return false
  return isDated(shape) || TIME.test(description) || (name === 'start' && asked.some((one) => one.name === 'end'))
}

/** What a parameter of this name says of pages; undefined if nothing. */
export function pagingRole(name: string): 'page' | 'size' | 'offset' | 'id' | 'token' | undefined {
  const plain = words(name).join(' ')
  const roles = { page: PAGE, size: SIZE, offset: OFFSET, id: ID, token: TOKEN } as const
  return (['page', 'size', 'offset', 'id', 'token'] as const).find((role) => roles[role].test(plain))
}

/** Pages count from 0 where the default is 0 or the words say so. */
function firstOf({ default: usual, description = '' }: Parameter): 0 | 1 {
  return numberOf(usual) === 0 ||
    /\b(?:zero|0)[- ](?:based|indexed)|(?:start|begin)\w* (?:at|from|with) 0\b/i.test(description)
    ? 0
    : 1
}

const MOST =
  /\b(?:max(?:imum)?|up to|at most|no more than|limit(?:ed)? (?:is|to|of))\b[^.\d]{0,30}?(\d[\d,]*)|最大值?(\d+)/i

function sizeOf(size: Parameter | undefined): PageSize {
  const bound = size !== undefined && 'maximum' in size.shape ? size.shape.maximum : undefined
  const [, said, other] = MOST.exec(size?.description ?? '') ?? []
  const most = bound ?? numberOf((said ?? other)?.replaceAll(',', ''))
  return { name: size?.name, usual: numberOf(size?.default), most: most === 0 ? undefined : most }
}

/** A whole number from 0 on, as JSON or as text. */
export function numberOf(value: Json | undefined): number | undefined {
  const found = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof found === 'number' && Number.isSafeInteger(found) && found >= 0 ? found : undefined
}
