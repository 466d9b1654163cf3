/** A section on pagination speaks for all lists, or for those of its chapter: they take the parameters that it describes. */
import type { Operation, PagingHeaders, Parameter } from '../../model/contract.ts'
import { objectOf } from '../../model/join.ts'
import { answerOf } from '../../model/sight.ts'
import type { Shape } from '../../model/shape.ts'
import { pagingOf, pagingRole } from '../../model/paging.ts'
import { listPlace } from '../../model/places.ts'
import { latestEach, onceEach } from '../../model/remember.ts'
import { literals } from '../../model/pairs.ts'
import { fieldFrom } from '../values/field.ts'
import { isPaging, type Row } from '../conventions/index.ts'
import { wordsOf } from '../words.ts'
import type { Gathered } from './gather.ts'
import type { Told } from './limits.ts'

/** What one section says, and of which operations; `keys` is undefined for all. */
type Said = {
  readonly keys: ReadonlySet<string> | undefined
  readonly parameters: readonly Parameter[]
  readonly headers: PagingHeaders | undefined
}

/** The operations with what such sections add to lists that say nothing of their pages themselves. */
export function withPaging(
  operations: readonly Operation[],
  gathered: readonly Gathered[],
  told: readonly Told[],
): Operation[] {
  const sections = gathered.filter(speaks)
  const said = sections.map((one): Said => {
    return { ...saidIn(one), keys: sections.length > 1 ? chapterOf(one, told) : undefined }
  })
  if (said.length === 0) return [...operations]
  const lists = new Set(operations.filter((one) => one.method === 'GET' && isList(one)))
  const fitting = said.map((one) => ({ ...one, only: tellers(one, lists) }))
  return operations.map((operation) => (lists.has(operation) ? paged(operation, fitting) : operation))
}

/** Where some lists answer with the number of their page, those that do not are not paged. */
function tellers({ parameters }: Said, lists: ReadonlySet<Operation>): ReadonlySet<Operation> | undefined {
  const names = parameters.map(({ name }) => name).filter((name) => pagingRole(name) !== undefined && name.length > 2)
  const found = [...lists].filter((one) => tells(answerOf(one), names, 2))
  return found.length === 0 ? undefined : new Set(found)
}

/** Whether an answer has a field of one of the names beside its list. */
function tells(shape: Shape, names: readonly string[], depth: number): boolean {
  const fields = objectOf(shape)?.fields ?? []
  const told = fields.some((field) => names.includes(field.name) && !/^(?:object|array)$/.test(field.shape.kind))
  return told || (depth > 0 && fields.some((field) => tells(field.shape, names, depth - 1)))
}

type Fitting = Said & { readonly only: ReadonlySet<Operation> | undefined }

function paged(operation: Operation, said: readonly Fitting[]): Operation {
  const own = said.filter(({ keys, only }) => keys?.has(operation.key) !== false && only?.has(operation) !== false)
  const choosing = own.filter(({ parameters }) => chooses(parameters))
  const common = (choosing.find(({ keys }) => keys !== undefined) ?? choosing[0] ?? own[0])?.parameters ?? []
  const headers = own.find((one) => one.headers !== undefined)?.headers
  return added(operation, [headers, ...common], () => withParameters(operation, common, headers))
}

const added = latestEach<Operation, Operation>()

function withParameters(
  operation: Operation,
  common: readonly Parameter[],
  headers: PagingHeaders | undefined,
): Operation {
  const parameters =
    pagingOf(operation) === undefined
      ? [...operation.parameters, ...common]
      : operation.parameters.map((own) => described(own, common))
  const result = { ...operation, parameters }
  return headers === undefined || pagingOf(result) === undefined ? result : { ...result, pagingHeaders: headers }
}

/** A parameter that only an example of a call names is what the section on pages describes. */
function described(own: Parameter, common: readonly Parameter[]): Parameter {
  const bare = own.description === undefined && own.shape.kind === 'string' && own.default === undefined
  return (bare ? common.find((one) => one.in === own.in && one.name === own.name) : undefined) ?? own
}

const isList = onceEach((operation: Operation): boolean => {
  const word = literals(operation.path).at(-1) ?? ''
  return !operation.path.endsWith('}') && listPlace(answerOf(operation), word) !== undefined
})

/** A request line in such a section makes it speak of that list alone, unless it only shows how pages are asked for. */
const speaks = onceEach(({ unit, requests, found }: Gathered): boolean => {
  const lines = requests.filter(({ from }) => from === 'line')
  if (!isPaging(unit)) return requests.length === 0 && isCommon(unit.heading?.text ?? '', found)
  const shows = lines.every(({ target }) => target.query.some(({ name }) => pagingRole(name) !== undefined))
  return shows || GENERAL.test(wordsOf(unit).slice(0, 2000))
})

