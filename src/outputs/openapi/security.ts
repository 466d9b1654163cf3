/** How callers show who they are, as security schemes. */
import type { Contract, Operation } from '../../model/contract.ts'
import {
  afterPrefix,
  type Flow,
  type Ingredient,
  type OAuthSecurity,
  type Requirement,
  type Security,
} from '../../model/security.ts'
import { tidy } from '../doc.ts'
import type { Doc } from '../doc.ts'

export type Scheme = { readonly name: string; readonly security: Security }

/** The page's schemes, each once, with names that are unique among them: `key`, `key2`, `bearer`. */
export function schemesOf(all: readonly Requirement[]): Scheme[] {
  const unique = new Map(all.flatMap((one) => one.filter(isScheme)).map((one) => [identity(one), one]))
  const found = [...unique.values()]
  return found.map((security, index) => {
    const before = found.slice(0, index).filter(({ kind }) => kind === security.kind).length
    return { name: before === 0 ? security.kind : `${security.kind}${before + 1}`, security }
  })
}

/** A token in the path is a parameter of the path; OpenAPI has no scheme for it. */
function isScheme(security: Security): boolean {
  return security.kind !== 'key' || security.in !== 'path'
}

/** Schemes that say the same, whatever values the page shows and wherever. */
function identity(security: Security): string {
  return JSON.stringify(scheme(security))
}

/** Any one of them is enough; what one names is needed together. */
export function requirements(
  all: readonly Requirement[],
  schemes: readonly Scheme[],
  scopes: readonly string[] = [],
): Doc[] {
  const names = new Map(schemes.map(({ name, security }) => [identity(security), name]))
  const docs = all.map((one) =>
    Object.fromEntries(
      one.filter(isScheme).map((security) => [names.get(identity(security)) ?? '', asked(security, scopes)]),
    ),
  )
  return [
    ...new Map(docs.filter((doc) => Object.keys(doc).length > 0).map((doc) => [JSON.stringify(doc), doc])).values(),
  ]
}

/** Scopes that the scheme lists. */
function asked(security: Security, needed: readonly string[]): readonly string[] {
  if (security.kind !== 'oauth2' || !security.flows.some(isTold)) return []
  return needed.filter((scope) => security.scopes.some(({ name }) => name === scope))
}

/** What an operation asks for, where that is not what all the others ask for. */
export function exception(
  { security, scopes }: Operation,
  contract: Contract,
  schemes: readonly Scheme[],
): readonly Doc[] | undefined {
  const [usual, own] = [requirements(contract.security, schemes), requirements(security, schemes, scopes)]
  return JSON.stringify(usual) === JSON.stringify(own) ? undefined : own
}

export function securitySchemes(schemes: readonly Scheme[]): Doc {
  return Object.fromEntries(schemes.map(({ name, security }) => [name, scheme(security)]))
}

function scheme(security: Security): Doc {
  switch (security.kind) {
    case 'bearer':
    case 'basic':
      return { type: 'http', scheme: security.kind }
    case 'key': {
      const { in: place, name, prefix } = security
      const description = prefix === undefined ? undefined : `The value is \`${afterPrefix(security, '<key>')}\`.`
      return tidy({ type: 'apiKey', in: place, name, description })
    }
    case 'composite': {
      const form = security.parts.map(({ word }) => `${word} <${word.toLowerCase()}>`).join(', ')
      return { type: 'apiKey', in: 'header', name: security.name, description: `The value is \`${form}\`.` }
    }
    case 'signature': {
      const { in: place, name, algorithm, encoding } = security
      const what = security.signs?.map(ingredientTold).join(', ') ?? 'the request'
      const description = `HMAC-${algorithm.toUpperCase()} of ${what}, in ${encoding === 'hex' ? 'hexadecimal' : 'Base64'}.`
      return { type: 'apiKey', in: place, name, description }
    }
    case 'oauth2':
      return oauth(security)
  }
}

/** A part of what is signed, in words. */
function ingredientTold(one: Ingredient): string {
  if (typeof one !== 'string')
    return 'text' in one ? `the text ${JSON.stringify(one.text)}` : `the header \`${one.header}\``
  return one === 'target' ? 'the path with its query' : `the ${one}`
}

/** OpenAPI wants the addresses of a flow; a page that shows none of them describes a bearer token. */
function oauth({ flows, scopes }: OAuthSecurity): Doc {
  const named = Object.fromEntries(scopes.map(({ name, meaning }) => [name, meaning]))
  const told = flows.filter(isTold).map(({ grant, authorizationUrl, tokenUrl }) => [
    grant,
    tidy({
      authorizationUrl: CODE.has(grant) ? authorizationUrl : undefined,
      tokenUrl: grant === 'implicit' ? undefined : tokenUrl,
      scopes: named,
    }),
  ])
  return told.length === 0 ? { type: 'http', scheme: 'bearer' } : { type: 'oauth2', flows: Object.fromEntries(told) }
}

const CODE: ReadonlySet<Flow['grant']> = new Set(['authorizationCode', 'implicit'])

function isTold({ grant, authorizationUrl, tokenUrl }: Flow): boolean {
  return (!CODE.has(grant) || authorizationUrl !== undefined) && (grant === 'implicit' || tokenUrl !== undefined)
}
