/** WebSocket channels of a page, over real sockets. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { secretHash } from '../../src/auth/index.ts'
import { memoryCluster } from '../../src/cluster/index.ts'
import type { Channel } from '../../src/model/contract.ts'
import { read } from '../../src/read/index.ts'
import { defineApi, fail } from '../../src/serve/index.ts'
import { contract, operation, SPAN } from '../model/contracts.ts'
import { eventually } from '../command-line.ts'
import { ERRORS, SECURITY } from '../serve/kittens.ts'
import { KEY, serve, type Served } from '../serve/served.ts'
import { connect, refusal } from './channel.ts'

const fence = (text: string) => `\`\`\`json\n${text}\n\`\`\`\n\n`
const PAGE = `# WebSocket

\`wss://zoo.example/{zoo}/live?depth=5\`

### Parameters

Parameter | Type | Description
--------- | ---- | -----------
depth | integer | How deep.

## Watch

> The client sends:

${fence('{"op": "watch", "cage": "north", "count": 3}')}

Field | Type | Required
----- | ---- | --------
cage | string | yes

> The server answers:

${fence('{"op": "watching", "cage": "north", "seen": 7}')}

## Tell

> The client sends:

${fence('{"op": "tell", "text": "hello"}')}

> The server pushes:

${fence('{"op": "told", "text": "hello"}')}

## Errors

> The server answers:

${fence('{"op": "error", "code": 400, "message": "There is no such cage."}')}
`
const CHANNELS: readonly Channel[] = read('a.md', { read: () => PAGE }).contract.channels
const ZOO = contract([operation('GET /animals', { answer: [] })], {
  channels: CHANNELS,
  errors: ERRORS,
  security: [[SECURITY]],
})

describe('a channel of a page', () => {
  let served: Served
  before(async () => void (served = await serve(ZOO)))
  after(() => served.close())
  const at = (path = '/north/live') => served.address + path

  it('answers each message with the one that the page shows behind it, with what was sent', async () => {
    const client = await connect(at())
    assert.equal(client.headers['kittn-answer'], 'example')
    assert.deepEqual(await client.ask({ op: 'watch', cage: 'south' }), { op: 'watching', cage: 'south', seen: 7 })
    assert.deepEqual(await client.ask({ op: 'tell', text: 'x', echo: 'm1' }), { echo: 'm1', op: 'told', text: 'x' })
    client.ws.close()
    assert.match(
      await eventually(() => /"status":101,.*/.exec(served.log())?.[0]),
      /"by":"example","channel":"\/\{zoo\}\/live"/,
    )
  })

  it("tells what is wrong with a message in the page's own shape, and goes on", async () => {
    const client = await connect(at())
    const wrong = async (message: unknown) => ((await client.ask(message)) as { message: string }).message
    assert.match(await wrong({ op: 'watch' }), /cage is missing/)
    assert.match(await wrong({ op: 'watch', cage: 7 }), /cage must be/)
    assert.match(await wrong({ op: 'bite' }), /There is no message with op "bite"/)
    assert.match(await wrong({}), /op is missing/)
    assert.match(await wrong('{"op":'), /^The message/)
    assert.deepEqual(Object.keys((await client.ask('nonsense')) as object), ['op', 'code', 'message'])
    assert.deepEqual(await client.ask({ op: 'watch', cage: 'x' }), { op: 'watching', cage: 'x', seen: 7 })
    client.ws.close()
  })

  it('lets in who shows a credential, in a header or in the query', async () => {
    assert.equal(await refusal(at(), { authorization: 'wrong' }), 401)
    assert.equal(await refusal(at()), 401)
    assert.equal(await refusal(at('/north/live?token=meow')), 101)
    assert.equal(await refusal(at('/north/live?depth=x'), { authorization: 'meow' }), 400)
    assert.equal(await refusal(at('/nowhere'), { authorization: 'meow' }), 404)
  })

  it('shows no cookies to pages of other sites', async () => {
    const own = { authorization: 'meow', cookie: 'a=b' }
    assert.equal(await refusal(at(), { ...own, origin: 'https://evil.example' }), 403)
    assert.equal(await refusal(at(), { ...own, origin: served.address }), 101)
    assert.equal(await refusal(at(), { authorization: 'meow', origin: 'https://other.example' }), 101)
  })

  it('says that it is a WebSocket to whoever comes without', async () => {
    const answer = await served.ask('GET /north/live')
    assert.deepEqual([answer.status, answer.headers.get('upgrade')], [426, 'websocket'])
  })

  it('opens so many a minute for one address, and counts them by the limits of the page', async () => {
    const cluster = memoryCluster()
    const full = {
      ...cluster,
      take: (key: string) => ({ allowed: !key.includes('handshakes'), remaining: 0, reset: 9 }),
    }
    const rates = [
      { count: 1, seconds: 60, per: 'caller', plan: undefined, operations: undefined, span: SPAN } as const,
    ]
    const limited = { ...ZOO, limits: { rates, headers: undefined } }
    for (const [zoo, options, right] of [
      [ZOO, { cluster: full, trustProxy: true }, [429, 429]],
      [limited, { cluster }, [101, 429]],
    ] as const) {
      const one = await serve(zoo, { options })
      const shown = { ...KEY, 'x-forwarded-for': '192.0.2.1' }
      const statuses = [
        await refusal(`${one.address}/north/live`, shown),
        await refusal(`${one.address}/north/live`, shown),
      ]
      await one.close()
      assert.deepEqual(statuses, right)
    }
  })

  it('ends connections that send too much at once, too often, or bytes', async () => {
    const large = await connect(at())
    large.send('x'.repeat(65 * 1024))
    assert.equal(await large.ended, 1009)
    const binary = await connect(at())
    binary.ws.send(Buffer.from('{}'))
    assert.equal(await binary.ended, 1003)
    const often = await connect(at())
    for (let n = 0; n < 250; n++) often.send('{}')
    assert.equal(await often.ended, 1008)
  })
})

