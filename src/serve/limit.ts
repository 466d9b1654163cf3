/** Limits: how often one caller, or one address, may call. Made once for each operation; without limits it costs nothing. */
import type { Cluster, Taken } from '../cluster/index.ts'
import type { Limit, LimitHeaders, Limits } from '../model/limits.ts'
import type { Exchange } from './exchange.ts'
import { Failure } from './fail.ts'
import { ANONYMOUS } from './identity.ts'
import { networkOf } from './network.ts'
import { andThen, type Soon } from './soon.ts'

/** Counts a request whose caller is known; throws a Failure (429) when there were too many. */
export type Count = (exchange: Exchange) => Soon<void>

type Setting = { readonly api: string; readonly limits: Limits; readonly cluster: Cluster }

/** Makes what counts the requests of an operation. */
export function limiter({ api, limits, cluster }: Setting): (operation: string) => Count {
  const rates = withoutPlans(limits.rates).map((limit, at) => ({ limit, key: `${api} ${at} ` }))
  const tell = limits.headers === undefined ? standard : documented(limits.headers)
  return (operation) => {
    const own = rates.filter(({ limit }) => limit.operations === undefined || limit.operations.includes(operation))
    const usual = own.length === 0 ? FREE : counting(own, cluster, tell)
    const shared = own.filter(({ limit }) => limit.per === 'address')
    return (exchange) => {
      const { rates: given } = exchange.caller
      return given === undefined
        ? usual(exchange)
        : counting([...shared, ...given.map((rate) => ownRate(rate, api))], cluster, tell)(exchange)
    }
  }
}

const FREE: Count = () => undefined

/** What the operator allows one key, whatever it calls, stands in place of what the page says for each caller. */
function ownRate({ count, seconds }: { readonly count: number; readonly seconds: number }, api: string): Rate {
  const limit: Limit = { count, seconds, per: 'caller', plan: undefined, operations: undefined, span: NOWHERE }
  return { limit, key: `${api} own ${count}/${seconds} ` }
}

const NOWHERE = { file: '', line: 1, column: 1, endLine: 1 }

/** Which plan a caller has only the API knows; so of each window the most generous plan counts, and nobody loses what is theirs. */
function withoutPlans(all: readonly Limit[]): Limit[] {
  const planned = all.filter(({ plan }) => plan !== undefined)
  const groups = Map.groupBy(planned, ({ seconds, per, operations }) => JSON.stringify([seconds, per, operations]))
  const most = [...groups.values()].flatMap((group) => group.toSorted((a, b) => b.count - a.count).slice(0, 1))
  return all.filter((one) => one.plan === undefined || most.includes(one))
}

type Rate = { readonly limit: Limit; readonly key: string }
/** One limit with what is left of it. */
type Use = { readonly limit: Limit; readonly taken: Taken }
type Tell = (exchange: Exchange, uses: readonly Use[]) => void

function counting(rates: readonly Rate[], cluster: Cluster, tell: Tell): Count {
  const taking = (exchange: Exchange, at: number, uses: readonly Use[]): Soon<readonly Use[]> => {
    const rate = rates[at]
    if (rate === undefined) return uses
    const taken = cluster.take(rate.key + whose(rate.limit, exchange), rate.limit)
    return andThen(taken, (one) => taking(exchange, at + 1, [...uses, { limit: rate.limit, taken: one }]))
  }
  return (exchange) =>
    andThen(taking(exchange, 0, []), (uses) => {
      tell(exchange, uses)
      const refused = uses.filter(({ taken }) => !taken.allowed).map(({ taken }) => taken.reset)
      if (refused.length > 0) throw tooMany(Math.max(1, ...refused))
    })
}

/** Strangers are counted by their address, whatever the page says. */
function whose({ per }: Limit, { caller, address }: Exchange): string {
  return per === 'address' || caller === ANONYMOUS ? `@${networkOf(address)}` : caller.id
}

/** What is answered to whoever may come again in so many seconds. */
export function tooMany(seconds: number): Failure {
  return new Failure(429, undefined, { headers: { 'retry-after': String(seconds) } })
}

/** The page's own headers tell of the limit that is nearest to its end. */
function documented({ limit: name, remaining, reset, absolute }: LimitHeaders): Tell {
  return (exchange, uses) => {
    const nearest = uses.reduce((a, b) => (b.taken.remaining < a.taken.remaining ? b : a))
    if (name !== undefined) exchange.add(name, String(nearest.limit.count))
    if (remaining !== undefined) exchange.add(remaining, String(nearest.taken.remaining))
    if (reset === undefined) return
    exchange.add(reset, String(nearest.taken.reset + (absolute ? Math.floor(Date.now() / 1000) : 0)))
  }
}

/** `RateLimit` and `RateLimit-Policy` as the IETF drafts them (draft-ietf-httpapi-ratelimit-headers). */
const standard: Tell = (exchange, uses) => {
  const policies = uses.map(({ limit }) => `"${nameOf(limit)}";q=${limit.count};w=${limit.seconds}`)
  const left = uses.map(({ limit, taken }) => `"${nameOf(limit)}";r=${taken.remaining};t=${taken.reset}`)
  exchange.add('ratelimit-policy', policies.join(', '))
  exchange.add('ratelimit', left.join(', '))
}

function nameOf({ per, seconds }: Limit): string {
  return `${per === 'address' ? 'address' : 'caller'}-${seconds}s`
}
