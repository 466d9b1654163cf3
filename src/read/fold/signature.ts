/** How requests are signed, put together from all sections that tell of it, and added to the ways in that show whose they are. */
import type { Ingredient, Requirement, SignatureSecurity } from '../../model/security.ts'
import { isKeyHeader, type SignatureFound } from '../conventions/index.ts'
import { ingredientsOf } from './ingredients.ts'

/** The ways in with the signature that the page describes; as they are where it is not said how that is made. */
export function withSignature(all: readonly Requirement[], found: readonly SignatureFound[]): readonly Requirement[] {
  const signature = signatureOf(found)
  if (signature === undefined) return all
  const known = all.length > 0 ? all : keyOf(found)
  return known.map((one) => (one.every(({ kind }) => kind === 'key') ? [...one, signature] : one))
}

function signatureOf(found: readonly SignatureFound[]): SignatureSecurity | undefined {
  const named = found.find(({ name }) => name !== undefined)
  const algorithm = found.map((one) => one.algorithm).find((one) => one !== undefined)
  const signs = signsOf(found)
  if (named?.name === undefined || algorithm === undefined || signs === undefined) return undefined
  const encoding = found.map((one) => one.encoding).find((one) => one !== undefined) ?? 'hex'
  const examples = [...new Set(found.flatMap((one) => one.examples))]
  return { kind: 'signature', in: named.in, name: named.name, algorithm, encoding, signs, examples, span: named.span }
}

/** The fullest of what is said that is known in all its parts, the first of those. */
function signsOf(found: readonly SignatureFound[]): Ingredient[] | undefined {
  const known = {
    headers: found.flatMap(({ headers }) => headers),
    withQuery: found.some(({ withQuery }) => withQuery),
  }
  const all = found
    .flatMap(({ formulas }) => formulas.map((formula) => ingredientsOf(formula, known)))
    .filter((one) => one !== undefined)
  return all.toSorted((a, b) => weight(b) - weight(a))[0]
}

/** What is of the request counts, not what stands between. */
function weight(signs: readonly Ingredient[]): number {
  return signs.filter((one) => typeof one === 'string' || 'header' in one).length
}

/** The header beside the signature that says whose it is, where no sample shows it. */
function keyOf(found: readonly SignatureFound[]): Requirement[] {
  for (const { headers, span } of found) {
    const name = headers.find((one) => isKeyHeader(one) && !/secret|passphrase/i.test(one))
    if (name !== undefined) return [[{ kind: 'key', in: 'header', name, prefix: undefined, examples: [], span }]]
  }
  return []
}
