/** Tables under a heading that says another place than the request has: a body of GET, headers told as a query. */
import { finding, type Finding } from '../../finding.ts'
import type { Operation } from '../../model/contract.ts'
import type { Heading } from '../../model/page.ts'
import { latestEach } from '../../model/remember.ts'
import { textOf, type Part, type Unit } from '../units.ts'
import type { Rule } from './lint.ts'
import { capped, unitsOf } from './look.ts'

export const parametersHeading: Rule = ({ page, contract, trace }) => {
  const bySection = Map.groupBy(
    contract.operations.filter((one) => trace.lines.has(one.key)),
    (one) => one.section,
  )
  const found = unitsOf(page).flatMap((unit) => inUnit(unit, bySection.get(unit.heading?.id ?? '') ?? []))
  return capped(found, 6)
}

/** Where a section has several operations, each heading may be about another. */
function inUnit(unit: Unit, operations: readonly Operation[]): readonly Finding[] {
  const [only] = operations
  if (only === undefined || operations.length > 1) return []
  return known(unit, [only], () =>
    unit.parts.flatMap((part) => {
      const wrong = part.heading === undefined ? undefined : wrongIn(part, only)
      if (wrong === undefined || part.heading === undefined) return []
      return [told(part.heading, wrong)]
    }),
  )
}

const known = latestEach<Unit, readonly Finding[]>()

function wrongIn(part: Part, operation: Operation): string | undefined {
  if (!part.blocks.some((block) => block.kind === 'table')) return undefined
  const elsewhere = toldElsewhere(part)
  if (elsewhere !== undefined) return elsewhere
  const text = part.heading?.text ?? ''
  if (part.role === 'body' && /^(?:GET|HEAD)$/.test(operation.method) && /body|payload|form/i.test(text))
    return `\`${operation.key}\` sends no body`
  if (part.role === 'url' && !operation.path.includes('{') && operation.method === 'GET')
    return `\`${operation.path}\` has no placeholder, so they are parameters of the query`
  return part.role === 'query' && areSent(part, operation) ? 'the samples send them in the body' : undefined
}

/** Whether a table's names are fields of the body that is shown, and none is known from a query. */
function areSent({ blocks }: Part, { body, parameters }: Operation): boolean {
  const sent = typeof body?.example === 'object' && body.example !== null ? Object.keys(body.example) : []
  const asked = new Set(parameters.flatMap(({ name, in: place }) => (place === 'query' ? [name] : [])))
  const tables = blocks.filter((block) => block.kind === 'table')
  const names = tables.flatMap(({ rows }) =>
    rows.map(([cell]) => cell?.codes[0] ?? /^[\w.-]*/.exec(cell?.text ?? '')?.[0] ?? ''),
  )
  return names.filter((name) => sent.includes(name)).length >= 2 && !names.some((name) => asked.has(name))
}

/** "Send the below parameters in Headers" under a heading that says otherwise. */
function toldElsewhere(part: Part): string | undefined {
  const before = part.blocks.slice(
    0,
    part.blocks.findIndex((block) => block.kind === 'table'),
  )
  const text = textOf(before.filter((block) => block.kind === 'paragraph'))
  const match =
    /\b(?:send|pass|put|sent|passed)\b[^.]{0,40}\b(?:parameters?|fields?|values?)\b[^.]{0,30}\bin (?:the )?(?:request )?(headers?|body|query)\b/i.exec(
      text,
    )
  const place = match?.[1]?.toLowerCase().replace(/s$/, '')
  if (place === undefined || part.role === undefined || part.role === place || part.role === 'parameters')
    return undefined
  return /^(?:query|url|body|header|path)$/.test(part.role) ? `the text below says "in ${match?.[1]}"` : undefined
}

function told(heading: Heading, why: string): Finding {
  return finding('parameters-heading', heading.span, `The heading says "${heading.text}", but ${why}.`)
}
