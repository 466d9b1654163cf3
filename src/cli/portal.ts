/** The portal of an API, as the user wants it. */
import { Option } from 'commander'
import { latestEach } from '../model/remember.ts'
import { portal, wantsPortal, type PortalOptions } from '../portal/index.ts'
import type { Behaviour, Plugin } from '../serve/index.ts'
import type { Loaded } from './load.ts'

/** `--no-portal` */
export function noPortal(): Option {
  return new Option('--no-portal', 'let nobody sign up for a key at /developers')
}

/** Whether the API gets a portal: it asks for keys, and the user has nothing against it. */
export function hasPortal({ reading }: Loaded, { portal: wanted }: { readonly portal: boolean }): boolean {
  return wanted && wantsPortal(reading.contract)
}

/** What stands beside the API. Its mail is from whom the API's own is from. */
export function portalOf({ behaviour }: Loaded, options: Pick<PortalOptions, 'address' | 'mailPage'>): Plugin {
  return portals(behaviour, [options.address, options.mailPage], () =>
    portal({ ...options, ...(behaviour.mail === undefined ? {} : behaviour.mail) }),
  )
}

/** An edit of the page makes no other portal. */
const portals = latestEach<Behaviour, Plugin>()
