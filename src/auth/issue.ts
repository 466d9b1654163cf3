/** Credentials that are given out: which values a caller of the page needs, and what is kept of them. */
import { partsOf, SIGNING } from '../model/credentials.ts'
import type { Requirement } from '../model/security.ts'
import type { Parts } from './scheme.ts'
import { newSecret, secretHash, secretTail, shownHash } from './secret.ts'
import { signingSecret } from './sign.ts'

/** `values` in the page's order; what is not `secret` only tells who calls. `hashes` are all that is kept. */
export type Issued = {
  readonly values: readonly { readonly name: string; readonly secret: boolean; readonly value: string }[]
  readonly hashes: readonly string[]
}

/**
 * Makes what a caller needs for every requirement of a page: one key for all that ask for a single value, and a value
 * for each part of those that ask for several. A secret that signs belongs to the value shown beside it; `key` is the
 * server's own, without which there is none.
 */
export function issue(security: readonly Requirement[], key?: string): Issued {
  const all = security.map(partsOf)
  const alone = all.find((parts) => parts.length === 1)?.[0]?.name ?? (all.length === 0 ? 'key' : undefined)
  const several = all.filter((parts) => parts.length > 1).flat()
  const signer = security.find((one) => partsOf(one).some(({ name }) => name === SIGNING))
  const secrets = new Map(alone === undefined ? [] : [[alone, true]])
  for (const { name, secret } of several) if (name !== SIGNING) secrets.set(name, secrets.get(name) ?? secret)
  const values = [...secrets].map(([name, secret]) => ({ name, secret, value: newSecret() }))
  const shown = values.find(({ name }) => name === (signer && partsOf(signer)[0]?.name))
  const signing =
    shown === undefined || key === undefined
      ? []
      : [{ name: SIGNING, secret: true, value: signingSecret(key, shown.value) }]
  const hashes = values.flatMap(({ name, value }) => [
    ...(name === alone ? [secretHash(value)] : []),
    ...(several.some((part) => part.name === name) ? [partHash(name, value)] : []),
  ])
  return { values: [...values, ...signing], hashes }
}

/** What a store keeps of it. The end of the last secret tells credentials apart; what is none may be the same word for many. */
export function keptOf({ values, hashes }: Issued): { readonly hashes: readonly string[]; readonly tail: string } {
  const last = values.findLast(({ secret }) => secret) ?? values.at(-1)
  return { hashes, tail: secretTail(last?.value ?? '') }
}

/**
 * The hashes that a credential has to have for what is shown: of one value its own, of several each with its name, and so
 * of what is shown beside a signature, which lets in only together with it.
 */
export function hashesOf(parts: Parts): string[] {
  const names = Object.keys(parts).filter((name) => parts[name] !== '' && name !== 'signature')
  const alone = names.length === 1 && parts['signature'] === undefined
  return names.map((name) => shownHash(alone ? (parts[name] ?? '') : partText(name, parts[name] ?? '')))
}

/** The hash of a value that lets in only together with others. */
export function partHash(name: string, value: string): string {
  return secretHash(partText(name, value))
}

function partText(name: string, value: string): string {
  return `${name}\n${value}`
}
