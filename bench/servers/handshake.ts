/** What opens the WebSocket of the benchmarks. */

/** The request as it goes over the wire, with the key if one is given. */
export function handshake(port: number, key?: string): string {
  return [
    'GET /live HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    ...(key === undefined ? [] : [`Authorization: ${key}`]),
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    '\r\n',
  ].join('\r\n')
}

/** Calls `open` with the numbers below `count`, in small groups one after the other, so that the queue of the listener never runs over. */
export async function inGroups(count: number, open: (number: number) => Promise<void>): Promise<void> {
  for (let at = 0; at < count; at += 50)
    await Promise.all(Array.from({ length: Math.min(50, count - at) }, (_, n) => open(at + n)))
}
