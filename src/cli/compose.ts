/** Puts together what is served: the API and its site. */
import { onceEach } from '../model/remember.ts'
import type { OutputFile } from '../outputs/output.ts'
import type { Delivery } from '../outbox/index.ts'
import { siteOf as servedSite, type Plugin, type ServedApi, type Trouble } from '../serve/index.ts'
import type { Store } from '../store/index.ts'
import type { Loaded } from './load.ts'
import { showsMail, withMailPage } from './mail-page.ts'
import { siteOf, type SiteOptions } from './published.ts'

export type ServeOptions = Pick<ServedApi, 'demo' | 'limits' | 'fileStore' | 'timeout'> & {
  readonly dev: boolean
  readonly origin?: string
  readonly delivery: Delivery
  readonly trouble?: Trouble
  /** What stands beside the API where it has a portal. */
  readonly portal?: Plugin | undefined
}

/** Where several APIs are served, an edit of one puts all together again; the sites of the others are made already. */
const made = onceEach<Loaded, Map<string, MadeSite>>(() => new Map())
type MadeSite = { readonly site: ServedApi['files']; readonly files: readonly OutputFile[] }

function filesOf(loaded: Loaded, options: SiteOptions): ServedApi['files'] {
  const known = made(loaded)
  const key = JSON.stringify(options)
  const { site, files } = known.get(key) ?? madeSite(siteOf(loaded, options))
  known.set(key, { site, files })
  return site
}

const madeSite = (files: readonly OutputFile[]): MadeSite => ({ site: servedSite(files), files })

/** The page at a path of the site as it was composed last. */
export function pageOf(loaded: Loaded, path: string): OutputFile | undefined {
  const [latest] = [...made(loaded).values()].toReversed()
  return latest?.files.find((file) => file.path === path)
}

/** What the server takes. `origin` is where it listens, or where the world sees it. */
export function serveable(loaded: Loaded, store: Store, options: ServeOptions): ServedApi {
  const { dev, origin, delivery, portal, ...given } = options
  const hasPortal = portal !== undefined
  const { name, prefix } = loaded.project
  const address = origin === undefined ? {} : { address: origin + prefix }
  const files = filesOf(loaded, { dev, served: true, portal: hasPortal, ...address })
  const behaviour =
    dev && showsMail(loaded, delivery.smtp, hasPortal) ? withMailPage(loaded.behaviour, store) : loaded.behaviour
  return {
    name,
    prefix,
    contract: loaded.reading.contract,
    behaviour,
    store,
    files,
    delivery,
    ...given,
    plugins: hasPortal ? [portal] : [],
  }
}
