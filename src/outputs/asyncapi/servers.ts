/** The servers object: host and protocol apart, as AsyncAPI has them. */
import type { Doc } from '../doc.ts'
import type { NamedChannel } from './names.ts'

/** Every server of the channels, by its key. */
export function serversOf(channels: readonly NamedChannel[]): Doc {
  const all = new Map(channels.flatMap(({ servers }) => [...servers]))
  return Object.fromEntries([...all].map(([url, key]) => [key, server(url)]))
}

function server(url: string): Doc {
  const [protocol = 'wss', host = ''] = url.split('://')
  return { host, protocol }
}
