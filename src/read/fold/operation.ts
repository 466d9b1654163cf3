/** One operation: a request line and everything that its unit says about it. */
import type { Operation, Response } from '../../model/contract.ts'
import { carriesCredential } from '../../model/credentials.ts'
import type { Block, Heading, Paragraph } from '../../model/page.ts'
import { latestEach, onceEach } from '../../model/remember.ts'
import type { Requirement } from '../../model/security.ts'
import type { Contribution, Request, Row, Rows } from '../conventions/index.ts'
import type { Unit } from '../units.ts'
import { bodyOf } from './body.ts'
import { typedForm } from './form-values.ts'
import { operationPath } from './paths.ts'
import { nested, underFields } from './nesting.ts'
import type { IsOpen } from './open.ts'
import { namesInside, place, sentNames } from './place.ts'
import { shownQuery } from './queries.ts'
import { responsesOf } from './responses.ts'
import { securityFor } from './security.ts'
import { sentFirst } from './sent-first.ts'

export type Draft = {
  readonly unit: Unit
  readonly request: Request
  /** The path with the base taken off, before literal ids become placeholders. */
  readonly path: string
  readonly found: readonly Contribution[]
}
export type Surroundings = {
  /** What the answers of the page show as ids. */
  readonly ids: ReadonlySet<string>
  readonly security: readonly Requirement[]
  readonly isOpen: IsOpen
  /** Attribute tables of the chapters above, by their heading. */
  readonly objects: ReadonlyMap<Heading, readonly Row[]>
}
export type Built = { readonly operation: Operation; readonly unplaced: readonly Row[] }

/** Builds the operation of a draft; once, while draft and surroundings say the same. */
export function build(draft: Draft, { objects, isOpen, ...around }: Surroundings): Built {
  const object = draft.unit.above.flatMap((heading) => objects.get(heading) ?? [])
  const open = isOpen(draft)
  return known(draft, [around.ids, around.security, open, ...object], () =>
    operationOf(draft, { ...around, object, open }),
  )
}

const known = latestEach<Draft, Built>()

/** `object`: the rows of its chapters' tables of attributes. */
type Around = Pick<Surroundings, 'ids' | 'security'> & { readonly object: readonly Row[]; readonly open: boolean }

function operationOf({ unit, request, path: written, ...draft }: Draft, around: Around): Built {
  const found = sentFirst(draft.found, request.method)
  const tables = found.filter((one) => one.kind === 'rows')
  const answered = found.flatMap((one) => (one.kind === 'response' && !one.failed ? [one.example] : []))
  const bodies = found.filter((one) => one.kind === 'body').map((one) => typedForm(one, answered))
  const { method, target, span } = request
  const path = operationPath(written, {
    names: names(tables),
    parts: names(tables.filter(({ role }) => role === 'path' || role === 'url')),
    ids: around.ids,
  })
  const examples = bodies.map((one) => one.example)
  const shown = { sent: sentNames(examples), inside: namesInside(examples) }
  const query = [...target.query, ...shownQuery(unit, found, { method, path })]
  const placed = place(tables, {
    method,
    path,
    query,
    host: target.host ?? [],
    ...shown,
    answered: namesInside(answered),
    span,
  })
  const operation: Operation = {
    key: `${method} ${path}`,
    method,
    path,
    ...about(unit, request),
    parameters: placed.parameters.filter((one) => one.in === 'path' || !carriesCredential(one, around.security)),
    body: method === 'GET' || method === 'HEAD' ? undefined : bodyOf(nested(placed.body, tables, examples), bodies),
    responses: answers(found, underFields(placed.response, tables, answered), around.object),
    samples: found.filter((one) => one.kind === 'sample').map((one) => one.sample),
    security: around.open ? [] : securityFor(around.security, path, found),
    ...scopesOf(found),
    span,
  }
  return { operation, unplaced: placed.unplaced }
}

function scopesOf(found: readonly Contribution[]): Pick<Operation, 'scopes'> {
  const all = found.flatMap((one) => (one.kind === 'scopes' ? one.names : []))
  return all.length === 0 ? {} : { scopes: [...new Set(all)] }
}

function names(tables: readonly Rows[]): string[] {
  return tables.flatMap((table) => table.rows.map((row) => row.name))
}

/** What the headings and the prose say. */
function about(unit: Unit, request: Request): Pick<Operation, 'title' | 'section' | 'description' | 'group'> {
  return {
    title: unit.heading?.text ?? `${request.method} ${request.target.path}`,
    section: unit.heading?.id ?? '',
    description: descriptionOf(unit, request),
    group: unit.above.at(-1)?.text,
  }
}

function answers(found: readonly Contribution[], rows: readonly Row[], object: readonly Row[]): Response[] {
  const shown = found.filter((one) => one.kind === 'response')
  return responsesOf(
    shown,
    found.filter((one) => one.kind === 'status'),
    rows,
    object,
  )
}

/** The first prose of the section: no request line, no caption of a sample, no label of a table. */
function descriptionOf(unit: Unit, { span }: Request): string | undefined {
  const first = proseOf(unit).find((block) => block.span.line !== span.line || block.span.file !== span.file)
  return first?.text.replaceAll(/\s+/g, ' ').trim()
}

/** The first two paragraphs of prose; a unit of a thousand operations is looked through once. */
const proseOf: (unit: Unit) => readonly Paragraph[] = onceEach((unit: Unit) => {
  const own = unit.parts.filter((part) => part.role === undefined || part.role === 'request' || part.role === 'note')
  const found = own.flatMap(({ blocks }) =>
    blocks.filter((block, index): block is Paragraph => isProse(block, blocks[index + 1])),
  )
  return found.slice(0, 2)
})

function isProse(block: Block, next: Block | undefined): boolean {
  if (block.kind !== 'paragraph') return false
  const text = block.text.trim()
  if (text === '' || (block.codes.length === 1 && block.codes[0]?.trim() === text)) return false
  // `Request type: GET` is no prose.
  if (/^[\p{L} ]{1,40}[:：]\s*(?:\S{1,40}|https?:\S+)$/u.test(text)) return false
  return !(text.endsWith(':') && (next?.kind === 'code' || next?.kind === 'table' || next?.kind === 'paragraph'))
}
