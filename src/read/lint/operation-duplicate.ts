/** The same method and path in two sections. */
import { finding, type Finding } from '../../finding.ts'
import type { Operation } from '../../model/contract.ts'
import type { Rule, Subject } from './lint.ts'

/** An address that so many sections share is meant to be shared (GraphQL, RPC); it is told once. */
const SHARED = 4

export const operationDuplicate: Rule = ({ trace }) =>
  [...Map.groupBy(trace.duplicates.filter(isSecond), (one) => one.first.key).values()].flatMap((group) =>
    group.length < SHARED
      ? group.map((one) => told(one, ''))
      : group.slice(0, 1).map((one) => told(one, ` So do ${group.length - 1} more sections.`)),
  )

const IN_PASSING =
  /example|sample|ejemplo|exemplo|示例|範例|例|introduc|overview|authenti|authori|version|pagina|filter|sort|include|^API$|general|limit|übersicht|überblick/i
const NEAR = 10

/**
 * A line that is repeated as an example documents nothing anew: right below, under a heading that says so, or in a
 * chapter without sections that speaks of requests in general.
 */
function isSecond({ second, first }: Subject['trace']['duplicates'][number]): boolean {
  const near = second.span.file === first.span.file && Math.abs(second.span.line - first.span.line) <= NEAR
  const titles = [second.title, first.title, second.group ?? '', first.group ?? '']
  const chapter = (first.group === undefined) !== (second.group === undefined)
  if (isVariant(second, first)) return false
  return !(near && second.section === first.section) && !chapter && !titles.some((title) => IN_PASSING.test(title))
}

/**
 * "Create a Payout" and "Create Several Payouts" side by side are two ways to call one operation; so are "Mute" and
 * "Unmute", and sections of one chapter that send something else.
 */
function isVariant(second: Operation, first: Operation): boolean {
  if (second.group !== first.group || second.title === first.title) return false
  const [one, other] = [verbOf(second), verbOf(first)]
  const sent = [second, first].map(({ body }) => JSON.stringify(body?.example))
  const differ = sent[0] !== undefined && sent[1] !== undefined && sent[0] !== sent[1]
  return one === other || one === `un${other}` || other === `un${one}` || differ
}

function verbOf({ title }: Operation): string {
  return title.trim().toLowerCase().split(/\s+/)[0] ?? ''
}

function told({ second, first }: Subject['trace']['duplicates'][number], more: string): Finding {
  const place = `${first.span.file}:${first.span.line}`
  return finding(
    'operation-duplicate',
    second.span,
    `\`${second.key}\` is documented at ${place} already, in "${first.title}"; that one counts.${more}`,
  )
}
