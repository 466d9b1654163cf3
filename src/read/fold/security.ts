/** The page's ways in: one entry for each set of credentials that is shown together, with all values that samples show. */
import type { Span } from '../../finding.ts'
import { placeholders } from '../../model/names.ts'
import { onceEach } from '../../model/remember.ts'
import type { KeySecurity, Requirement, Security } from '../../model/security.ts'
import type { Contribution, SecurityFound } from '../conventions/index.ts'
import { handsOut } from './oauth.ts'
import { operationPath } from './paths.ts'

/** A way in that only stray samples show counts when several do. */
const OFTEN = 3
const MOST_EXAMPLES = 20
/** How much of a sample is looked through for a token. */
const MOST_TEXT = 10_000
/** Variables and templates in the place of a value. */
const COMPUTED = /#\{|\$\{|\{\{|<%|ENV\[|^\$\w|process\.env/

/** What there is of an operation before its credentials are known. */
type Placed = {
  readonly path: string
  readonly request: { readonly span: Span }
  readonly found: readonly Contribution[]
}

/** Ways in of the chapter on authentication, and of the samples where there is none. */
export function securityOf(all: readonly SecurityFound[], drafts: readonly Placed[]): Requirement[] {
  const shown = all.filter(({ told }) => !told)
  const found = shown.length > 0 ? shown : all
  const groups = [...Map.groupBy(withWhole(found), ({ schemes }) => identityOf(schemes)).values()]
  const sets = groups.map((group) => ({ group, ids: new Set(group[0]?.schemes.map(identity)) }))
  const whole = sets.filter((one) => one.group.length >= OFTEN || !sets.some((other) => isPart(one, other)))
  const chapter = whole.map(({ group }) => group).filter((group) => group.some((one) => !one.weak))
  const often = groups.filter((group) => group.length >= OFTEN)
  const usual = chapter.length > 0 ? chapter : often.length > 0 ? often : groups
  // Which secrets go into one header differs between operations, so their samples say it and not the chapter.
  const others = usual.some(hasComposite) ? groups.filter((group) => hasComposite(group) && !usual.includes(group)) : []
  const chosen = [...usual, ...others]
  const requirements = chosen.map((group) => joinedRequirements(group.map(({ schemes }) => schemes)))
  return withTokens(withoutTemplate(requirements), drafts)
}

function hasComposite(group: readonly SecurityFound[]): boolean {
  return group.some(({ schemes }) => schemes.some(isComposite))
}

/** Half of a pair, shown alone, means the pair, unless it is shown so again and again. */
function withWhole(found: readonly SecurityFound[]): SecurityFound[] {
  const pairs = new Map(found.filter(({ schemes }) => isPair(schemes)).map((one) => [identityOf(one.schemes), one]))
  const times = Map.groupBy(found, ({ schemes }) => identityOf(schemes))
  return found.map((one) => {
    if ((times.get(identityOf(one.schemes))?.length ?? 0) >= OFTEN) return one
    const whole = [...pairs.values()].find(({ schemes }) => isHalf(one.schemes, schemes))
    return whole === undefined ? one : { ...one, schemes: whole.schemes }
  })
}

function isPair(schemes: Requirement): boolean {
  return (
    schemes.length === 2 && schemes.filter((one) => one.kind === 'key' && /secret|passw/i.test(one.name)).length === 1
  )
}

function isHalf([one, ...others]: Requirement, pair: Requirement): boolean {
  return one !== undefined && others.length === 0 && pair.some((half) => identity(half) === identity(one))
}

function identityOf(schemes: Requirement): string {
  return schemes.map(identity).toSorted().join('\n')
}

function identity(one: Security): string {
  switch (one.kind) {
    case 'key':
      return `key ${one.in} ${one.name.toLowerCase().replaceAll('_', '-')} ${one.prefix ?? ''}`
    case 'composite':
      return `composite ${one.parts
        .map(({ word }) => word.toLowerCase())
        .toSorted()
        .join(' ')}`
    case 'signature':
      return `signature ${one.in} ${one.name.toLowerCase()}`
    case 'bearer':
    case 'basic':
    case 'oauth2':
      return one.kind
  }
}

/** Requirements for the same as one, with the values that all of them show. */
export function joinedRequirements(group: readonly Requirement[]): Requirement {
  const [first = []] = group
  const all = group.flat()
  return first.map((one) =>
    withExamples(
      one,
      all.filter((other) => identity(other) === identity(one)),
    ),
  )
}

function withExamples(one: Security, same: readonly Security[]): Security {
  if (one.kind !== 'composite') return { ...one, examples: plain(same.flatMap(valuesOf)) }
  const parts = same.flatMap((other) => (other.kind === 'composite' ? other.parts : []))
  const of = (word: string) => parts.filter((part) => part.word.toLowerCase() === word.toLowerCase())
  return {
    ...one,
    parts: one.parts.map(({ word }) => ({ word, examples: plain(of(word).flatMap((part) => part.examples)) })),
  }
}

