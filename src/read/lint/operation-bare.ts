/** What an operation lacks: an example; and what the page lacks: statuses, errors. At most one note a page for each. */
import { finding, type Finding } from '../../finding.ts'
import type { Operation } from '../../model/contract.ts'
import type { Block, Page } from '../../model/page.ts'
import { onceEach } from '../../model/remember.ts'
import { deep, type Section } from '../../model/walk.ts'
import type { Rule } from './lint.ts'
import { blocksOf, capped, isTemplated, sectionsOf } from './look.ts'

/** Pages of one or two operations are drafts, or are about something else. */
const FEWEST = 3

/** Where more lack one than this, the page shows its examples elsewhere. */
const MOST_BARE = 1 / 3
const IN_PASSING =
  /pagina|filter|sort|introduc|overview|limit|error|version|auth|general|format|getting started|example|示例|範例|例/i

export const operationWithoutExample: Rule = ({ page, contract, trace }) => {
  const shown = withCode(page)
  const bare = contract.operations.filter((one) => trace.lines.has(one.key) && !shown.has(one.section) && isBare(one))
  if (bare.length > contract.operations.length * MOST_BARE) return []
  return capped(bare.map(told), 2)
}

/**
 * The sections with code of any kind in them, below them or, where they only structure the one above, in that: it may be
 * a sample that is no call that anybody knows.
 */
function withCode(page: Page): ReadonlySet<string> {
  const ids = new Set<string>()
  collect(sectionsOf(page), false, ids)
  return ids
}

function collect({ heading, blocks, children }: Section, above: boolean, ids: Set<string>): boolean {
  const own = blocks.some(hasCode)
  const below = children.map((child) => collect(child, own, ids))
  const found = own || below.includes(true)
  if (heading !== undefined && (found || (above && heading.level > 2))) ids.add(heading.id)
  return found
}

const hasCode = onceEach((block: Block) => deep([block]).some(({ kind }) => kind === 'code'))

function isBare(one: Operation): boolean {
  if (one.path === '/' || IN_PASSING.test(one.title) || (one.parameters.length === 0 && one.body === undefined))
    return false
  return one.samples.length === 0 && !hasAnswer(one) && one.body?.example === undefined
}

function told(operation: Operation): Finding {
  const message = `\`${operation.key}\` shows neither a request nor an answer.`
  return finding('operation-without-example', operation.span, message)
}

function hasAnswer(operation: Operation): boolean {
  return operation.responses.some((one) => one.example !== undefined || one.text !== undefined)
}

export const statusUnstated: Rule = ({ page, contract }) => {
  const first = contract.operations.find((one) => one.method !== 'GET')
  if (first === undefined || contract.operations.length < FEWEST || isTemplated(page)) return []
  if (page.files.some((file) => /\b20[0-6]\b/.test(file.text))) return []
  const message = `Neither \`${first.key}\` nor any other operation says which status it answers with.`
  return [finding('status-unstated', first.span, message)]
}

export const errorsUndocumented: Rule = ({ page, contract }) => {
  const [first] = contract.operations
  if (first === undefined || contract.operations.length < FEWEST || contract.errors.codes.length > 0) return []
  if (contract.operations.some((one) => one.responses.some((answer) => answer.status >= 400))) return []
  if (isTemplated(page) || contract.errors.example !== undefined) return []
  const told = blocksOf(page).some(
    (block) =>
      (block.kind === 'heading' && /err|fehler|错误|錯誤/i.test(block.text)) ||
      ('text' in block && /\b4\d\d\b/.test(block.text)),
  )
  if (told) return []
  return [
    finding(
      'errors-undocumented',
      first.span,
      `The page describes ${contract.operations.length} operations and no error.`,
    ),
  ]
}
