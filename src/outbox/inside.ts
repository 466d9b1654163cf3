/** Addresses that a stranger must not make the server call: those inside the operator's network. */
import { lookup, type LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

const INSIDE = new BlockList()
for (const range of [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
])
  add(range, 'ipv4')
// Those that carry an address of version 4 are not reached over version 6 by anybody who means well; `::ffff:` counts as 4.
for (const range of [
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
])
  add(range, 'ipv6')

function add(range: string, family: 'ipv4' | 'ipv6'): void {
  const [network = '', bits] = range.split('/')
  INSIDE.addSubnet(network, Number(bits), family)
}

/** Whether an IP address belongs to no public host. */
export function isInside(address: string): boolean {
  return INSIDE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

export class InsideError extends Error {
  constructor() {
    super("the address is inside the operator's network")
  }
}

/**
 * Finds the addresses of a host and lets the connection be made to them alone, so that a name that means another
 * address a moment later gains nothing. One address inside refuses them all.
 */
export const publicLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error !== null) return done(error, '')
    if (found.length === 0 || found.some(({ address }) => isInside(address))) return done(new InsideError(), '')
    answer(found, options.all === true, done)
  })
}

function answer(found: readonly LookupAddress[], all: boolean, done: Parameters<LookupFunction>[2]): void {
  const [first] = found
  if (all) done(null, [...found])
  else done(null, first?.address ?? '', first?.family)
}

/** A host that is an address already is never looked up. */
export function isInsideHost(host: string): boolean {
  const bare = host.replaceAll(/^\[|\]$/g, '')
  return isIP(bare) !== 0 && isInside(bare)
}
