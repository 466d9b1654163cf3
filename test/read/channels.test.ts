/** WebSocket channels: which addresses are channels, what is a message of which, who sends it. docs/convention.md has the rest. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Channel } from '../../src/model/contract.ts'
import { read } from '../../src/read/index.ts'
import { corpus, noCorpus, readingOf } from '../corpus.ts'

const contractOf = (page: string) => read('a.md', { read: () => page }).contract
const channels = (page: string) => contractOf(page).channels
const fence = (text: string, language = 'json') => `\`\`\`${language}\n${text}\n\`\`\`\n\n`
const shown = (all: readonly Channel[]) =>
  all.flatMap(({ messages }) => messages.map(({ name, from }) => `${from} ${name}`))

describe('addresses of channels', () => {
  const at = (text: string) => channels(`# Live\n\n${text}\n`).map(({ address, servers }) => [address, ...servers])

  it('stand after labels, in lists, tables, request lines, links and samples that connect', () => {
    const expected = [['/v1/ws', 'wss://zoo.example']]
    for (const text of [
      'wss://zoo.example/v1/ws',
      'The endpoint of the socket, which every animal in the zoo may use, is `wss://zoo.example/v1/ws`.',
      '- 地址: <wss://zoo.example/v1/ws>。',
      '`GET wss://zoo.example/v1/ws`',
      'Environment | URL\n--- | ---\nProduction | `wss://zoo.example/v1/ws`',
      fence('const socket = new WebSocket("wss://zoo.example/v1/ws")', 'javascript'),
      fence('wscat -c "wss://zoo.example/v1/ws?key=abc&amp;all=1"', 'shell'),
    ])
      assert.deepEqual(at(text), expected, text)
  })

  it('are none where prose mentions one or where JSON carries one', () => {
    for (const text of [
      'Our friends of the aquarium let their visitors watch the fish all day long (wss://fish.example/ws) and so might we',
      fence('{"socket": "wss://zoo.example/ws"}'),
    ])
      assert.deepEqual(at(text), [], text)
  })

  it('are one channel where only the servers differ', () => {
    const text = '- Production: `wss://zoo.example/ws`\n- Sandbox: `wss://test.zoo.example/ws`\n'
    assert.deepEqual(at(text), [['/ws', 'wss://zoo.example', 'wss://test.zoo.example']])
  })

  it('have placeholders, a query and headers, with what tables say of them', () => {
    const [channel] = channels(
      '# Socket\n\n`wss://zoo.example/<CAGE>/ws?token=x`\n\n### Headers\n\nHeader | Required | Description\n--- | --- | ---\nX-Keeper | yes | Who.\n',
    )
    assert.equal(channel?.address, '/{cage}/ws')
    assert.deepEqual(
      channel?.parameters.map((one) => [one.in, one.name, one.required, one.description]),
      [
        ['path', 'cage', true, undefined],
        ['query', 'token', false, undefined],
        ['header', 'X-Keeper', true, 'Who.'],
      ],
    )
  })

  it('are never operations', () => {
    const page = '# Socket\n\n`GET wss://zoo.example/ws`\n\n```shell\ncurl wss://zoo.example/ws\n```\n'
    assert.deepEqual(contractOf(page).operations, [])
  })
})

describe('messages of channels', () => {
  const of = (text: string) => shown(channels(`# WebSocket\n\n\`wss://zoo.example/ws\`\n\n## Visits\n\n${text}`))

  it('are sent by whom the caption, the comment or the message says', () => {
    const json = fence('{"a": 1}')
    assert.deepEqual(of(`> Send this:\n\n${json}`), ['client Visits'])
    assert.deepEqual(of(`> The above command returns JSON structured like this:\n\n${json}`), ['server Visits'])
    assert.deepEqual(of(`> Sends the following JSON structure:\n\n${json}`), ['server Visits'])
    assert.deepEqual(of(`> Expects the following JSON structure:\n\n${json}`), ['client Visits'])
    assert.deepEqual(of(fence('{"op": "subscribe"}') + fence('{"op": "subscribe", "success": true}')), [
      'client Visits: subscribe',
      'server Visits: subscribe 2',
    ])
    assert.deepEqual(of(fence('// 发送\n{"a": 1}\n// 返回\n{"a": 2}\n# pushed\n{"a": 3}')), [
      'client Visits',
      'server Visits 2',
      'server Visits 3',
    ])
  })

  it('may be what a program sends, in every tab the same, or what a terminal shows', () => {
    const text =
      fence(`ws.send('{"op": "subscribe", "args": ["births"]}')`, 'javascript') +
      fence('ws.send(json.dumps({"op": "subscribe", "args": ["births"]}))\nclient.post("{}")', 'python')
    assert.deepEqual(of(text), ['client Visits: subscribe'])
    const typed = fence('$ wscat -c wss://zoo.example/ws\n> {"op": "ping"}\n< {"op": "pong"}', 'shell')
    assert.deepEqual(of(typed), ['client Visits: ping', 'server Visits: pong'])
  })

  it('are kept where their JSON does not parse, and not split where they hold braces in strings', () => {
    const [channel] = channels(
      `# WebSocket\n\n\`wss://zoo.example/ws\`\n\n${fence('{"type": "a", "data": [order]}')}${fence('{"type": "b", "text": "}{"}\n{"type": "c"}')}`,
    )
    assert.deepEqual(
      channel?.messages.map(({ name, example, span }) => [name, example, span.line]),
      [
        ['WebSocket', undefined, 6],
        ['WebSocket: b', { type: 'b', text: '}{' }, 10],
        ['WebSocket: c', { type: 'c' }, 11],
      ],
    )
  })

  it('go on in chapters on channels and topics, and end where requests begin', () => {
    const page =
      `# WebSocket\n\n\`wss://zoo.example/ws\`\n\n# Public Channels\n\n## Births\n\n${fence('{"type": "born"}')}` +
      `# Cages\n\n## Open\n\n\`POST /cages\`\n\n${fence('{"id": 1}')}# Objects\n\n${fence('{"id": 2}')}`
    assert.deepEqual(shown(channels(page)), ['server Births: born'])
  })

  it('belong to the address that the heading names, where several are stated at once', () => {
    const page =
      `# WebSocket\n\n- \`wss://zoo.example/public\`\n- \`wss://zoo.example/private\`\n\n` +
      `## Public births\n\n${fence('{"type": "born"}')}## Private notes\n\n${fence('{"type": "noted"}')}`
    assert.deepEqual(
      channels(page).map((one) => [one.address, ...shown([one])]),
      [
        ['/public', 'server Public births: born'],
        ['/private', 'server Private notes: noted'],
      ],
    )
  })

  it('grow linearly with the page', () => {
    const section = (at: number) =>
      `### Visit ${at % 7}\n\n\`wss://zoo.example/${at % 500}\`\n\n${fence(`{"a": ${at}}`)}`
    const page = (count: number) => `# WebSocket\n\n${Array.from({ length: count }, (_, at) => section(at)).join('')}`
    const cost = (text: string) => {
      const begin = process.cpuUsage()
      channels(text)
      return process.cpuUsage(begin).user
    }
    cost(page(300))
    const [small, large] = [page(300), page(2400)].map((text) => Math.min(cost(text), cost(text)))
    assert.ok((large ?? 0) < 24 * (small ?? 0), `${large} µs for eight times what takes ${small} µs`)
  })
})

/**
 * Channels and messages (of the client, of the server) as counted by hand on the pages. Of coinw's two, one is no
 * message but a string inside the other, told as JSON. 1token's five that speak of all its public channels count for each.
 */
const KNOWN: Readonly<Record<string, readonly [channels: number, client: number, server: number]>> = {
  '1token-trade__docs': [5, 23, 30],
  ACINQ__eclair: [1, 0, 12],
  'coinw-dev__coinwapi': [1, 0, 2],
  Instamrkt__slate: [1, 48, 61],
  'Kucoin__kucoin-api-docs': [1, 10, 34],
  'Kucoin__kucoin-api-docs__cn': [1, 10, 34],
  'mailsac__api-docs': [1, 0, 1],
  'sx-bet__sx-bet-api-docs': [1, 0, 10],
}

describe('channels of the corpus', { skip: noCorpus }, () => {
  it('are found on these pages and on no others', () => {
    const found = corpus.flatMap((page) => {
      const all = readingOf(page).contract.channels
      const senders = all.flatMap(({ messages }) => messages.map(({ from }) => from))
      const count = (who: string) => senders.filter((from) => from === who).length
      return all.length === 0 ? [] : [[page.name, [all.length, count('client'), count('server')]]]
    })
    assert.deepEqual(Object.fromEntries(found), KNOWN)
  })
})