function valuesOf(one: Security): readonly string[] {
  return one.kind === 'composite' ? one.parts.flatMap(({ examples }) => examples) : one.examples
}

function plain(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => !COMPUTED.test(value)))].slice(0, MOST_EXAMPLES)
}

const TEMPLATE = 'meowmeowmeow'

/** What only Slate's template shows gives way where the author shows something in the same header. */
function withoutTemplate(all: readonly Requirement[]): readonly Requirement[] {
  const isTemplate = ([one, ...others]: Requirement): boolean =>
    one?.kind === 'key' &&
    others.length === 0 &&
    one.examples.length > 0 &&
    one.examples.every((text) => text === TEMPLATE)
  const own = all.filter((one) => !isTemplate(one))
  return own.some((one) => one.some((scheme) => scheme.kind !== 'key' || scheme.in === 'header')) ? own : all
}

/** Placeholders that stand for who calls, in front of what is called: `/api/{access_token}/tickets`. */
const TOKEN = /^:?(?:access_?token|api_?(?:key|token)|auth_?(?:token|key)|session_?(?:id|token|key)|bot_?token)/i

function withTokens(all: readonly Requirement[], drafts: readonly Placed[]): Requirement[] {
  const tokens = new Map(drafts.flatMap((draft) => tokensOf(draft).map((token) => [token.name, token] as const)))
  const paths = [...tokens.values()]
  if (paths.length === 0) return [...all]
  return all.length === 0
    ? paths.map((path) => [path])
    : all.flatMap((one) => [one, ...paths.map((path) => [...one, path])])
}

const tokensOf = onceEach(({ path: written, request: { span }, found }: Placed): readonly KeySecurity[] => {
  const path = operationPath(written)
  const names = placeholders(path).filter((name) => TOKEN.test(name) && !path.endsWith(`{${name}}`))
  return names.map((name) => {
    const around = path.split(`{${name}}`).map((text) => RegExp.escape(text.split(/[{}]/, 1)[0] ?? ''))
    const shown = new RegExp(`${around[0]}([\\w.-]{8,})${around[1]}`)
    const samples = found.flatMap((one) => (one.kind === 'sample' ? [one.sample.text] : []))
    const examples = samples.flatMap((text) => shown.exec(text.slice(0, MOST_TEXT))?.[1] ?? [])
    return { kind: 'key', in: 'path', name, prefix: undefined, examples, span }
  })
})

/** What an operation asks for: the ways in whose path tokens it has, and of those in one header the one that it shows. */
export function securityFor(all: readonly Requirement[], path: string, found: readonly Contribution[]): Requirement[] {
  if (handsOut(all, path)) return []
  const names = placeholders(path)
  const fitting = all.filter((one) => tokenNames(one).every((name) => names.includes(name)))
  const most = Math.max(0, ...fitting.map((one) => tokenNames(one).length))
  const own = fitting.filter((one) => tokenNames(one).length === most)
  const shown = new Set(
    found.flatMap((one) => (one.kind === 'security' ? one.schemes.filter(isComposite).map(identity) : [])),
  )
  const same = own.filter((one) => one.some((scheme) => shown.has(identity(scheme))))
  return same.length > 0 ? same : fullest(own, found)
}

/** Where one way in is a part of another, the operation's own samples tell which it is; else it is the whole. */
function fullest(own: readonly Requirement[], found: readonly Contribution[]): Requirement[] {
  const sets = own.map((one) => ({ one, ids: new Set(one.map(identity)) }))
  const shown = found.flatMap((one) =>
    one.kind === 'security' && !one.told ? [new Set(one.schemes.map(identity))] : [],
  )
  const calls = new Set(shown.flatMap((ids) => [...ids]))
  const known = sets.filter(({ ids }) => shown.length > 0 && ids.isSubsetOf(calls))
  const kept = known.length > 0 && known.length < sets.length && sets.some(isWithin) ? known : sets
  return kept.filter((one) => !kept.some((other) => isPart(one, other))).map(({ one }) => one)

  function isWithin(one: { ids: ReadonlySet<string> }): boolean {
    return sets.some((other) => isPart(one, other))
  }
}

function isPart(one: { ids: ReadonlySet<string> }, more: { ids: ReadonlySet<string> }): boolean {
  return one.ids.size < more.ids.size && one.ids.isSubsetOf(more.ids)
}

function isComposite(one: Security): boolean {
  return one.kind === 'composite'
}

function tokenNames(one: Requirement): string[] {
  return one.flatMap((scheme) => (scheme.kind === 'key' && scheme.in === 'path' ? [scheme.name] : []))
}
