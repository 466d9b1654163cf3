/** The type of one channel: what its handlers are given, and the messages of its clients by name. */
import type { Channel, Operation } from '../../model/contract.ts'
import type { Requirement } from '../../model/security.ts'
import { operationParts } from './operation.ts'
import { block, member, quoted } from './text.ts'
import { typeOf } from './type.ts'
import type { Names } from './type.ts'

export function channelType(channel: Channel, names: Names, security: readonly Requirement[]): string {
  const { address = '', parameters, messages, span } = channel
  const asked: Pick<Operation, 'path' | 'parameters' | 'span'> = { path: address, parameters, span }
  const { path, query, headers } = operationParts(asked, names, security)
  const sent = messages.filter(({ from }) => from === 'client')
  const byName = sent.map(({ name, shape, description }) => member(quoted(name), typeOf(shape, names), description))
  const parts = { path, query, headers, messages: block(byName) }
  return block(Object.entries(parts).map(([name, type]) => member(name, type)))
}
