/** Signed requests on the wire: who signs with the secret that belongs to its key is let in, and nobody else. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, describe, it } from 'node:test'
import { issue, keptOf, type Issued } from '../../src/auth/index.ts'
import { read } from '../../src/read/index.ts'
import { signingKey } from '../../src/serve/index.ts'
import { serve } from '../serve/served.ts'

const PAGE = `# Authentication

\`X-Key: YOUR_KEY\`, \`X-Time: 1547015186\` and \`X-Signature: 0a1b2c3d4e5f60718293a4b5c6d7e8f9\`: the hex HMAC-SHA256 of
timestamp + method + endpoint + body.

# Animals

## Add an animal

\`POST /animals\`

\`\`\`shell
curl https://zoo.example/animals -d '{"name": "Max"}'
\`\`\`

> Response

\`\`\`json
{"id": 1, "name": "Max"}
\`\`\`

## List animals

\`GET /animals\`

### Query Parameters

Parameter | Description
--- | ---
name | Only those of this name

\`\`\`json
[{"id": 1, "name": "Max"}]
\`\`\`
`

const { contract } = read('index.html.md', { read: (path) => (path === 'index.html.md' ? PAGE : undefined) })

describe('a signed request', async () => {
  const operations = { 'GET /animals': () => [], 'POST /animals': () => ({ id: 2, name: 'Tom' }) }
  const served = await serve(contract, { demo: [], behaviour: { operations } })
  after(() => served.close())
  const make = async (name: string): Promise<Issued> => {
    const issued = issue(contract.security, await signingKey(served.store))
    await served.store.credentials.create({ name, admin: false, ...keptOf(issued) })
    return issued
  }
  const [ada, bob] = [await make('ada'), await make('bob')]
  const body = '{"name":"Tom"}'

  /** The status of a request, signed as the page says but for what is changed. */
  const status = async (
    request: string,
    changed: { key?: Issued; by?: Issued; text?: string; signed?: string; address?: string } = {},
  ): Promise<number> => {
    const { key = ada, by = ada, text = '', address = request.split(' ')[1] ?? '' } = changed
    const { signed = text } = changed
    const headers = { 'x-key': valueOf(key, 'key'), 'x-time': '17', 'content-type': 'application/json' }
    const what = `17${request.split(' ')[0]}${address}${signed}`
    const signature = createHmac('sha256', valueOf(by, 'signing_secret')).update(what).digest('hex')
    const asked = { headers: { ...headers, 'x-signature': signature }, ...(text === '' ? {} : { text }) }
    return (await served.ask(request, asked)).status
  }

  it('is let in', async () => {
    assert.equal(await status('GET /animals'), 200)
    assert.equal(await status('GET /animals?name=Max'), 200)
    assert.equal(await status('POST /animals', { text: body }), 200)
  })
  it('is refused when its body is another', async () =>
    assert.equal(await status('POST /animals', { text: body, signed: '{"name":"Max"}' }), 401))
  it('is refused when its query is another', async () =>
    assert.equal(await status('GET /animals?name=Max', { address: '/animals?name=Tom' }), 401))
  it("is refused with another caller's secret", async () => {
    assert.equal(await status('GET /animals', { by: bob }), 401)
    assert.equal(await status('GET /animals', { by: bob, key: bob }), 200)
  })
  it('is refused without a signature', async () =>
    assert.equal((await served.ask('GET /animals', { headers: { 'x-key': valueOf(ada, 'key') } })).status, 401))
  it('is let in after the data were reset', async () => {
    await served.store.reset()
    assert.equal(await status('GET /animals'), 200)
  })
})

function valueOf({ values }: Issued, name: string): string {
  return values.find((one) => one.name === name)?.value ?? ''
}
