/** A unit with several requests: which samples and tables belong to which of them. */
import type { Contribution, Request } from '../conventions/index.ts'
import { callsPath, segmentsOf } from '../requests/path.ts'
import { latestEach } from '../../model/remember.ts'
import type { Gathered } from './gather.ts'

export type Group = { readonly requests: readonly Request[]; readonly found: readonly Contribution[] }

const CODE = new Set(['sample', 'response', 'body', 'error-example'])

/** Requests that nothing parts are alternatives and share everything. An index shares nothing. */
export function groups(one: Gathered): readonly Group[] {
  // What stands in two files is as far apart as these say.
  const [first] = one.found
  const places = one.requests.length < 2 ? [] : one.found.map(({ span }) => span.line - (first?.span.line ?? 0))
  return known(one, places, () => groupsOf(one))
}

const known = latestEach<Gathered, readonly Group[]>()

function groupsOf({ requests: all, found }: Gathered): Group[] {
  const requests = withoutRepeats(all)
  const [only, ...others] = requests
  if (only === undefined) return []
  const rest = found.filter((one) => one.kind !== 'request')
  if (others.length === 0) return [{ requests, found: rest }]
  if (requests.every((request) => request.from === 'index'))
    return requests.map((request) => ({ requests: [request], found: [] }))
  return requests[0]?.from === 'sample' ? bySample(requests, rest) : byOrder(requests, rest)
}

/** So many addresses of one section are compared with each other. */
const MOST_COMPARED = 100

/** A line that says again what another of the section says, or that with an id for its placeholder, begins nothing new. */
function withoutRepeats(requests: readonly Request[]): readonly Request[] {
  const lines = requests.filter(({ from }) => from === 'line')
  const first = new Map(lines.toReversed().map((line) => [JSON.stringify([line.method, line.target]), line]))
  const patterns = lines.length > MOST_COMPARED ? [] : lines.filter(({ target }) => target.path.includes('{'))
  return requests.filter((request) => {
    if (request.from !== 'line') return true
    const isShown = patterns.some((line) => shows(request, line))
    return !isShown && first.get(JSON.stringify([request.method, request.target])) === request
  })
}

function shows({ method, target: { path } }: Request, line: Request): boolean {
  const pattern = line.target.path
  if (line.method !== method || path === pattern || !callsPath(path, pattern, false)) return false
  const ours = segmentsOf(pattern)
  return segmentsOf(path).every((segment, at) => isValue(segment, ours[at]))
}

/** `/currencies/BTC` for `/currencies/{currency}`; `/animals/count` is another address than `/animals/{id}`. */
function isValue(segment: string, ours: string | undefined): boolean {
  return segment === ours || (/^\{[^{}]*\}$/.test(ours ?? '') && /^[^{}]*[\dA-Z][^{}]*$/.test(segment))
}

/** Where the samples are the request lines, each begins a group of its own unless it repeats the one before. */
function bySample(requests: readonly Request[], rest: readonly Contribution[]): Group[] {
  const starts = requests.map((request) => request.span.line)
  return requests.map((request, at) => ({
    requests: [request],
    found: rest.filter((one) => holds(one, request, starts[at + 1]) || (at === 0 && before(one, request))),
  }))
}

function holds(one: Contribution, from: Request, next: number | undefined): boolean {
  const line = one.kind === 'sample' || one.kind === 'body' ? one.span.endLine : one.span.line
  return one.span.file === from.span.file && line >= from.span.line && (next === undefined || one.span.line < next - 1)
}

function before(one: Contribution, request: Request): boolean {
  return one.span.file !== request.span.file || one.span.endLine < request.span.line
}

/** Tables follow their line; samples come before it where the unit begins with one, as in Slate's own page. */
function byOrder(requests: readonly Request[], rest: readonly Contribution[]): Group[] {
  const first = requests[0]
  const samplesFirst = rest.some(
    (one) => one.kind === 'sample' && first !== undefined && one.span.endLine < first.span.line,
  )
  const groups: { requests: Request[]; found: Contribution[] }[] = []
  for (const [at, request] of requests.entries()) {
    const previous = requests[at - 1]
    const parted = previous === undefined || rest.some((one) => parts(one, previous, request))
    if (parted) groups.push({ requests: [request], found: [] })
    else groups.at(-1)?.requests.push(request)
  }
  for (const one of rest) ownerOf(one, groups, samplesFirst)?.found.push(one)
  return groups
}

function parts(one: Contribution, from: Request, to: Request): boolean {
  const counts = one.kind === 'rows' || CODE.has(one.kind)
  return counts && one.span.line > from.span.line && one.span.endLine < to.span.line
}

type Open = { requests: Request[]; found: Contribution[] }

function ownerOf(one: Contribution, groups: readonly Open[], samplesFirst: boolean): Open | undefined {
  const lineOf = (group: Open) => group.requests[0]?.span.line ?? 0
  if (samplesFirst && CODE.has(one.kind)) return groups.find((group) => lineOf(group) >= one.span.line) ?? groups.at(-1)
  return groups.findLast((group) => lineOf(group) <= one.span.line) ?? groups[0]
}
