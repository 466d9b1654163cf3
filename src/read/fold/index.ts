/** From what the conventions found to the contract. */
import type { Contract, Errors, Operation } from '../../model/contract.ts'
import type { Heading, Page } from '../../model/page.ts'
import type { Contribution, Row } from '../conventions/index.ts'
import { memory, onceEach, settled, settledEach, type Recall } from '../../model/remember.ts'
import { isRecord } from '../../model/places.ts'
import { placeholders } from '../../model/names.ts'
import { namesFields } from '../../model/by-field.ts'
import { pathPattern } from '../requests/path.ts'
import { channelsOf } from './channels.ts'
import { draftsOf } from './drafts.ts'
import { gather, type Gathered } from './gather.ts'
import { limitsOf } from './limits.ts'
import { withForms } from './media.ts'
import { openOf } from './open.ts'
import { build, type Built, type Draft, type Surroundings } from './operation.ts'
import { idsIn } from './paths.ts'
import { statusInside } from './responses.ts'
import { withOAuth } from './oauth.ts'
import { withPaging } from './paging.ts'
import { securityOf } from './security.ts'
import { serversOf } from './servers.ts'
import { withSignature } from './signature.ts'
import { webhooksOf } from './webhooks.ts'

/** What the folding met that lint wants to know. */
export type Trace = {
  readonly unplaced: readonly { readonly row: Row; readonly operation: Operation }[]
  readonly duplicates: readonly { readonly second: Operation; readonly first: Operation }[]
  /** Keys of the operations that a request line states, and whether what it states is relative to a base. */
  readonly lines: ReadonlyMap<string, boolean>
}
export type Folded = { readonly contract: Contract; readonly trace: Trace }

/** The contract of a page; `recall` has what it said before. */
export function fold(page: Page, recall: Recall = memory()()): Folded {
  const gathered = gather(page)
  const { servers, base } = serversOf(gathered)
  const found = gathered.flatMap((one) => one.found)
  const drafts = draftsOf(gathered, { servers, base }, recall)
  const shown = securityOf(
    found.filter((one) => one.kind === 'security'),
    drafts,
  )
  const security = settled(
    recall,
    'security',
    withSignature(
      withOAuth(
        shown,
        found.filter((one) => one.kind === 'oauth'),
        servers,
      ),
      found.filter((one) => one.kind === 'signature'),
    ),
  )
  const ids = settled(recall, 'ids', new Set(found.flatMap((one) => [...idsOf(one)])))
  const around = { ids, security, isOpen: openOf(gathered), objects: objects(gathered) }
  const built = drafts.map((draft) => ({ draft, ...build(draft, around) }))
  const { operations, duplicates, kept } = withoutDuplicates(built)
  const told = kept.map(({ operation, draft: { found: own, unit } }) => {
    return { key: operation.key, found: own, heading: unit.heading, above: unit.above }
  })
  const whole = withForms(withPaging(operations, gathered, told), gathered)
  const contract = {
    title: page.title,
    description: page.description ?? introduction(gathered),
    servers,
    operations: settledEach(recall, 'operations', whole, ({ key }) => key),
    channels: channelsOf(gathered),
    webhooks: webhooksOf(gathered),
    security,
    errors: errorsOf(found),
    limits: limitsOf(gathered, told),
  }
  return {
    contract: settled(recall, 'contract', contract),
    trace: {
      duplicates,
      unplaced: kept.flatMap(({ operation, unplaced }) => unplaced.map((row) => ({ row, operation }))),
      lines: linesOf(kept),
    },
  }
}

/** What an answer of the page shows as ids. */
const idsOf = onceEach((one: Contribution): ReadonlySet<string> => idsIn(one.kind === 'response' ? [one.example] : []))

function linesOf(kept: readonly WithDraft[]): Trace['lines'] {
  const stated = kept.filter(({ draft }) => draft.request.from === 'line')
  return new Map(
    stated.map(({ operation, draft: { request, path } }) => [
      operation.key,
      request.target.origin === undefined || request.target.path !== path,
    ]),
  )
}

