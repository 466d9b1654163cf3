/** The form of an operation: server, credential, parameters, body. */
import type { TryIt, TryOperation } from '../../tryit/types.ts'
import { bodyForm } from './body-form.ts'
import type { Built } from './build.ts'
import { credentialsForm } from './credentials-form.ts'
import { group, select } from './dom.ts'
import { parameterId, sendsBody, type Draft } from './draft.ts'
import { fieldRow, type FieldRow } from './field.ts'
import { serversOf } from './load.ts'
import { say } from './say.ts'

/** What is on the screen. */
export type Now = {
  readonly operation: TryOperation
  readonly all: TryIt
  readonly draft: Draft
  rows: readonly FieldRow[]
  /** Whether what does not fit the page is said already, so that the next press sends. */
  warned: boolean
  running: AbortController | undefined
}

/** The ways in of an operation or a channel. */
export const waysOf = ({ ways }: Pick<TryOperation, 'ways'>, all: TryIt): TryIt['ways'] =>
  ways.flatMap((at) => all.ways.slice(at, at + 1))

/** What does not fit the page is said once; an address with holes cannot be sent at all. */
export function mustWait(now: Now, problems: Built['problems']): boolean {
  const holes = [...problems.keys()].some((id) => id.startsWith('path ') && problems.get(id) === say('isRequired'))
  const wait = problems.size > 0 && (!now.warned || holes)
  if (!wait) return false
  now.warned = true
  now.rows.find(({ id }) => problems.has(id))?.control.focus()
  return true
}

const PLACES = [
  ['path', 'path'],
  ['query', 'query'],
  ['header', 'headers'],
] as const

/** The parts of the form, and the rows of which something can be said. */
export function formParts(now: Now, again: () => void): { readonly rows: FieldRow[]; readonly parts: HTMLElement[] } {
  const { operation, draft } = now
  const rows: FieldRow[] = []
  const parts = [serverPart(now, again), credentialsForm(waysOf(now.operation, now.all), draft, again)]
  for (const [place, title] of PLACES) {
    const some = operation.parameters.filter((one) => one.in === place)
    const made = some.map((one) => fieldRow(parameterId(one), one, draft))
    rows.push(...made)
    if (made.length > 0) parts.push(group(say(title), ...made.map(({ row }) => row)))
  }
  if (sendsBody(operation)) {
    const body = bodyForm(operation, draft, again)
    rows.push(...body.rows)
    parts.push(body.part)
  }
  return { rows, parts: parts.filter((part) => part !== undefined) }
}

function serverPart({ all, draft }: Now, again: () => void): HTMLElement | undefined {
  const servers = serversOf(all)
  if (servers.length < 2) return undefined
  const labels = servers.map((server, at) => (at === 0 && all.here ? say('serverHere', server) : server))
  const changed = (at: number): void => {
    draft.server = at
    again()
  }
  return group(
    say('server'),
    select(labels, draft.server, { 'aria-label': say('server'), 'data-field': 'server' }, changed),
  )
}
