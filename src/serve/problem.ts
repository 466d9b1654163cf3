/**
 * Error answers in the shape of the page's own error example: the example is a template whose status, name, message
 * and the like are found by name and by value and replaced. Without an example, RFC 9457 (`application/problem+json`).
 */
import type { Contract, ErrorCode } from '../model/contract.ts'
import { isByField } from '../model/by-field.ts'
import type { Json } from '../model/shape.ts'
import { phrase } from '../model/status.ts'
import type { Complaint } from './complaint.ts'
import { leafRole, type Role } from './leaf.ts'
import { inStyle, styleOf } from './style.ts'

export type Problem = {
  readonly status: number
  /** What to tell the caller beyond the page's words for the status. */
  readonly message?: string | undefined
  readonly parameter?: string | undefined
  /** All that was wrong, the first of it being `parameter`. */
  readonly complaints?: readonly Complaint[] | undefined
  /** For fields of the page's example, by their names. */
  readonly values?: Readonly<Record<string, string>> | undefined
  readonly requestId: string
  readonly path: string
}

export type ProblemText = { readonly mediaType: string; readonly text: string }

/** Words problems as one page does. */
export type Problems = (problem: Problem) => ProblemText

/** The errors of an API; those that no page words are RFC 9457. */
export function problems(contract: Contract): Problems {
  const { codes, example, byField } = contract.errors
  const rows = new Map(codes.toReversed().map((code) => [code.status, code]))
  if (example === undefined) return (problem) => standard(problem, rows.get(problem.status))
  const names = codes.map(({ name }) => name)
  return (problem) => {
    const { body, status } = problem.parameter === undefined ? example : (byField ?? example)
    const filled = fill(body, { body, status, names }, filling(problem, rows.get(problem.status)))
    return { mediaType: 'application/json; charset=utf-8', text: JSON.stringify(filled) }
  }
}

/** RFC 9457. */
export function standard(problem: Problem, row?: ErrorCode): ProblemText {
  const { status, name, message, requestId, parameter, complaints } = filling(problem, row)
  const errors = complaints?.map(({ message: detail, ...rest }) => ({ ...rest, detail }))
  const body = { type: 'about:blank', title: name, status, detail: message, parameter, errors, request_id: requestId }
  return { mediaType: 'application/problem+json; charset=utf-8', text: JSON.stringify(body) }
}

/** What an answer says, ready to be put into a template. */
type Filling = Omit<Problem, 'message'> & { readonly name: string; readonly message: string }

function filling(problem: Problem, row: ErrorCode | undefined): Filling {
  const name = row?.name || phrase(problem.status)
  return { ...problem, name, message: problem.message ?? (row?.meaning || name) }
}

/** The page's example and what is needed to understand its leaves. */
type Template = { readonly body: Json; readonly status: number | undefined; readonly names: readonly string[] }

type JsonObject = { readonly [key: string]: Json }

function fill(value: Json, template: Template, filling: Filling, key = ''): Json {
  if (Array.isArray(value)) return fillList(value, template, filling, key)
  if (typeof value !== 'object' || value === null) return fillLeaf(value, template, filling, key)
  const object = value as JsonObject
  if (BY_FIELD.test(key) && isByField(object)) return byParameter(filling)
  return Object.fromEntries(Object.entries(object).map(([name, inner]) => [name, fill(inner, template, filling, name)]))
}

/** The messages of each parameter. */
function byParameter(filling: Filling): Json {
  const groups = Map.groupBy(each(filling), ({ parameter }) => parameter ?? 'base')
  return Object.fromEntries([...groups].map(([name, all]) => [name, all.map(({ message }) => message)]))
}

/** What is wrong, one by one. */
function each({ complaints, ...filling }: Filling): readonly Filling[] {
  if (complaints === undefined) return [filling]
  return complaints.map(({ parameter, message }) => ({ ...filling, parameter, message }))
}

/** A list in the example has an item for each thing that is wrong, and one where items do not tell them apart. */
function fillList([first]: readonly Json[], template: Template, filling: Filling, key: string): Json {
  if (first === undefined) return []
  if (typeof first === 'string') return each(filling).map(({ message }) => message)
  const items = each(filling).map((one) => fill(first, template, one, key))
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()]
}

/** What holds messages by field is called so; `"links": { "docs": ["…"] }` is something else. */
const BY_FIELD = /^(?:errors?|messages?|details?|fields?|violations?)$/i

function fillLeaf(value: Json, template: Template, filling: Filling, key: string): Json {
  const own = filling.values?.[key]
  if (own !== undefined) return own
  const role = leafRole(key, value, template)
  return role === undefined ? value : REPLACE[role](filling, value)
}

const REPLACE: { readonly [R in Role]: (filling: Filling, shown: Json) => Json } = {
  status: ({ status }, shown) => (typeof shown === 'string' ? String(status) : status),
  name: ({ name }, shown) => inStyle(name, styleOf(String(shown))),
  message: ({ message }) => message,
  parameter: ({ parameter }) => parameter ?? null,
  request: ({ requestId }) => requestId,
  path: ({ path }) => path,
  time: (_, shown) => (typeof shown === 'number' ? Math.floor(Date.now() / 1000) : new Date().toISOString()),
}