const closed: string[] = []
const API = defineApi({
  channels: {
    '/{zoo}/live': {
      open({ connection, path, query, caller }) {
        if (path['zoo'] === 'closed') fail(403, 'The zoo is closed.')
        connection.subscribe(path['zoo'] ?? '')
        connection.send({ welcome: caller.id, depth: query['depth'] ?? null })
      },
      close: ({ path }) => void closed.push(path['zoo'] ?? ''),
      reads: ['Watch'],
      messages: {
        Watch: ({ message, caller }) => ({ ...(message as object), op: 'watching', by: caller.id }),
        Tell: ({ message, publish, path }) => {
          const { text } = message as { text: string }
          if (text === 'bug') throw new Error('a secret of the stack')
          publish(path['zoo'] ?? '', { op: 'told', text })
        },
      },
    },
  },
})

describe('handlers of a channel', () => {
  const cluster = memoryCluster()
  let [one, two]: Served[] = []
  before(async () => {
    one = await serve(ZOO, { behaviour: API, options: { cluster } })
    two = await serve(ZOO, { behaviour: API, options: { cluster } })
  })
  after(async () => {
    await Promise.all([one?.close(), two?.close()])
  })
  const at = (served: Served | undefined, path: string) => `${served?.address}${path}`

  it('get checked messages, answer them and know who sent them', async () => {
    const client = await connect(at(one, '/north/live?depth=3'), { authorization: 'purr' })
    assert.deepEqual(await client.next(), { welcome: 'demo-admin', depth: 3 })
    assert.deepEqual(await client.ask({ op: 'watch', cage: 'x' }), { op: 'watching', cage: 'x', by: 'demo-admin' })
    assert.deepEqual(await client.ask({ op: 'tell', text: 'bug' }), {
      op: 'error',
      code: 500,
      message: 'Something broke on our side.',
    })
    assert.match(one!.log(), /a secret of the stack/)
    client.ws.close()
    await eventually(() => closed.includes('north') || undefined)
  })

  it('publish to whoever has subscribed, in every process', async () => {
    const [a, b, other] = await Promise.all([
      connect(at(one, '/south/live')),
      connect(at(two, '/south/live')),
      connect(at(two, '/west/live')),
    ])
    for (const client of [a, b, other]) await client.next()
    a.send({ op: 'tell', text: 'ünï'.repeat(12_000) })
    for (const client of [a, b]) assert.deepEqual(await client.next(), { op: 'told', text: 'ünï'.repeat(12_000) })
    assert.deepEqual(await other.ask({ op: 'watch', cage: 'x' }), { op: 'watching', cage: 'x', by: 'demo' })
    for (const client of [a, b, other]) client.ws.terminate()
  })

  it('hear of keys that may only read what changes nothing', async () => {
    const terms = { readOnly: true }
    await one?.store.credentials.create({ name: 'r', admin: false, hashes: [secretHash('reader')], tail: '', terms })
    const client = await connect(at(one, '/east/live'), { authorization: 'reader' })
    await client.next()
    assert.equal(((await client.ask({ op: 'watch', cage: 'x' })) as { op: string }).op, 'watching')
    const refused = { op: 'error', code: 403, message: 'This key may only read.' }
    assert.deepEqual(await client.ask({ op: 'tell', text: 'hello' }), refused)
    client.ws.terminate()
  })

  it('refuse a connection', async () => {
    const client = await connect(at(one, '/closed/live'))
    assert.deepEqual(await client.next(), { op: 'error', code: 403, message: 'The zoo is closed.' })
    assert.equal(await client.ended, 1008)
  })

  it('end with 1001 when the server stops', async () => {
    const third = await serve(ZOO, { behaviour: API })
    const client = await connect(at(third, '/north/live'))
    await client.next()
    await third.close()
    assert.equal(await client.ended, 1001)
  })

  it('cut off a reader that is too slow, and let nobody else wait', async () => {
    const [slow, quick] = await Promise.all([connect(at(one, '/flood/live')), connect(at(one, '/flood/live'))])
    await Promise.all([slow.next(), quick.next()])
    slow.ws.pause()
    const text = 'x'.repeat(60_000)
    for (let n = 0; n < 200; n++) {
      quick.send({ op: 'tell', text })
      assert.deepEqual(await quick.next(), { op: 'told', text })
      if (n % 90 === 89) await new Promise((later) => setTimeout(later, 1000))
    }
    slow.ws.resume()
    assert.ok([1006, 1013].includes(await slow.ended))
    quick.ws.close()
  })
})

