/** Customers name addresses; none of them leads into the network of whoever runs the service. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { BlockList, type AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { amazonS3 } from '../../../apis/elements/connectors/amazons3.ts'
import { cardDav } from '../../../apis/elements/connectors/carddav.ts'
import { Refusal } from '../../../apis/elements/connectors/refusal.ts'
import { webdav } from '../../../apis/elements/connectors/webdav.ts'
import { serveApi, type ServedApi } from '../served.ts'
import { ADMIN } from './platform.ts'

const INSIDE = [
  '127.0.0.1',
  'localhost',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0.0.0.0',
  '10.1.2.3',
  '172.20.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '[::1]',
  '[::]',
  '[fd00::1]',
  '[fe80::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:a9fe:a9fe]',
]
const PERSON = { username: 'ada', password: 'lovelace' }

describe('an instance', () => {
  let served: ServedApi
  before(async () => {
    // What the tests of connectors allow in the same process.
    delete process.env['ELEMENTS_INSIDE']
    process.env['ELEMENTS_KEY'] = 'a key for tests, of more than 32 characters'
    served = await serveApi('elements')
  })
  after(() => served.close())

  const configurations: Readonly<Record<string, (host: string) => object>> = {
    webdav: (host) => ({ url: `http://${host}/`, ...PERSON }),
    amazons3: (host) => ({ endpoint: `http://${host}/`, bucket: 'x', accessKey: 'x', secretKey: 'x' }),
    carddav: (host) => ({ url: `http://${host}/`, ...PERSON }),
    postgresql: (host) => ({ host, database: 'postgres', ...PERSON }),
  }
  for (const [key, configured] of Object.entries(configurations))
    it(`of ${key} is refused where its address is one of the inside`, async () => {
      for (const host of INSIDE) {
        const body = { element: { key }, name: 'Inside', configuration: configured(host) }
        const answer = await served.ask('POST /elements/api-v2/instances', { headers: { authorization: ADMIN }, body })
        const { message } = answer.json() as { message: string }
        assert.deepEqual([answer.status, /no server of the outside/.test(message)], [400, true], `${host}: ${message}`)
      }
    })
})

describe('a bucket that keeps versions', () => {
  const version = (key: string, id: string, size: number): string =>
    `<Version><Key>${key}</Key><VersionId>${id}</VersionId><LastModified>2026-11-26T09:00:00.000Z</LastModified><Size>${size}</Size></Version>`
  const all = [version('a.txt', 'v2', 5), version('a.txt', 'v1', 3), version('a.txt.old', 'v9', 1)].join('')
  const server = createServer((asked, answer) => {
    answer.writeHead(/versions/.test(asked.url ?? '') ? 200 : 500, { 'content-type': 'application/xml' })
    answer.end(`<ListVersionsResult><Name>x</Name><IsTruncated>false</IsTruncated>${all}</ListVersionsResult>`)
  })
  before(() => new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready)))
  after(() => {
    server.close()
    server.closeAllConnections()
  })

  it('tells of those of one key, the newest first', async () => {
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const bucket = amazonS3({ endpoint, bucket: 'x', region: 'eu-central-1', accessKey: 'x', secretKey: 'x' })
    const found = await bucket.revisions?.('/a.txt')
    assert.deepEqual(
      found?.map(({ id, size, modified }) => [id, size, modified?.getFullYear()]),
      [
        ['v2', 5, 2026],
        ['v1', 3, 2026],
      ],
    )
  })
})

describe('a connection', () => {
  let asked = 0
  const inner = createServer((_, answer) => void answer.end(String(++asked)))
  const outer = createServer((_, answer) => void answer.writeHead(302, { location: addressOf(inner) }).end())
  const addressOf = (server: typeof inner): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  before(async () => {
    for (const server of [inner, outer]) await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  })
  after(() => [inner, outer].map((server) => server.close()))
  const refused = (work: Promise<unknown>): Promise<void> => assert.rejects(work, Refusal)

  it('does not come to be where its address is forbidden by then', async () => {
    const forbidden = new BlockList()
    forbidden.addAddress('127.0.0.1')
    await refused(webdav({ url: addressOf(inner), ...PERSON, forbidden }).ping())
    assert.equal(asked, 0)
  })

  it('does not go where a server sends it on', async () => {
    await refused(cardDav({ url: addressOf(outer), ...PERSON }).ping())
    assert.equal(asked, 0)
  })
})
