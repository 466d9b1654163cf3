/** The server around the API: site, prefixes, swapping, restart, compression. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, it } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { secretHash } from '../../src/auth/index.ts'
import { createServer, defineApi, siteFile, type ServedApi } from '../../src/serve/index.ts'
import { openStore } from '../../src/store/index.ts'
import { contract, operation } from '../model/contracts.ts'
import { KITTENS } from '../serve/kittens.ts'
import { ask, KEY, serve } from '../serve/served.ts'
import { folder } from '../store/folder.ts'
import { head, sendRaw } from './raw.ts'

const HTML = `<!doctype html>${'<p>kitten</p>'.repeat(300)}`
const FILES = new Map(
  [
    ['index.html', HTML],
    ['assets/site.css', 'a{}'],
    ['guide/index.html', 'guide'],
    ['über uns.txt', 'us'],
    ['404.html', 'Nothing here.'],
  ].map(([path = '', text = '']) => [path, siteFile(path, text)]),
)
const free = {}

describe('the site', () => {
  it('lies beside the API, with types, tags and a strict policy', async () => {
    const served = await serve(KITTENS, { files: FILES })
    const page = await served.ask('GET /', { headers: {} })
    assert.deepEqual(
      [page.status, page.text, page.headers.get('content-type')],
      [200, HTML, 'text/html; charset=utf-8'],
    )
    assert.match(page.headers.get('content-security-policy') ?? '', /^default-src 'none'; script-src 'self'/)
    assert.equal(page.headers.get('x-content-type-options'), 'nosniff')
    const again = await served.ask('GET /', { headers: { 'if-none-match': page.headers.get('etag') ?? '' } })
    assert.deepEqual([again.status, again.text], [304, ''])
    for (const [path, type] of [
      ['/assets/site.css', 'text/css; charset=utf-8'],
      ['/guide/', 'text/html; charset=utf-8'],
      ['/%C3%BCber%20uns.txt', 'text/plain; charset=utf-8'],
    ] as const)
      assert.equal((await served.ask(`GET ${path}`)).headers.get('content-type'), type, path)
    for (const path of ['/nothing.css', '/assets', '/assets/../../etc/passwd', '/%2e%2e/x'])
      assert.equal((await served.ask(`GET ${path}`)).status, 404, path)
    assert.equal((await served.ask('HEAD /', { headers: {} })).text, '')
    const browser = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } }
    const missing = async (request: string, options = browser): Promise<(string | number | null)[]> => {
      const { status, headers } = await served.ask(request, options)
      return [status, headers.get('content-type'), headers.get('etag')]
    }
    assert.deepEqual(await missing('GET /nothing/there'), [404, 'text/html; charset=utf-8', null])
    for (const others of ['GET /api/nothing', 'POST /nothing'])
      assert.match(String(await missing(others)), /^404,application\/\S*json/, others)
    assert.match(String(await missing('GET /nothing', { headers: { accept: '*/*' } })), /^404,application\/\S*json/)
    await served.close()
  })

  it('goes out compressed to those who can read it', async () => {
    const served = await serve(KITTENS, { files: FILES })
    for (const [accept, read] of [
      ['br, gzip', brotliDecompressSync],
      ['gzip', gunzipSync],
      ['gzip;q=1, br;q=0', gunzipSync],
    ] as const) {
      const { text } = await sendRaw(
        served.address,
        `GET / HTTP/1.1\r\nHost: x\r\nAccept-Encoding: ${accept}\r\nConnection: close\r\n\r\n`,
      )
      const [, body = ''] = text.split('\r\n\r\n', 2)
      assert.equal(
        read(Buffer.from(text.slice(text.indexOf('\r\n\r\n') + 4), 'latin1')).toString(),
        HTML,
        body.slice(0, 20),
      )
      assert.match(text, /vary: accept-encoding/i)
    }
    await served.close()
  })

  it('gives way to the API except for those who want HTML', async () => {
    const page = contract([
      operation('GET /', { ...free, answer: { hello: 1 } }),
      operation('GET /{code}', { ...free, answer: { code: 1 } }),
    ])
    const served = await serve(page, { files: new Map([...FILES, ['site.js', siteFile('site.js', 'js')]]) })
    assert.equal((await served.ask('GET /', { headers: { accept: 'text/html,*/*;q=0.8' } })).text, HTML)
    assert.deepEqual((await served.ask('GET /', { headers: { accept: '*/*' } })).json(), { hello: 1 })
    assert.deepEqual((await served.ask('GET /abc')).json(), { code: 1 })
    assert.equal((await served.ask('GET /site.js')).text, 'js')
    await served.close()
  })
})