describe('clients that say who they are by a message', () => {
  const page =
    PAGE +
    `## Log on\n\n> The client sends:\n\n${fence('{"op": "auth", "key": "abc"}')}> The server answers:\n\n${fence('{"op": "auth", "message": "welcome"}')}`
  const { channels } = read('a.md', { read: () => page }).contract
  it('are heard after that', async () => {
    const served = await serve({ ...ZOO, channels })
    const client = await connect(`${served.address}/north/live`, {})
    const codeOf = async (message: object) => ((await client.ask(message)) as { code?: number }).code
    assert.equal(await codeOf({ op: 'watch', cage: 'x' }), 401)
    assert.equal(await codeOf({ op: 'auth', key: 'wrong' }), 401)
    assert.deepEqual(await client.ask({ op: 'auth', key: 'meow' }), { op: 'auth', message: 'welcome' })
    assert.equal(await codeOf({ op: 'watch', cage: 'x' }), undefined)
    client.ws.close()
    await served.close()
  })

  it('may be known to the API alone', async () => {
    const behaviour = defineApi({
      channels: {
        '/{zoo}/live': {
          secured: false,
          messages: {
            Watch: ({ caller, connection }) => {
              if (caller.id === 'anonymous') connection.identify({ id: 'ada', name: 'Ada' })
              return { now: connection.caller.id }
            },
          },
        },
      },
    })
    const served = await serve(ZOO, { behaviour })
    const client = await connect(`${served.address}/north/live`, {})
    assert.deepEqual(await client.ask({ op: 'watch', cage: 'x' }), { now: 'ada' })
    client.ws.close()
    await served.close()
  })

  it('are known where anybody may connect, too', async () => {
    const whoami = ({ caller }: { caller: { id: string } }) => ({ now: caller.id })
    const logOn =
      channels[0]?.messages.find(({ from, section }) => from === 'client' && section === 'log-on')?.name ?? ''
    const behaviour = defineApi({
      channels: { '/{zoo}/live': { secured: false, messages: { Watch: whoami, [logOn]: whoami } } },
    })
    const served = await serve({ ...ZOO, channels }, { behaviour })
    const client = await connect(`${served.address}/north/live`, {})
    assert.deepEqual(await client.ask({ op: 'watch', cage: 'x', key: 'meow' }), { now: 'anonymous' })
    assert.deepEqual(await client.ask({ op: 'auth', key: 'wrong' }), { now: 'anonymous' })
    assert.deepEqual(await client.ask({ op: 'auth', key: 'meow' }), { now: 'demo' })
    assert.deepEqual(await client.ask({ op: 'watch', cage: 'x' }), { now: 'demo' })
    client.ws.close()
    await served.close()
  })
})
