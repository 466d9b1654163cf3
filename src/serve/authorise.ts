/** Who calls: any one of the page's requirements lets a caller in, by the values of what is shown. */
import { challenge, reader, type Parts, type Reader, type Shown } from '../auth/index.ts'
import { onceEach } from '../model/remember.ts'
import type { Requirement } from '../model/security.ts'
import { Failure } from './fail.ts'
import { ANONYMOUS, type Caller, type ShownBy } from './identity.ts'
import { holders, notSuspended, type Find, type Holding } from './holders.ts'
import { signatureChecker, type CheckSignature, type Signed } from './signing.ts'
import { andThen, type Soon } from './soon.ts'

/** A request for something of the page: what it shows, the key of what is asked for, and who may have that. */
export type Asking = {
  readonly request: Shown & Pick<ShownBy, 'query'>
  readonly asked: string
  /** Whether only known callers may have it. */
  readonly secured: boolean
  /** What makes a caller known: any one of these. */
  readonly security: readonly Requirement[]
  /** The placeholders of the address. */
  readonly path: () => ShownBy['path']
  /** The request itself, where what is asked for came as one: only that can be signed. */
  readonly sent?: Signed
  /** Who is counted where the credential is wrong; without it, nobody is. */
  readonly from?: { readonly address: string }
}

export type Authorise = (asking: Asking) => Soon<Caller>

/** Throws a Failure (401) where only known callers are let in and the request shows no credential that counts. */
export function authoriser(holding: Holding & { readonly prefix: string }): Authorise {
  const { title } = holding.contract
  const find = holders(holding)
  const signed = signatureChecker(holding)
  const waysFor = onceEach((security: readonly Requirement[]) => waysOf(security, title))
  return (asking) => {
    const ways = waysFor(asking.security)
    const caller = tryFrom(0, { ways, asking, find, signed })
    return caller instanceof Promise ? caller.then((one) => letIn(one, asking, ways)) : letIn(caller, asking, ways)
  }
  function letIn(caller: Caller | undefined, asking: Asking, { refused }: Ways): Caller {
    if (caller !== undefined) return notSuspended(caller, holding.contract)
    if (asking.secured && asking.security.length > 0) throw new Failure(401, undefined, { headers: refused })
    return ANONYMOUS
  }
}

/** What is made once for each set of requirements. */
type Ways = {
  readonly security: readonly Requirement[]
  readonly readers: readonly Reader[]
  readonly refused: Readonly<Record<string, string>>
}

function waysOf(security: readonly Requirement[], title: string): Ways {
  return { security, readers: security.map(reader), refused: challenges(security, title) }
}

/** The header of a 401 that says how to come in. */
export function challenges(security: readonly Requirement[], title: string): Readonly<Record<string, string>> {
  const asks = security.flatMap(([first]) => (first === undefined ? [] : [challenge(first, title)]))
  return asks.length === 0 ? {} : { 'www-authenticate': [...new Set(asks)].join(', ') }
}

type Trying = {
  readonly ways: Ways
  readonly asking: Asking
  readonly find: Find
  readonly signed: CheckSignature
}

function tryFrom(at: number, trying: Trying): Soon<Caller | undefined> {
  const { ways, asking, find } = trying
  const read = ways.readers[at]
  if (read === undefined) return undefined
  const parts = read(asking.request, asking.path)
  if (parts === undefined) return tryFrom(at + 1, trying)
  const caller = find(parts)
  return caller instanceof Promise
    ? caller.then((one) => proven(one, { at, parts }, trying))
    : proven(caller, { at, parts }, trying)
}

type Tried = { readonly at: number; readonly parts: Parts }

/** The caller if the request is signed where it has to be; else what other ways in find. */
function proven(caller: Caller | undefined, { at, parts }: Tried, trying: Trying): Soon<Caller | undefined> {
  if (caller === undefined) return tryFrom(at + 1, trying)
  const requirement = trying.ways.security[at]
  if (requirement === undefined || !isSigned(requirement)) return caller
  const signed = trying.signed(requirement, { parts, caller, sent: trying.asking.sent })
  return andThen(signed, (so) => (so ? caller : tryFrom(at + 1, trying)))
}

function isSigned(requirement: Requirement): boolean {
  for (const { kind } of requirement) if (kind === 'signature') return true
  return false
}
