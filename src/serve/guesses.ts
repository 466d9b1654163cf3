/**
 * Guessing keys: an address that has shown too many that nobody has is answered with 429 for a while, so that a guess that
 * is right tells no more than others do. Who was let in from there before goes on. Without guesses it costs nothing. This
 * machine itself may try as it likes: what guesses there has other ways, and behind a proxy that is not trusted to tell
 * addresses one guest would shut out all.
 */
import type { Cluster, Rate } from '../cluster/index.ts'
import type { Asking, Authorise } from './authorise.ts'
import { Failure } from './fail.ts'
import { ANONYMOUS, type Caller } from './identity.ts'
import { tooMany } from './limit.ts'
import { isLoopback, networkOf } from './network.ts'
import type { Log } from './services.ts'
import { andThen, type Soon } from './soon.ts'

/** So many wrong ones an address may show. */
const RATE: Rate = { count: 100, seconds: 60 }
/** More addresses than this are not watched at once. */
const MOST = 10_000

type Setting = { readonly api: string; readonly cluster: Cluster; readonly log: Log }

/** An address that has shown a wrong key, until when it is watched, and who was let in from there meanwhile. */
type Suspect = { readonly until: number; refused: number | undefined; readonly known: Set<string> }

/** Lets in as `authorise` does, and counts whom it does not. */
export function watched(authorise: Authorise, setting: Setting): Authorise {
  const suspects = new Map<string, Suspect>()
  const suspectAt = (network: string): Suspect | undefined => {
    const found = suspects.get(network)
    if (found === undefined || found.until > Date.now()) return found
    suspects.delete(network)
    return undefined
  }
  const refuse = (error: unknown, { address }: NonNullable<Asking['from']>): Soon<never> => {
    if (!(error instanceof Failure) || error.status !== 401) throw error
    const network = networkOf(address)
    return andThen(setting.cluster.take(`${setting.api} guesses @${network}`, RATE), ({ allowed, reset }) => {
      const suspect = suspectAt(network) ?? begin(suspects, network, reset)
      if (allowed) throw error
      if (suspect.refused === undefined) setting.log.warn({ address }, 'an address shows too many keys that nobody has')
      suspect.refused = suspect.until
      throw tooMany(reset)
    })
  }
  return (asking) => {
    const { from } = asking
    if (from === undefined || isLoopback(from.address)) return authorise(asking)
    const suspect = suspects.size === 0 ? undefined : suspectAt(networkOf(from.address))
    try {
      const caller = authorise(asking)
      if (caller instanceof Promise)
        return caller.then(
          (one) => unlessRefused(one, suspect),
          (error: unknown) => refuse(error, from),
        )
      return unlessRefused(caller, suspect)
    } catch (error) {
      return refuse(error, from)
    }
  }
}

function begin(suspects: Map<string, Suspect>, network: string, seconds: number): Suspect {
  if (suspects.size >= MOST) suspects.clear()
  const suspect: Suspect = { until: Date.now() + seconds * 1000, refused: undefined, known: new Set() }
  suspects.set(network, suspect)
  return suspect
}

function unlessRefused(caller: Caller, suspect: Suspect | undefined): Caller {
  if (suspect === undefined || caller === ANONYMOUS || suspect.known.has(caller.id)) return caller
  if (suspect.refused !== undefined) throw tooMany(Math.ceil((suspect.refused - Date.now()) / 1000))
  if (suspect.known.size < MOST) suspect.known.add(caller.id)
  return caller
}
