/** Keys of the document: ASCII, unique, made of the page's own words. */
import type { Channel, Message } from '../../model/contract.ts'
import { freeName, words } from '../../model/names.ts'
import { camel } from '../casing.ts'

export type NamedMessage = { readonly id: string; readonly message: Message }
export type NamedChannel = {
  readonly id: string
  readonly channel: Channel
  readonly messages: readonly NamedMessage[]
  /** Keys of the servers that have the channel, by their URL. */
  readonly servers: ReadonlyMap<string, string>
}

/** The channels with their keys. Servers are shared by URL. */
export function namesOf(channels: readonly Channel[]): NamedChannel[] {
  const taken = new Set<string>()
  const hosts = new Map<string, string>()
  return channels.map((channel) => {
    const id = unique([camel(words(channel.title)), camel(words(channel.address ?? ''))], 'channel', taken)
    return { id, channel, messages: messageNames(channel), servers: serverNames(channel, hosts) }
  })
}

function messageNames({ messages }: Channel): NamedMessage[] {
  const taken = new Set<string>()
  return messages.map((message) => ({ id: unique([camel(words(message.name))], 'message', taken), message }))
}

function serverNames({ servers }: Channel, hosts: Map<string, string>): ReadonlyMap<string, string> {
  for (const url of servers) if (!hosts.has(url)) hosts.set(url, hosts.size === 0 ? 'main' : `server${hosts.size + 1}`)
  return new Map(servers.map((url) => [url, hosts.get(url) ?? 'main']))
}

/** The first wanted name that is free and not empty; casing alone makes no difference. */
function unique(wanted: readonly string[], otherwise: string, taken: Set<string>): string {
  const good = wanted.filter((name) => name !== '')
  const id = freeName(good.length > 0 ? good : [otherwise], (name) => taken.has(name.toLowerCase()))
  taken.add(id.toLowerCase())
  return id
}
