/** The operations object: the server receives what clients send, and sends the rest. */
import { freeName } from '../../model/names.ts'
import type { Doc } from '../doc.ts'
import type { NamedChannel, NamedMessage } from './names.ts'

/** One operation for each message, named after it. */
export function operationsOf(channels: readonly NamedChannel[]): Doc {
  const taken = new Set<string>()
  return Object.fromEntries(
    channels.flatMap((channel) => channel.messages.map((one) => [nameOf(one, taken), operation(channel, one)])),
  )
}

function nameOf({ id, message }: NamedMessage, taken: Set<string>): string {
  const whole = `${actionOf(message.from)}${id.charAt(0).toUpperCase()}${id.slice(1)}`
  const name = freeName([whole], (one) => taken.has(one.toLowerCase()))
  taken.add(name.toLowerCase())
  return name
}

function actionOf(from: 'client' | 'server'): 'receive' | 'send' {
  return from === 'client' ? 'receive' : 'send'
}

function operation(channel: NamedChannel, { id, message }: NamedMessage): Doc {
  return {
    action: actionOf(message.from),
    title: message.name,
    channel: { $ref: `#/channels/${channel.id}` },
    messages: [{ $ref: `#/channels/${channel.id}/messages/${id}` }],
  }
}
