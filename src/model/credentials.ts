/** The values that a requirement asks a caller for, by name, and the parameters that carry them. */
import type { Operation, Parameter } from './contract.ts'
import { words } from './names.ts'
import type { KeySecurity, Requirement, Security } from './security.ts'

/** One value that a caller shows: `api_key`, `password`, `element`. */
export type Part = {
  /** Lower-case words with underscores; unique in a requirement. */
  readonly name: string
  /** What it says alone, it keeps from others; of a pair, the half that only tells who calls is no secret. */
  readonly secret: boolean
  readonly examples: readonly string[]
}

/** The values of a requirement, in the order in which it names them. Of a signature, the secret that makes it. */
export function partsOf(requirement: Requirement): Part[] {
  const all = requirement.flatMap(valuesOf)
  const kept = all.some(({ name }) => SECRET.test(name))
  return all.map((part) => ({ ...part, secret: !kept || SECRET.test(part.name) || !PUBLIC.test(part.name) }))
}

/** What lets a caller in, with the examples first that the operation's own samples show: another key may not do here. */
export function shownBy({ security, samples }: Pick<Operation, 'security' | 'samples'>): Requirement[] {
  const shown = (example: string): boolean => samples.some(({ text }) => text.includes(example))
  const ordered = (all: readonly string[]): string[] => [...all.filter(shown), ...all.filter((one) => !shown(one))]
  return security.map((requirement) =>
    requirement.map((one) => ('examples' in one ? { ...one, examples: ordered(one.examples) } : one)),
  )
}

const SECRET = /secret|password|passphrase|private|token|signature/
const PUBLIC = /(?:^|_)(?:id|key|username|user|name|email|login|account|client|application|app)$/

/** The name of the secret that makes signatures. It is never shown, so nobody is found by it. */
export const SIGNING = 'signing_secret'

type Value = Omit<Part, 'secret'>

function valuesOf(one: Security): Value[] {
  switch (one.kind) {
    case 'key':
      return [{ name: keyName(one), examples: one.examples }]
    case 'bearer':
    case 'oauth2':
      return [{ name: 'token', examples: one.examples }]
    case 'basic':
      return basicValues(one.examples)
    case 'composite':
      return one.parts.map(({ word, examples }) => ({ name: partName(word), examples }))
    case 'signature':
      return [{ name: SIGNING, examples: [] }]
  }
}

/** `X-Api-Key` → api_key; what stands in `Authorization` is called after its scheme word, or just key. */
export function keyName({ name, prefix }: Pick<KeySecurity, 'name' | 'prefix'>): string {
  if (/^authorization$/i.test(name)) return prefix === undefined ? 'key' : partName(prefix.split(' ', 1)[0] ?? '')
  return partName(name.replace(/^x[-_]/i, ''))
}

/** Where the page only ever shows one side of the colon, the other is empty. */
function basicValues(examples: readonly string[]): Value[] {
  const users = examples.map((pair) => pair.split(':', 1)[0] ?? '').filter(Boolean)
  const passwords = examples.map((pair) => pair.split(':').slice(1).join(':')).filter(Boolean)
  const sides = [
    { name: 'username', examples: users },
    { name: 'password', examples: passwords },
  ]
  const shown = sides.filter((side) => side.examples.length > 0)
  return shown.length > 0 ? shown : sides
}

/** Words as the name of a part: `User Secret` → user_secret. */
export function partName(text: string): string {
  return words(text).join('_') || 'key'
}

/** Whether a parameter carries a credential of the page, so that all there is to say of it is said once. */
export function carriesCredential(
  { in: place, name }: Pick<Parameter, 'in' | 'name'>,
  security: readonly Requirement[],
): boolean {
  if (place === 'header' && name.toLowerCase() === 'authorization') return security.length > 0
  return security.some((requirement) => requirement.some((one) => carries(one, place, name)))
}

function carries(one: Security, place: Parameter['in'], name: string): boolean {
  switch (one.kind) {
    case 'key':
    case 'signature':
      return one.in === place && sameName(one.name, name, place)
    case 'composite':
      return place === 'header' && sameName(one.name, name, place)
    case 'bearer':
    case 'basic':
    case 'oauth2':
      return false
  }
}

/** Query parameters that carry a credential of the page. */
export function queryNames(security: readonly Requirement[]): string[] {
  return security
    .flat()
    .flatMap((one) => ((one.kind === 'key' || one.kind === 'signature') && one.in === 'query' ? [one.name] : []))
}

/** Placeholders that stand for a credential of the page. */
export function pathNames(security: readonly Requirement[]): string[] {
  return security.flat().flatMap((one) => (one.kind === 'key' && one.in === 'path' ? [one.name] : []))
}

/** Names of headers are the same in any casing, with `_` as with `-`, which proxies put in its place. */
export function sameName(one: string, other: string, place: string): boolean {
  return place === 'header' ? plain(one) === plain(other) : one.toLowerCase() === other.toLowerCase()
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll('_', '-')
}
