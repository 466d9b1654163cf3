/** How often the doors of the portal may be knocked at: by one address, for one account, and by both together. */
import type { PageInput } from '../serve/index.ts'
import type { Portal } from './open.ts'

type What = 'sign-in' | 'mail'

/**
 * One address alone is let try often, because many may stand behind it; for one account others may try so often that
 * its owner is not locked out by one of them.
 */
const RATES: { readonly [W in What]: Readonly<Record<'address' | 'account' | 'both', Rate>> } = {
  'sign-in': { address: rate(200, 10), account: rate(100, 60), both: rate(10, 15) },
  mail: { address: rate(60, 60), account: rate(5, 60), both: rate(5, 60) },
}

type Rate = { readonly count: number; readonly seconds: number }

function rate(count: number, minutes: number): Rate {
  return { count, seconds: minutes * 60 }
}

/** Counts a try; the seconds to wait where there were too many. Whether there is such an account makes no difference. */
export async function tooOften(
  { host }: Portal,
  { from }: PageInput,
  { what, email }: { readonly what: What; readonly email: string },
): Promise<number | undefined> {
  const account = email.toLowerCase()
  const { address, account: each, both } = RATES[what]
  const key = (kind: string): string => `${host.name} portal ${what} ${kind}`
  const taken = await Promise.all([
    host.take(key(`@${from}`), address),
    host.take(key(account), each),
    host.take(key(`${account} @${from}`), both),
  ])
  const refused = taken.filter(({ allowed }) => !allowed).map(({ reset }) => reset)
  return refused.length === 0 ? undefined : Math.max(1, ...refused)
}
