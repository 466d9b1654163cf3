/** The channels object, with the messages of each. */
import type { Message, Parameter } from '../../model/contract.ts'
import { schemaOf } from '../json-schema.ts'
import { filled, list, tidy } from '../doc.ts'
import type { Doc } from '../doc.ts'
import type { NamedChannel } from './names.ts'

/** Every channel by its key. An address that the page does not tell is null, which means unknown. */
export function channelsOf(channels: readonly NamedChannel[]): Doc {
  return Object.fromEntries(channels.map((one) => [one.id, channelDoc(one)]))
}

function channelDoc({ channel, messages, servers }: NamedChannel): Doc {
  const { address, title, description, parameters } = channel
  const inPath = parameters.filter((one) => one.in === 'path')
  return tidy({
    address: address ?? null,
    title,
    description,
    servers: list([...servers.values()].map((key) => ({ $ref: `#/servers/${key}` }))),
    parameters: filled(Object.fromEntries(inPath.map((one) => [one.name, parameterDoc(one)]))),
    messages: filled(Object.fromEntries(messages.map(({ id, message }) => [id, messageDoc(message)]))),
    bindings: binding(parameters),
  })
}

/** Parameters of an address are strings; more than their values cannot be said of them. */
function parameterDoc({ description, shape }: Parameter): Doc {
  return tidy({ description, enum: shape.kind === 'string' ? shape.values : undefined })
}

function messageDoc({ name, description, shape, example }: Message): Doc {
  return tidy({
    name,
    title: name,
    description,
    contentType: 'application/json',
    payload: schemaOf(shape, () => undefined),
    examples: example === undefined ? undefined : [{ payload: example }],
  })
}

/** What the handshake takes, which is HTTP. */
function binding(parameters: readonly Parameter[]): Doc | undefined {
  const query = schema(parameters.filter((one) => one.in === 'query'))
  const headers = schema(parameters.filter((one) => one.in === 'header'))
  if (query === undefined && headers === undefined) return undefined
  return { ws: tidy({ method: 'GET', query, headers, bindingVersion: '0.1.0' }) }
}

function schema(parameters: readonly Parameter[]): Doc | undefined {
  if (parameters.length === 0) return undefined
  const fields = parameters.map(({ name, shape, required, description }) => ({
    name,
    shape,
    required,
    ...(description === undefined ? {} : { description }),
  }))
  return schemaOf({ kind: 'object', fields, open: true }, () => undefined)
}
