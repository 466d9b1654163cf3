/** Credential schemes as a reader fills them in and as a request shows them: one entry for each kind of a contract. */
import { keyName, partName, SIGNING } from '../../../../model/credentials.ts'
import { afterPrefix } from '../../../../model/security.ts'
import type { TrySecurity } from '../../tryit/types.ts'
import { encoded, type HttpRequest, type Pair } from './request.ts'
import { say } from './say.ts'
import { canSign, sign } from './signature.ts'

export type CredentialField = {
  /** Unique in a contract: the same key asked for twice is given once. */
  readonly id: string
  /** What `partsOf` (model/credentials.ts) calls it, and so what keys that are given out do. */
  readonly part: string
  readonly label: string
  /** What the page's own samples show in its place. */
  readonly examples: readonly string[]
}
/** Values by the id of their field. */
export type Values = Readonly<Record<string, string>>

/** What a credential puts into a request; `path` by the name of its placeholder. */
type Shown = { readonly headers?: readonly Pair[]; readonly query?: readonly Pair[]; readonly path?: Pair }

type Scheme<S extends TrySecurity> = {
  readonly title: (security: S) => string
  readonly fields: (security: S) => readonly CredentialField[]
  /** Called with a value for at least one of the fields, in their order, and the request as it is so far. */
  readonly show: (security: S, values: readonly string[], request: HttpRequest) => Shown | Promise<Shown>
}
type Of<K extends TrySecurity['kind']> = Extract<TrySecurity, { readonly kind: K }>

const token = (examples: readonly string[]): CredentialField[] => [
  { id: 'bearer', part: 'token', label: say('token'), examples },
]
const bearer = (_: unknown, [value = '']: readonly string[]): Shown => ({
  headers: [['Authorization', `Bearer ${value}`]],
})

const SCHEMES: { readonly [K in TrySecurity['kind']]: Scheme<Of<K>> } = {
  key: {
    title: ({ in: place, name }) => `${name} (${place})`,
    fields: ({ in: place, name, prefix, examples }) => [
      {
        id: `${place} ${name.toLowerCase()}`,
        part: keyName({ name, prefix }),
        label: name === 'Authorization' ? say('key') : name,
        examples,
      },
    ],
    show: (security, [key = '']) => keyAt(security, key),
  },
  bearer: { title: () => say('bearer'), fields: ({ examples }) => token(examples), show: bearer },
  oauth2: { title: () => say('oauth'), fields: ({ examples }) => token(examples), show: bearer },
  basic: {
    title: () => say('basic'),
    fields: ({ examples }) => [
      { id: 'basic user', part: 'username', label: say('userName'), examples: sides(examples, 0) },
      { id: 'basic password', part: 'password', label: say('password'), examples: sides(examples, 1) },
    ],
    show: (_, [user = '', password = '']) => ({
      headers: [['Authorization', `Basic ${base64(`${user}:${password}`)}`]],
    }),
  },
  composite: {
    title: ({ parts }) => listed(parts.map(({ word }) => word)),
    fields: ({ name, parts }) =>
      parts.map(({ word, examples }) => ({
        id: `${name.toLowerCase()} ${word.toLowerCase()}`,
        part: partName(word),
        label: word,
        examples,
      })),
    show: ({ name, parts }, values) => {
      const shown = parts.flatMap(({ word }, at) => (values[at] ? [`${word} ${values[at]}`] : []))
      return { headers: [[name, shown.join(', ')]] }
    },
  },
  signature: {
    title: ({ algorithm }) => say('signature', algorithm.toUpperCase()),
    fields: (security) => [
      canSign(security)
        ? { id: `secret ${security.name.toLowerCase()}`, part: SIGNING, label: say('secret'), examples: [] }
        : {
            id: `signature ${security.name.toLowerCase()}`,
            part: '',
            label: security.name,
            examples: security.examples,
          },
    ],
    show: async (security, [value = ''], request) => {
      const made = canSign(security) ? await sign(security, value, request) : value
      const pair: Pair = [security.name, made ?? '']
      return security.in === 'query' ? { query: [pair] } : { headers: [pair] }
    },
  },
}

function keyAt({ in: place, name, prefix }: Of<'key'>, key: string): Shown {
  const value = afterPrefix({ prefix }, key)
  switch (place) {
    case 'header':
      return { headers: [[name, value]] }
    case 'query':
      return { query: [[name, value]] }
    case 'path':
      return { path: [name, value] }
    case 'cookie':
      return { headers: [['Cookie', `${name}=${encodeURIComponent(value)}`]] }
  }
}

/** What stands before or after the first colon, where something does. */
function sides(pairs: readonly string[], side: 0 | 1): string[] {
  return pairs.map((pair) => /^([^:]*):?([^]*)$/.exec(pair)?.[side + 1] ?? '').filter(Boolean)
}

/** RFC 7617 with `charset="UTF-8"`. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}

/** How a way in is called: all that it asks for. */
export function titleOf(way: readonly TrySecurity[]): string {
  return listed(way.map((one) => scheme(one).title(one)))
}

/** `a and b and c`. */
function listed([first = '', ...others]: readonly string[]): string {
  return others.reduce((all, one) => say('and', all, one), first)
}

/** What a reader has to give for a way in. */
export function fieldsOf(way: readonly TrySecurity[]): CredentialField[] {
  return way.flatMap((one) => scheme(one).fields(one))
}

/** The request with the reader's credentials, signatures last, for they sign the others; as it was where nothing is given. */
export async function signed<R extends HttpRequest>(
  request: R,
  way: readonly TrySecurity[],
  values: Values,
): Promise<R> {
  let so = request
  for (const one of way.toSorted(
    (left, right) => Number(left.kind === 'signature') - Number(right.kind === 'signature'),
  )) {
    const given = scheme(one)
      .fields(one)
      .map(({ id }) => values[id] ?? '')
    if (given.some((value) => value !== '')) so = withShown(so, await scheme(one).show(one, given, so))
  }
  return so
}

function withShown<R extends HttpRequest>(request: R, { headers = [], query = [], path }: Shown): R {
  const names = new Set(headers.map(([name]) => name.toLowerCase()))
  const others = request.headers.filter(([name]) => !names.has(name.toLowerCase()))
  const placed =
    path === undefined ? request.url : request.url.replace(`{${path[0]}}`, () => encodeURIComponent(path[1]))
  const url = query.length === 0 ? placed : `${placed}${placed.includes('?') ? '&' : '?'}${encoded(query)}`
  return { ...request, url, headers: [...headers, ...others] }
}

/** The table has for each kind the scheme of that kind, which the compiler cannot follow through a union. */
function scheme(security: TrySecurity): Scheme<TrySecurity> {
  return SCHEMES[security.kind] as Scheme<TrySecurity>
}
