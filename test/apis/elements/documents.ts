/** What every connector of the documents hub does, whatever lies behind it: one suite, real services. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import type { Documents } from '../../../apis/elements/connectors/documents.ts'
import { Refusal } from '../../../apis/elements/connectors/refusal.ts'
import { refuses } from './refuses.ts'
import type { Running, Way } from './ways.ts'

const HOSTILE = [
  'Grüße, 世界 😀.txt',
  'e\u0301 and é.txt',
  'a & b <c> "d" \'e\'.txt',
  '100% sure?.txt',
  '%2e%2e%2fetc%2fpasswd',
  '#hash;semi=colon+plus',
  '..hidden..',
  '$(touch x)`y`{z}[0]*!',
  ' spaces at both ends ',
  '-rf',
  'x'.repeat(200),
]

const NEW = { replace: false }
const OVER = { replace: true }

export function documentsOver({ name, start }: Way): void {
  describe(`documents over ${name}`, () => {
    let running: Running
    let documents: Documents
    before(async () => {
      running = await start()
      documents = running.documents
    })
    after(() => running.end?.())

    const put = (path: string, content: string, options = NEW): Promise<void> =>
      documents.write(path, Readable.from([Buffer.from(content)]), options)
    const get = async (path: string): Promise<string> => text(await documents.read(path))
    const names = async (path: string): Promise<string[]> =>
      (await documents.list(path)).map((item) => item.path).toSorted()

    it('gives back the bytes that it was given', async () => {
      const bytes = randomBytes(300_000)
      await documents.write('/bytes.bin', Readable.from([bytes]), { ...NEW, size: bytes.length })
      assert.deepEqual(await buffer(await documents.read('/bytes.bin')), bytes)
      const item = await documents.stat('/bytes.bin')
      assert.deepEqual([item?.path, item?.directory, item?.size], ['/bytes.bin', false, 300_000])
      for (const time of [item?.modified, item?.created]) assert.ok(Math.abs(Date.now() - Number(time)) < 60_000)
    })

    it('takes an empty file', async () => {
      await put('/empty', '')
      assert.deepEqual([await get('/empty'), (await documents.stat('/empty'))?.size], ['', 0])
    })

    it('replaces a file only where it is told to', async () => {
      await put('/once.txt', 'first')
      await refuses('taken', put('/once.txt', 'second'))
      assert.equal(await get('/once.txt'), 'first')
      await put('/once.txt', 'third', OVER)
      assert.equal(await get('/once.txt'), 'third')
    })

    it('knows nothing of what is not there', async () => {
      assert.equal(await documents.stat('/nowhere'), undefined)
      assert.equal(await documents.stat('/nowhere/at/all'), undefined)
      await refuses('missing', documents.read('/nowhere'))
      await refuses('missing', documents.remove('/nowhere'))
      await refuses('missing', documents.copy('/nowhere', '/somewhere', NEW))
      await refuses('missing', documents.move('/nowhere', '/somewhere', NEW))
    })

    it('keeps names as they are, the strangest too', async () => {
      await documents.makeFolder('/names')
      for (const one of HOSTILE) await put(`/names/${one}`, one)
      assert.deepEqual(await names('/names'), HOSTILE.map((one) => `/names/${one}`).toSorted())
      for (const one of HOSTILE) assert.equal(await get(`/names/${one}`), one)
      for (const one of HOSTILE) await documents.move(`/names/${one}`, `/names/${one.slice(0, 150)} 2`, NEW)
      for (const one of HOSTILE) await documents.remove(`/names/${one.slice(0, 150)} 2`)
      assert.deepEqual(await names('/names'), [])
    })

    it('lists what a folder holds, not what its folders hold', async () => {
      await documents.makeFolder('/shelf')
      await documents.makeFolder('/shelf/box')
      await put('/shelf/book', 'words')
      await put('/shelf/box/coin', 'gold')
      assert.deepEqual(await names('/shelf'), ['/shelf/book', '/shelf/box'])
      assert.deepEqual(
        (await documents.list('/shelf')).filter((item) => item.directory).map((item) => item.path),
        ['/shelf/box'],
      )
      assert.equal((await documents.stat('/shelf/box'))?.directory, true)
      assert.equal((await documents.stat('/'))?.directory, true)
      await refuses('taken', documents.makeFolder('/shelf'))
    })

    it('copies and moves files, and replaces only where it is told to', async () => {
      await put('/a', 'a')
      await put('/b', 'b')
      await refuses('taken', documents.copy('/a', '/b', NEW))
      await refuses('taken', documents.move('/a', '/b', NEW))
      assert.equal(await get('/b'), 'b')
      await documents.copy('/a', '/b', OVER)
      assert.deepEqual([await get('/a'), await get('/b')], ['a', 'a'])
      await documents.move('/a', '/c', NEW)
      assert.deepEqual([await documents.stat('/a'), await get('/c')], [undefined, 'a'])
      await put('/d', 'd')
      await documents.move('/d', '/c', OVER)
      assert.deepEqual([await documents.stat('/d'), await get('/c')], [undefined, 'd'])
    })

    it('copies, moves and removes folders with all that they hold', async () => {
      await documents.makeFolder('/house')
      await documents.makeFolder('/house/room')
      await put('/house/room/cat', 'meow')
      await documents.copy('/house', '/copy', NEW)
      await documents.move('/house', '/moved', NEW)
      assert.equal(await documents.stat('/house/room/cat'), undefined)
      assert.equal(await get('/copy/room/cat'), 'meow')
      assert.equal(await get('/moved/room/cat'), 'meow')
      await documents.remove('/copy')
      assert.deepEqual([await documents.stat('/copy'), await get('/moved/room/cat')], [undefined, 'meow'])
    })

    it('leaves what was there where an upload breaks off', async () => {
      await put('/steady', 'as it was')
      const broken = Readable.from(
        (async function* () {
          yield randomBytes(100_000)
          throw new Error('the caller hung up')
        })(),
      )
      await assert.rejects(documents.write('/steady', broken, OVER))
      assert.equal(await get('/steady'), 'as it was')
    })

    it('carries 200 MB without holding them', async () => {
      const [chunk, count, before] = [randomBytes(1024 * 1024), 200, process.memoryUsage.rss()]
      let [most, read] = [0, 0]
      const look = (): number => (most = Math.max(most, process.memoryUsage.rss()))
      const content = (function* () {
        for (let sent = 0; sent < count; sent++) yield ((look(), chunk))
      })()
      const size = chunk.length * count
      await documents.write('/large.bin', Readable.from(content), { ...NEW, size })
      for await (const part of await documents.read('/large.bin')) [read] = [read + (part as Buffer).length, look()]
      await documents.remove('/large.bin')
      assert.equal(read, size)
      assert.ok(most - before < 150 * 1024 * 1024, `${(most - before) / 1024 / 1024} MB more`)
    })

    it('says so where the rights do not suffice', async () => {
      await refuses('denied', running.powerless.write('/mine', Readable.from(['x']), OVER))
    })

    it('says that nobody answers, and goes on when the service is back', async () => {
      await put('/kept', 'through the night')
      await running.down()
      await assert.rejects(documents.read('/kept'), Refusal)
      await running.up()
      assert.equal(await get('/kept'), 'through the night')
    })
  })
}
