/** Whom an address stands for when addresses are counted. */

/** An address of version 4 is one subscriber; of version 6 each subscriber has a whole network, `/64`. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? []
  return mapped ?? `${groupsOf(address).slice(0, 4).join(':')}::/64`
}

/** This machine itself: whoever runs the server, or a proxy beside it that stands for everybody. */
export function isLoopback(address: string): boolean {
  return /^(?:(?:::ffff:)?127\.|::1$)/i.test(address)
}

/** The eight groups, those that `::` leaves out among them. */
function groupsOf(address: string): readonly string[] {
  const [head = '', tail] = address.toLowerCase().replace(/%.*$/, '').split('::')
  const [first, last] = [head, tail ?? ''].map((side) => side.split(':').filter((group) => group !== ''))
  const [before, after] = [first ?? [], last ?? []]
  const left = tail === undefined ? 0 : 8 - before.length - after.length
  return [...before, ...Array.from({ length: Math.max(0, left) }, () => '0'), ...after].map((group) =>
    group.replace(/^0+(?=.)/, ''),
  )
}
