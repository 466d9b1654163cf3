/** Bearer tokens that OAuth hands out: the flows and scopes of all sections that tell of them, put together. */
import type { Flow, OAuthSecurity, Requirement } from '../../model/security.ts'
import type { OAuthFound } from '../conventions/index.ts'

/** The ways in, with OAuth in the place of a bearer token where the page says who hands it out. */
export function withOAuth(
  all: readonly Requirement[],
  found: readonly OAuthFound[],
  servers: readonly string[],
): readonly Requirement[] {
  const flows = flowsOf(found, servers)
  const [first] = found
  if (flows.length === 0 || first === undefined) return all
  const scopes = [...new Map(found.flatMap((one) => one.scopes.map((scope) => [scope.name, scope]))).values()]
  const made = { kind: 'oauth2', flows, scopes } as const
  const replaced = all.map((one) =>
    one.map((scheme) => (scheme.kind === 'bearer' ? ({ ...scheme, ...made } satisfies OAuthSecurity) : scheme)),
  )
  return replaced.length > 0 ? replaced : [[{ ...made, examples: [], span: first.span }]]
}

/** The grants that the page names; one that needs an address which it does not show is none. */
function flowsOf(found: readonly OAuthFound[], servers: readonly string[]): Flow[] {
  const authorizationUrl = addressOf(
    found.map((one) => one.authorizationUrl),
    servers,
  )
  const tokenUrl = addressOf(
    found.map((one) => one.tokenUrl),
    servers,
  )
  const named = new Set(found.flatMap(({ grants }) => grants))
  if (named.size === 0 && authorizationUrl !== undefined && tokenUrl !== undefined) named.add('authorizationCode')
  return [...named].flatMap((grant): Flow[] => {
    const shown = grant === 'authorizationCode' || grant === 'implicit' ? authorizationUrl : undefined
    const token = grant === 'implicit' ? undefined : tokenUrl
    return shown === undefined && token === undefined ? [] : [{ grant, authorizationUrl: shown, tokenUrl: token }]
  })
}

/** The first that is whole; else the first of the API's own, at its server if the page names that. */
function addressOf(all: readonly (string | undefined)[], servers: readonly string[]): string | undefined {
  const shown = all.filter((one) => one !== undefined)
  const [server] = servers
  const own = shown.flatMap((one) => (one.startsWith('/') && server !== undefined ? [new URL(one, server).href] : []))
  return [...shown, ...own].find((one) => URL.canParse(one)) ?? shown[0]
}

/** Whether a path hands out what the others ask for, so that nobody can have it yet. */
export function handsOut(all: readonly Requirement[], path: string): boolean {
  const flows = all.flat().flatMap((one) => (one.kind === 'oauth2' ? one.flows : []))
  const addresses = flows.flatMap(({ authorizationUrl, tokenUrl }) => [authorizationUrl, tokenUrl])
  return addresses.some((one) => one !== undefined && path.length > 1 && pathOf(one).endsWith(path))
}

function pathOf(address: string): string {
  return address.replace(/^\w+:\/\/[^/]*/, '').split('?', 1)[0] ?? ''
}
