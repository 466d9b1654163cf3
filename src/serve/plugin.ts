/**
 * What stands beside an API on its server: it has HTML pages of its own and hears of the API's requests. The server
 * knows nothing of what it is for, and nothing of it is loaded before the server calls what it gave.
 */
import type { Cluster } from '../cluster/index.ts'
import type { Contract } from '../model/contract.ts'
import type { Store } from '../store/index.ts'
import type { Exchange, Redact } from './exchange.ts'
import type { Pages } from './html/pages.ts'
import type { KeyMaker } from './key-maker.ts'
import type { Logger } from './services.ts'

/** Made anew for each API, and whenever that is swapped. */
export type Plugin = (host: PluginHost) => Plugged

/** The API that it stands beside. */
export type PluginHost = {
  readonly name: string
  readonly contract: Contract
  readonly store: Store
  /** Makes and rolls keys of the API. */
  readonly keys: KeyMaker
  /** Counts one use of a limit, as all processes of the API count. */
  readonly take: Cluster['take']
  /** Takes secrets out of an address. */
  readonly redacted: Redact
  readonly log: Logger
}

export type Plugged = {
  /** What the page or api.ts has at the same addresses goes first. */
  readonly pages: Pages
  /** Told of each request to the API when its answer is handed over, so it has to be quick. */
  readonly heard?: Heard
  readonly stop?: () => Promise<void>
}

export type Heard = (exchange: Exchange, status: number, milliseconds: number) => void

/** All that stands beside one API, as one. */
export function pluggedAll(plugins: readonly Plugin[], host: PluginHost): Plugged {
  const all = plugins.map((plugin) => plugin(host))
  const ears = all.flatMap(({ heard }) => (heard === undefined ? [] : [heard]))
  const [first, ...others] = ears
  const every: Heard = (...one) => ears.forEach((heard) => heard(...one))
  return {
    pages: Object.assign({}, ...all.map(({ pages }) => pages).toReversed()) as Pages,
    ...(first === undefined ? {} : { heard: others.length === 0 ? first : every }),
    stop: async () => void (await Promise.all(all.map((one) => one.stop?.()))),
  }
}
