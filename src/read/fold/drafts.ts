/** Which requests become operations: every line; an index row or a sample only where nothing else says the same. */
import type { Request } from '../conventions/index.ts'
import { latestEach, type Recall } from '../../model/remember.ts'
import { isAuthentication, isErrors } from '../headings.ts'
import { pathIndex } from '../requests/path-index.ts'
import type { Unit } from '../units.ts'
import type { Gathered } from './gather.ts'
import { groups } from './groups.ts'
import type { Draft } from './operation.ts'
import { pathBelow, type Servers } from './servers.ts'

/** The drafts of a page, in page order. */
export function draftsOf(gathered: readonly Gathered[], { servers, base }: Servers, recall: Recall): Draft[] {
  const lines = gathered.flatMap(linesOf)
  const rivals = rivalsOf(lines, recall)
  const wanted = (request: Request, unit: Unit): boolean => {
    if (request.from === 'line') return true
    if (stated(request, rivals, unit)) return false
    return request.from === 'index' || (!demonstrates(request, unit) && ours(request, servers))
  }
  return gathered.flatMap((one) =>
    groups(one).flatMap(({ requests, found }) =>
      requests
        .filter((request) => wanted(request, one.unit))
        .map((request) => draft({ unit: one.unit, request, path: pathBelow(request, base), found })),
    ),
  )
}

/** The same object where an edit elsewhere left all of it as it was. */
const draft = (one: Draft): Draft => drafts(one.request, [one.unit, one.path, one.found], () => one)
const drafts = latestEach<Request, Draft>()

function linesOf({ requests }: Gathered): Request[] {
  return requests.filter(({ from }) => from === 'line')
}

type States = (path: string) => boolean
type Rivals = { readonly all: States; readonly byMethod: ReadonlyMap<string, States> }

/** What lines state. Where a line is relative, a base may stand before its path in what calls it. */
function rivalsOf(lines: readonly Request[], recall: Recall): Rivals {
  const said = lines.map(({ method, target: { path, origin } }) => `${method} ${origin ?? ''} ${path}`)
  return recall('lines', said.join('\n'), () => indexed(lines))
}

function indexed(lines: readonly Request[]): Rivals {
  const states = (some: readonly Request[]): States =>
    pathIndex(some.map(({ target: { path, origin } }) => ({ path, loose: origin === undefined })))
  const byMethod = Map.groupBy(lines, (request) => request.method)
  return { all: states(lines), byMethod: new Map([...byMethod].map(([method, some]) => [method, states(some)])) }
}

/** A heading of what is read: nothing is missing from its sample. */
const READS = /^(?:get|list|show|find|read|retriev\w+|fetch|search|view|query)\b|\bGET\b/i

/** Whether a line states it. A sample that lacks the method, of a path that lines state, is a slip of the sample. */
function stated({ from, method, target }: Request, { all, byMethod }: Rivals, { heading }: Unit): boolean {
  const slip = from === 'sample' && method === 'GET' && !READS.test(heading?.text ?? '')
  const states = slip ? all : byMethod.get(method)
  return states?.(target.path) ?? false
}

/** Chapters on authentication and errors call something to show how, and so does what stands under no heading. */
function demonstrates({ method }: Request, unit: Unit): boolean {
  const headings = [unit.heading, ...unit.above].filter((heading) => heading !== undefined)
  if (unit.heading === undefined || headings.some((heading) => isErrors(heading.text))) return true
  return method === 'GET' && headings.some((heading) => isAuthentication(heading.text))
}

/** A guide may call other people's APIs in its samples. */
function ours({ target }: Request, servers: readonly string[]): boolean {
  const { origin } = target
  return (
    origin === undefined ||
    servers.length === 0 ||
    servers.some((one) => one === origin || one.startsWith(`${origin}/`))
  )
}