const GENERAL =
  /\b(?:all|every|any|each|most)\b[^.\n]{0,40}\b(?:lists?|resources?|collections?|endpoints?|requests?|results?|responses?|operations?|calls?)\b/i
const COMMON = /\b(?:filt(?:er|r)\w*|(?:common|general|global|standard|shared) |^quer(?:y|ies))/i

/** A table of what lists can be asked, outside of operations, that says how to go on to the next page. */
function isCommon(heading: string, found: Gathered['found']): boolean {
  if (!COMMON.test(heading)) return false
  const roles = new Set(rowsOf(found).map(({ name }) => pagingRole(name)))
  return roles.has('size') && (roles.has('page') || roles.has('offset') || roles.has('id') || roles.has('token'))
}

/** The operations of its chapter, if there are some and others beside them. */
function chapterOf({ unit }: Gathered, told: readonly Told[]): ReadonlySet<string> | undefined {
  const chapter = unit.above.at(-1)
  const below = told.filter(({ above }) => chapter !== undefined && above.includes(chapter))
  return below.length === 0 || below.length === told.length ? undefined : new Set(below.map(({ key }) => key))
}

const saidIn = onceEach(({ unit, found }: Gathered): Omit<Said, 'keys'> => {
  const prose = found.filter((one) => one.kind === 'paging')
  const parameters = isPaging(unit) ? parametersOf(found) : rowsOf(found).map(parameterOf)
  return { parameters, headers: prose.find((one) => one.headers)?.headers }
})

function rowsOf(found: Gathered['found']): readonly Row[] {
  return found.flatMap((one) => (one.kind === 'rows' ? one.rows : []))
}

/** Whether one of the names chooses a page; how many records it has says too little. */
function chooses(named: readonly { readonly name: string }[]): boolean {
  return named.map(({ name }) => pagingRole(name)).some((role) => role !== undefined && role !== 'size')
}

function parametersOf(found: Gathered['found']): Parameter[] {
  // What comes second with the same role is a field of the answer: `per_page` is asked, `page_size` is told.
  const roles = Map.groupBy(rowsOf(found), ({ name }) => pagingRole(name))
  const first = [...roles].flatMap(([role, all]) => (role === undefined ? [] : all.slice(0, 1)))
  if (chooses(rowsOf(found))) return first.map(parameterOf)
  const told = toldOf(found)
  if (told.length > 0) return told
  return first.map(parameterOf)
}

function parameterOf(row: Row): Parameter {
  return { ...fieldFrom(row, row.shape ?? { kind: 'string' }, false), in: 'query', span: row.span }
}

/** Parameters that only prose names: `page` and `per_page`, of which one has to choose the page. */
function toldOf(found: Gathered['found']): Parameter[] {
  const told = found.flatMap((one) => (one.kind === 'paging' ? [one] : []))
  const all = told.flatMap(({ parameters, span }) => parameters.map((one) => ({ ...one, span })))
  const roles = Map.groupBy(all, ({ name }) => pagingRole(name))
  const first = [...roles.values()].flatMap((group) => group.slice(0, 1))
  if (!chooses(first)) return []
  return first.map(({ span, ...one }) => ({ ...proseParameter(one), in: 'query', span }))
}

const USUAL = [
  /\b(\d+) (?:(?!and\b)\w+ ){0,4}by default\b|\bpage size is (\d+)/i,
  /\bby default\b[^\d.,]{0,60}(\d+)|\bdefaults?\b[^\d.]{0,60}(\d+)|padr[aã]o[^\d.]{0,40}(\d+)/i,
]
const MOST = [/\bmax(?:imum)?\b[^\d.]{0,60}(\d+)|\bat most (\d+)|\bup to (\d+)/i]

function proseParameter(told: { name: string; description: string; prose: string }): Omit<Parameter, 'in' | 'span'> {
  const { name, description, prose } = told
  const role = pagingRole(name)
  const number = role === 'page' || role === 'size' || role === 'offset'
  const [usual, most] = role === 'size' ? [numberIn(USUAL, description, prose), numberIn(MOST, description, prose)] : []
  return {
    name,
    shape: number ? { kind: 'integer', ...(most === undefined ? {} : { maximum: most }) } : { kind: 'string' },
    required: false,
    description,
    ...(usual === undefined ? {} : { default: usual }),
  }
}

/** The first number that a pattern finds: in what is said of the parameter itself, else in what is said beside it. */
function numberIn(patterns: readonly RegExp[], ...texts: readonly string[]): number | undefined {
  const found = texts.flatMap((text) =>
    patterns.flatMap((pattern) => pattern.exec(text)?.slice(1).filter(Boolean) ?? []),
  )
  return found[0] === undefined ? undefined : Number(found[0])
}
