/** AsyncAPI documents: what stands where, and that they are valid whatever a page holds. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Channel, Contract, Message, Parameter } from '../../src/model/contract.ts'
import type { Json, Shape } from '../../src/model/shape.ts'
import { asyncapi, document } from '../../src/outputs/asyncapi/index.ts'
import { SPAN, contract, parameter, shapeOf } from '../model/contracts.ts'
import { faults } from './asyncapi-schema.ts'
import { readingOf } from './reading.ts'

function message(name: string, from: Message['from'], example: Json): Message {
  return { name, from, section: 'live', description: undefined, shape: shapeOf(example), example, span: SPAN }
}

function channel(messages: readonly Message[], more: Partial<Channel> = {}): Channel {
  const about = { title: 'Live', section: 'live', description: 'What goes on.', parameters: [], span: SPAN }
  return { address: '/live', servers: ['wss://zoo.example:9999'], ...about, messages, ...more }
}

const docOf = (made: Contract) => JSON.parse(JSON.stringify(document(readingOf(made)))) as unknown
const ZOO = contract([], {
  channels: [
    channel(
      [message('Subscribe', 'client', { type: 'subscribe' }), message('Born', 'server', { type: 'born', id: 7 })],
      {
        address: '/live/{cage}',
        parameters: [
          parameter('path', 'cage', { description: 'Which one.' }),
          parameter('query', 'token', { required: true }),
        ],
      },
    ),
  ],
})

describe('asyncapi.json', () => {
  it('tells servers, channels, messages, and that the server receives what clients send', () => {
    assert.deepEqual(docOf(ZOO), {
      asyncapi: '3.0.0',
      info: { title: 'Kittn API', version: '1.0.0' },
      defaultContentType: 'application/json',
      servers: { main: { host: 'zoo.example:9999', protocol: 'wss' } },
      channels: {
        live: {
          address: '/live/{cage}',
          title: 'Live',
          description: 'What goes on.',
          servers: [{ $ref: '#/servers/main' }],
          parameters: { cage: { description: 'Which one.' } },
          messages: {
            subscribe: {
              name: 'Subscribe',
              title: 'Subscribe',
              contentType: 'application/json',
              payload: {
                type: 'object',
                properties: { type: { type: 'string' } },
                required: ['type'],
                additionalProperties: false,
              },
              examples: [{ payload: { type: 'subscribe' } }],
            },
            born: {
              name: 'Born',
              title: 'Born',
              contentType: 'application/json',
              payload: {
                type: 'object',
                properties: { type: { type: 'string' }, id: { type: 'integer' } },
                required: ['type', 'id'],
                additionalProperties: false,
              },
              examples: [{ payload: { type: 'born', id: 7 } }],
            },
          },
          bindings: {
            ws: {
              method: 'GET',
              query: { type: 'object', properties: { token: { type: 'string' } }, required: ['token'] },
              bindingVersion: '0.1.0',
            },
          },
        },
      },
      operations: {
        receiveSubscribe: {
          action: 'receive',
          title: 'Subscribe',
          channel: { $ref: '#/channels/live' },
          messages: [{ $ref: '#/channels/live/messages/subscribe' }],
        },
        sendBorn: {
          action: 'send',
          title: 'Born',
          channel: { $ref: '#/channels/live' },
          messages: [{ $ref: '#/channels/live/messages/born' }],
        },
      },
    })
    assert.deepEqual(faults(docOf(ZOO)), [])
  })

  it('is not there where the page has no channel', () => {
    assert.deepEqual(asyncapi.run(readingOf(contract([])), { dev: false }), [])
    assert.deepEqual(
      asyncapi.run(readingOf(ZOO), { dev: false }).map(({ path }) => path),
      ['asyncapi.json'],
    )
  })

  it('says of an unknown address that it is unknown', () => {
    const doc = docOf(contract([], { channels: [channel([], { address: undefined, servers: [] })] }))
    assert.deepEqual(doc, {
      asyncapi: '3.0.0',
      info: { title: 'Kittn API', version: '1.0.0' },
      defaultContentType: 'application/json',
      channels: { live: { address: null, title: 'Live', description: 'What goes on.' } },
    })
    assert.deepEqual(faults(doc), [])
  })

  it('gives every channel, message and operation a key of its own', () => {
    const twice = [message('出生', 'server', 1), message('出生 2', 'server', 2), message('Ping', 'client', [3])]
    const made = contract([], { channels: [channel(twice), channel(twice, { address: '/other' })] })
    const doc = document(readingOf(made))
    assert.deepEqual(Object.keys(doc['channels'] ?? {}), ['live', 'other'])
    const keys = ['sendMessage', 'send2', 'receivePing', 'sendMessage2', 'send22', 'receivePing2']
    assert.deepEqual(Object.keys(doc['operations'] ?? {}), keys)
    assert.deepEqual(faults(docOf(made)), [])
  })

  it('is valid whatever the page holds', () => {
    fc.assert(
      fc.property(fc.array(anyChannel, { maxLength: 4 }), (channels) => {
        assert.deepEqual(faults(docOf(contract([], { channels }))), [])
      }),
      { numRuns: 60 },
    )
  })
})

describe('the schema that checks it', () => {
  it('sees what is wrong', () => {
    const { info: _, ...rest } = document(readingOf(ZOO))
    assert.match(faults(rest).join('\n'), /must have required property 'info'/)
    const strange = { ...document(readingOf(ZOO)), operations: { a: { action: 'shout', channel: { $ref: '#/x' } } } }
    assert.match(faults(strange).join('\n'), /\/operations\/a/)
    assert.match(faults(strange).join('\n'), /x leads nowhere/)
  })
})

const leaf: fc.Arbitrary<Shape> = fc.constantFrom<Shape>(
  { kind: 'any' },
  { kind: 'null' },
  { kind: 'integer', minimum: 1 },
  { kind: 'string', format: 'uuid', values: ['a'] },
  { kind: 'union', options: [{ kind: 'null' }, { kind: 'string' }] },
  { kind: 'array', items: { kind: 'boolean' } },
)
const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constantFrom('$ref', '__proto__', 'constructor'))
const shape: fc.Arbitrary<Shape> = fc.oneof(
  leaf,
  fc.array(fc.tuple(text, leaf), { maxLength: 3 }).map((fields): Shape => ({
    kind: 'object',
    open: true,
    fields: fields.map(([name, inner]) => ({ name, shape: inner, required: true })),
  })),
)
const anyMessage: fc.Arbitrary<Message> = fc.record({
  name: text,
  from: fc.constantFrom('client' as const, 'server' as const),
  section: fc.constant('x'),
  description: fc.option(text, { nil: undefined }),
  shape,
  example: fc.constantFrom<Json | undefined>(undefined, { a: 1 }, [1], 'x', null),
  span: fc.constant(SPAN),
})
const anyParameter: fc.Arbitrary<Parameter> = fc
  .tuple(fc.constantFrom('path' as const, 'query' as const, 'header' as const), fc.stringMatching(/^\w{1,8}$/), leaf)
  .map(([place, name, inner]) => ({ in: place, name, shape: inner, required: true, span: SPAN }))
const anyChannel: fc.Arbitrary<Channel> = fc.record({
  address: fc.constantFrom(undefined, '/', '/a/{b}', '/日本'),
  servers: fc.subarray(['wss://a.example', 'ws://localhost:80']),
  title: text,
  section: fc.constant('x'),
  description: fc.option(text, { nil: undefined }),
  parameters: fc.array(anyParameter, { maxLength: 3 }),
  messages: fc.array(anyMessage, { maxLength: 4 }),
  span: fc.constant(SPAN),
})
