/** Addresses that customers name: they are not to lead into the network of whoever runs the service. */
import { lookup } from 'node:dns/promises'
import { BlockList, isIPv6 } from 'node:net'
import { fail } from 'kittn'

const INSIDE = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['224.0.0.0', 3],
] as const)
  INSIDE.addSubnet(net, prefix)
for (const [net, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  INSIDE.addSubnet(net, prefix, 'ipv6')

/** Addresses that no connection may lead to, whatever a name stands for by then and wherever a server sends it on. */
export function forbidden(): BlockList {
  return process.env['ELEMENTS_INSIDE'] === 'yes' ? new BlockList() : INSIDE
}

/**
 * The address, if it is one of the web and leads outside. `ELEMENTS_INSIDE=yes` lets in addresses of the own network. Fails
 * with 400.
 */
export async function outside(url: string): Promise<string> {
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '' }
  if (!/^https?:$/.test(protocol) || hostname === '') fail(400, `${JSON.stringify(url)} is no address of a server.`)
  if (process.env['ELEMENTS_INSIDE'] === 'yes') return url
  const found = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true }).catch(() => [])
  if (found.length === 0) fail(400, `There is no server ${hostname}.`)
  for (const { address } of found)
    if (INSIDE.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')) fail(400, `${hostname} is no server of the outside.`)
  return url
}
