/** The page's credential schemes: one entry for each, with all the values that its samples show. */
import type { KeySecurity, Security } from '../../model/contract.ts'
import type { Contribution } from '../conventions/index.ts'

type Found = Contribution & { kind: 'security' }

/** A scheme that only stray samples show counts when several do. */
const OFTEN = 3
const MOST_EXAMPLES = 20
/** Variables and templates in the place of a value. */
const COMPUTED = /#\{|\$\{|\{\{|<%|ENV\[|^\$\w|process\.env/

/** Schemes of the chapter on authentication, and of the samples where there is none. */
export function securityOf(found: readonly Found[]): Security[] {
  const groups = [...Map.groupBy(found, (one) => identity(one.security)).values()]
  const told = groups.filter((group) => group.some((one) => !one.weak))
  const often = groups.filter((group) => group.length >= OFTEN)
  const chosen = told.length > 0 ? told : often.length > 0 ? often : groups
  return chosen.flatMap((group) => joined(group.map((one) => one.security)))
}

function identity(one: Security): string {
  return one.kind === 'key' ? `key ${one.in} ${one.name.toLowerCase()} ${one.prefix ?? ''}` : one.kind
}

function joined(group: readonly Security[]): Security[] {
  const [first] = group
  if (first === undefined) return []
  const shown = group.flatMap((one) => one.examples).filter((example) => !COMPUTED.test(example))
  const examples = [...new Set(shown)].slice(0, MOST_EXAMPLES)
  return [{ ...first, examples }]
}

/** Whether a parameter is one of the page's credentials, which callers state once and not with each operation. */
export function isCredential(security: readonly Security[], name: string, where: string): boolean {
  return security.some((one) => one.kind === 'key' && matches(one, name, where))
}

function matches(one: KeySecurity, name: string, where: string): boolean {
  return one.in === where && one.name.toLowerCase() === name.toLowerCase()
}
