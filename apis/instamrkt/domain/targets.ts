/** What may happen to whom: `brazil`, and within it `brazil:7`, as deep as a game likes. */

/** Nothing of what a pool offers. Every pool has it. */
export const NONE = 'none'

export type Target = { readonly id: string; readonly name: string }
/** A target with those that lie in it. */
export type Branch = Target & { readonly symbol: string; readonly within: readonly Branch[] }

/** Names as clients send them: a list, or a text with commas between them. */
export function listed(names: readonly string[] | string): readonly string[] {
  return typeof names === 'string' ? names.split(',').map((name) => name.trim()) : names
}

/** `Red Card` is `red-card`, `Brazil: 7` is `brazil:7`. */
export function idOf(name: string): string {
  const parts = name.split(':').map((part) => part.trim().toLowerCase().replaceAll(/\s+/g, '-'))
  return parts.join(':')
}

/** The targets of these names with all that they lie in, outer ones first, and `none` last. */
export function targetsOf(names: readonly string[]): Target[] {
  const all = names.flatMap((name) => ancestors(name).toReversed())
  const targets = all.map((name) => ({ id: idOf(name), name: name.split(':').at(-1)?.trim() ?? name }))
  const unique = targets.filter(({ id }, at) => id !== NONE && targets.findIndex((one) => one.id === id) === at)
  return [...unique, { id: NONE, name: 'None' }]
}

/** The target itself, then what it lies in, outwards. */
export function ancestors(id: string): string[] {
  const parts = id.split(':')
  return parts.map((_, at) => parts.slice(0, parts.length - at).join(':'))
}

/** What people call a target: its name behind those of what it lies in, `Brazil 7`. */
export function calledOf(id: string, targets: readonly Target[]): string {
  const names = ancestors(id).map((one) => targets.find((target) => target.id === one)?.name ?? one)
  const called = names.toReversed().join(' ')
  return called.charAt(0).toUpperCase() + called.slice(1)
}

/** How deep a target lies; 0 for those that lie in none. */
export function levelOf(id: string): number {
  return id.split(':').length - 1
}

/** Whether nothing lies within the target. */
export function isInnermost(id: string, targets: readonly Target[]): boolean {
  return !targets.some((other) => other.id.startsWith(`${id}:`))
}

/** The targets as a tree. */
export function treeOf(targets: readonly Target[], parent?: string): Branch[] {
  const here = targets.filter(({ id }) => (ancestors(id)[1] ?? undefined) === parent)
  return here.map((one) => ({ ...one, symbol: one.name.slice(0, 3).toUpperCase(), within: treeOf(targets, one.id) }))
}

/**
 * Which of a pool's targets won when something happened to these, all at the same moment: the target itself or what it
 * lies in; `none` where the pool offers neither.
 */
export function winnersAmong(offered: readonly string[], happened: readonly string[]): string[] {
  const winners = happened.map((id) => ancestors(id).find((one) => offered.includes(one)) ?? NONE)
  const some = winners.filter((id) => id !== NONE)
  return [...new Set(some.length > 0 ? some : [NONE])]
}
