/** What an API is served from. */
import type { Cluster, Rate } from '../cluster/index.ts'
import type { Contract } from '../model/contract.ts'
import type { Delivery } from '../outbox/index.ts'
import type { FileStore, Store } from '../store/index.ts'
import type { DemoKey } from './identity.ts'
import type { AnyBehaviour } from './behaviour.ts'
import type { Plugin } from './plugin.ts'
import type { Logger } from './services.ts'
import type { Site } from './site.ts'
import type { Trouble } from './trouble.ts'
import type { Vitals } from './vitals.ts'

/** An API with everything that it is served from. */
export type ServedApi = {
  readonly name: string
  /** `''` for the root, else with a slash before and none behind: `/kittn`. */
  readonly prefix: string
  readonly contract: Contract
  readonly behaviour: AnyBehaviour
  readonly store: Store
  /** Where files are kept that callers send; without it, none can be. */
  readonly fileStore?: FileStore | undefined
  /** How long a handler may take, in milliseconds; 30 seconds by default. */
  readonly timeout?: number
  readonly files: Site
  readonly demo: readonly DemoKey[]
  /** Trouble that is made on purpose. With it, callers may ask for some, too. */
  readonly trouble?: Trouble
  /** How mail and webhooks go out; by default no mail, and webhooks to public addresses only. */
  readonly delivery?: Delivery
  /** Limits that the operator sets for each caller, besides those of the page. */
  readonly limits?: readonly Rate[]
  /** What stands beside it. */
  readonly plugins?: readonly Plugin[]
}

/** What it shares with the others of its server. */
export type MountOptions = { readonly logger: Logger; readonly vitals: Vitals; readonly cluster: Cluster }