describe('two APIs below prefixes', () => {
  it('have their own records, keys, errors and sites', async () => {
    const place = folder()
    const other = contract(
      [operation('GET /dogs', { answer: [{ id: 1 }] }), operation('GET /dogs/{id}', { answer: { id: 1 } })],
      { security: KITTENS.security },
    )
    const api = (name: string, of: ServedApi['contract'], key: string): ServedApi => ({
      name,
      prefix: `/${name}`,
      contract: of,
      behaviour: {},
      store: openStore(place.file(`${name}.sqlite`)),
      files: FILES,
      demo: [{ key, admin: false }],
    })
    const apis = [api('kittn', KITTENS, 'meow'), api('dogs', other, 'woof')]
    const server = await createServer(apis, { home: [{ path: 'index.html', content: 'home' }] })
    const address = await server.listen(0)
    const get = (path: string, key = 'meow'): ReturnType<typeof ask> =>
      ask(address, `GET ${path}`, { headers: { authorization: key } })
    assert.equal((await get('/kittn/api/kittens/2')).status, 200)
    assert.equal((await get('/dogs/dogs/1', 'woof')).status, 200)
    assert.deepEqual([(await get('/dogs/dogs/1')).status, (await get('/kittn/api/kittens', 'woof')).status], [401, 401])
    assert.equal((await get('/kittn/nix')).headers.get('content-type'), 'application/json; charset=utf-8')
    for (const path of ['/dogs/nix', '/nix', '/kitt', '/kittnx', '/api/kittens/2'])
      assert.deepEqual(
        [(await get(path)).status, (await get(path)).headers.get('content-type')],
        [404, 'application/problem+json; charset=utf-8'],
        path,
      )
    assert.match((await get('/kittn/api/kittens/%zz')).text, /^\{"error":/)
    assert.match((await get('/dogs/%zz')).text, /^\{"type":/)
    assert.equal((await get('/')).text, 'home')
    assert.deepEqual([(await get('/kittn')).status, (await get('/kittn')).headers.get('location')], [308, '/kittn/'])
    assert.equal((await get('/kittn/')).text, HTML)
    await server.close()
    await Promise.all(apis.map(({ store }) => store.close()))
    place.remove()
  })
})

describe('a swap', () => {
  it('drops no connection and no request', async () => {
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    const page = (n: number): ReturnType<typeof contract> =>
      contract([operation('GET /n', { ...free, answer: { n } }), operation('GET /slow', { ...free, answer: { n } })])
    const slow = (n: number): ReturnType<typeof defineApi> =>
      defineApi({ operations: { 'GET /slow': async () => (await held, { n }) } })
    const served = await serve(page(1), { behaviour: slow(1) })
    const socket = connect(Number(new URL(served.address).port), '127.0.0.1')
    let closed = false
    socket.on('close', () => (closed = true))
    const request = async (path: string): Promise<string> => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`)
      const [chunk] = (await once(socket, 'data')) as [Buffer]
      return chunk.toString().split('\r\n\r\n')[1] ?? ''
    }
    assert.equal(await request('/n'), '{"n":1}')
    const begun = served.ask('GET /slow')
    await served.ask('GET /n')
    await served.server.swap([served.api(page(2), slow(2))])
    assert.equal(await request('/n'), '{"n":2}')
    release()
    assert.equal((await begun).text, '{"n":1}', 'what had begun ends with what it began with')
    assert.equal((await served.ask('GET /slow')).text, '{"n":2}')
    assert.equal(closed, false)
    socket.destroy()
    await served.close()
  })

  it('under load fails no request', async () => {
    const served = await serve(KITTENS)
    let running = true
    const statuses = new Set<number>()
    const load = Array.from({ length: 8 }, async () => {
      while (running) statuses.add((await served.ask('GET /api/kittens/2')).status)
    })
    for (let n = 0; n < 8; n++) await served.server.swap([served.api(KITTENS)])
    running = false
    await Promise.all(load)
    assert.deepEqual([...statuses], [200])
    await served.close()
  })

  it('that fails leaves the old one in place', async () => {
    const served = await serve(KITTENS)
    const broken = {
      ...served.api(KITTENS),
      get contract(): never {
        throw new Error('broken')
      },
    }
    await assert.rejects(served.server.swap([broken]), /broken/)
    assert.equal((await served.ask('GET /api/kittens/2')).status, 200)
    await served.close()
  })
})

describe('a restart', () => {
  it('keeps records, removals and keys', async () => {
    const place = folder()
    const run = async (use: (address: string) => Promise<void>): Promise<void> => {
      const store = openStore(place.file('x.sqlite'))
      if ((await store.credentials.list()).length === 0)
        await store.credentials.create({ name: 'Ann', admin: false, hashes: [secretHash('sesame')], tail: 'same' })
      const served = await serve(KITTENS, { store })
      await use(served.address)
      await served.close()
      await store.close()
    }
    const mine = { headers: { authorization: 'sesame' } }
    await run(async (address) => {
      assert.equal((await ask(address, 'POST /api/kittens', { ...mine, body: { name: 'Kept' } })).status, 201)
      assert.equal((await ask(address, 'DELETE /api/kittens/1', mine)).status, 200)
    })
    await run(async (address) => {
      const names = ((await ask(address, 'GET /api/kittens', mine)).json() as { name: string }[]).map(
        ({ name }) => name,
      )
      assert.deepEqual(names, ['Max', 'Kept'])
      assert.equal((await ask(address, 'GET /api/kittens/1', mine)).status, 410)
    })
    place.remove()
  })

  it('is not needed for a key to be made or revoked elsewhere', async () => {
    const place = folder()
    const [store, elsewhere] = [openStore(place.file('x.sqlite')), openStore(place.file('x.sqlite'))]
    const served = await serve(KITTENS, { store })
    const status = async (): Promise<number> =>
      (await served.ask('GET /api/kittens', { headers: { authorization: 'sesame' } })).status
    assert.equal(await status(), 401)
    const { id } = await elsewhere.credentials.create({
      name: 'Ann',
      admin: false,
      hashes: [secretHash('sesame')],
      tail: 'same',
    })
    assert.equal(await status(), 200)
    await elsewhere.credentials.revoke(id)
    assert.equal(await status(), 401)
    await served.close()
    await Promise.all([store.close(), elsewhere.close()])
    place.remove()
  })
})

describe('the end', () => {
  it('waits for what has begun and takes nothing new', async () => {
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    let begun: () => void = () => undefined
    const running = new Promise<void>((resolve) => (begun = resolve))
    const behaviour = defineApi({ operations: { 'GET /slow': async () => (begun(), await held, { n: 1 }) } })
    const served = await serve(contract([operation('GET /slow', { ...free, answer: { n: 1 } })]), { behaviour })
    const answer = served.ask('GET /slow')
    await running
    const closed = served.close()
    await assert.rejects(fetch(`${served.address}/slow`))
    release()
    assert.equal((await answer).text, '{"n":1}')
    await closed
  })
})

describe('large answers', () => {
  it('are compressed for those who ask', async () => {
    const served = await serve(KITTENS)
    for (let n = 0; n < 30; n++)
      await served.ask('POST /api/kittens', { body: { name: 'Tapioca', breed: 'x'.repeat(50) } })
    const plain = await sendRaw(served.address, head('GET /api/kittens'))
    assert.doesNotMatch(plain.text, /content-encoding/i)
    const small = await served.ask('GET /api/kittens', { headers: { ...KEY, 'accept-encoding': 'gzip' } })
    assert.equal(small.headers.get('content-encoding'), 'gzip')
    assert.equal((small.json() as unknown[]).length, 32)
    await served.close()
  })
})