function introduction(gathered: readonly Gathered[]): string | undefined {
  const first = gathered.find((one) => one.unit.parts[0]?.blocks.some((block) => block.kind === 'paragraph'))
  const paragraph = first?.unit.parts[0]?.blocks.find((block) => block.kind === 'paragraph')
  return paragraph?.text.replaceAll(/\s+/g, ' ').trim()
}

type WithDraft = Built & { readonly draft: Draft }
type Kept = { operations: Operation[]; duplicates: { second: Operation; first: Operation }[]; kept: WithDraft[] }

/**
 * The first operation of a method and path counts, but names before example ids in the path. Samples, and variants by query,
 * are no mistakes.
 */
function withoutDuplicates(built: readonly WithDraft[]): Kept {
  const groups = [...Map.groupBy(built, ({ operation }) => patternOf(operation)).values()]
  const kept = groups.flatMap((group) => bestNamed(group))
  const duplicates = groups.flatMap((group, at) => {
    const first = kept[at]
    if (first === undefined || group.length === 1 || group.some((one) => calls(one, first))) return []
    const others = group.filter((one) => one !== first && repeated(one, first))
    return others.map((one) => ({ second: one.operation, first: first.operation }))
  })
  return { operations: kept.map(({ operation }) => operation), duplicates, kept }
}

const patternOf = onceEach(({ method, path }: Operation) => `${method} ${pathPattern(path)}`)

function bestNamed(group: readonly WithDraft[]): WithDraft[] {
  const [first] = group
  if (group.length === 1) return [...group]
  const named = ({ draft }: WithDraft): number => placeholders(draft.path).length
  const better = first && group.find((one) => one.draft.request.from !== 'sample' && named(one) > named(first))
  const best = better ?? first
  return best === undefined ? [] : [best]
}

function repeated(one: WithDraft, before: WithDraft): boolean {
  const lines = one.draft.request.from === 'line' && before.draft.request.from === 'line'
  const query = ({ draft }: WithDraft) =>
    draft.request.target.query.map((item) => `${item.name}=${item.value}`).join('&')
  return lines && one.draft.unit !== before.draft.unit && query(one) === query(before)
}

/** Requests to one address that name in their body what they call (JSON-RPC, GraphQL) are several. */
function calls(one: WithDraft, before: WithDraft): boolean {
  const [first, second] = [one, before].map(({ draft }) => {
    const body = draft.found.find((found) => found.kind === 'body')?.example
    return isRecord(body) ? JSON.stringify(CALLED.map((name) => body[name])) : undefined
  })
  return first !== undefined && second !== undefined && first !== second
}

const CALLED = ['method', 'action', 'query', 'command', 'cmd', 'op'] as const

/** Tables of attributes in chapters that have no request of their own describe what the chapter's operations answer. */
function objects(gathered: readonly Gathered[]): Surroundings['objects'] {
  const result = new Map<Heading, Row[]>()
  for (const { unit, requests, found } of gathered) {
    const chapter = unit.above.at(-1) ?? unit.heading
    if (requests.length > 0 || chapter === undefined) continue
    const rows = found.flatMap((one) =>
      one.kind === 'rows' && (one.role === undefined || one.role === 'fields') ? one.rows : [],
    )
    for (const heading of new Set([chapter, unit.heading])) {
      if (heading !== undefined && rows.length > 0) result.set(heading, [...(result.get(heading) ?? []), ...rows])
    }
  }
  return result
}

function errorsOf(found: readonly Contribution[]): Errors {
  const codes = found.filter((one) => one.kind === 'error-code').map((one) => one.code)
  const first = codes.filter((code, at) => codes.findIndex((other) => other.status === code.status) === at)
  const examples = found.filter((one) => one.kind === 'error-example')
  // What the chapter on errors shows is meant for all; what one operation shows may be its own, and a chapter
  // without codes may be on the errors of something else, such as messages.
  const ofAll = examples.filter((one) => one.chapter)
  const example = (ofAll.find((one) => one.codes) ?? ofAll[0] ?? examples[0])?.example
  if (example === undefined) return { codes: first, example: undefined }
  const byField = ofAll.find((one) => one.example !== example && namesFields(one.example.body))?.example
  return {
    codes: first,
    example: { ...example, status: example.status ?? statusInside(example.body) },
    ...(byField === undefined ? {} : { byField }),
  }
}
