/** What the file beside the page says of ways in. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { tryIt } from '../../src/outputs/site/tryit/data.ts'
import { read } from '../../src/read/index.ts'

const PAGE = `
# Authentication

\`Authorization: API_KEY\`

# Balance

\`\`\`shell
curl "http://example.com/games" -H "Authorization: API_KEY"
\`\`\`

\`GET http://example.com/games\`

# My Balance

\`\`\`shell
curl "http://example.com/balance" -H "Authorization: SESSION_KEY"
\`\`\`

\`GET http://example.com/balance\`

# Live

The WebSocket is at \`wss://example.com/live\`.

> Send:

\`\`\`json
{ "op": "ping" }
\`\`\`
`

describe('ways in', () => {
  const { contract } = read('index.md', { read: (path) => (path === 'index.md' ? PAGE : undefined) })
  const { ways, operations, channels } = tryIt(contract, undefined)
  const first = (of: { readonly ways: readonly number[] } | undefined): unknown[] =>
    (of?.ways ?? []).map((at) => ways[at]?.map((one) => ('examples' in one ? one.examples[0] : undefined)))

  it('of an operation begin with the key of its samples', () =>
    assert.deepEqual(operations.map(first), [[['API_KEY']], [['SESSION_KEY']]]))

  it('of a channel are told once, however many keys the samples show', () =>
    assert.deepEqual(channels.map(first), [[['API_KEY']]]))
})
