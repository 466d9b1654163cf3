/** `kittn data`: out, away and in again. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { it } from 'node:test'
import { openFolder, openStore } from '../../src/store/index.ts'
import { copyOf, kittn } from '../command-line.ts'

it('exports, resets and imports what an API keeps', async () => {
  const copy = copyOf('apis/kittn')
  const store = openStore(join(copy.path, '.kittn/kittn.sqlite'))
  await store.records('kittens').create((id) => JSON.stringify({ id, name: 'Mog' }))
  await store.close()
  const kept = async (): Promise<string> => {
    const files = await openFolder(join(copy.path, '.kittn/files'))
    return (await files.find(id)) === undefined ? '' : text(files.read(id))
  }
  const draft = await (
    await openFolder(join(copy.path, '.kittn/files'))
  ).take(Readable.from([Buffer.alloc(70_000, 'x')]))
  const id = await draft.keep({ name: 'mog.png', type: 'image/png' })
  const file = join(copy.path, 'dump.ndjson')
  assert.equal(kittn('data', 'export', copy.path, '--out', file).status, 0)
  const printed = kittn('data', 'export', copy.path).out
  assert.match(printed, /^\{"kind":"kittn",[^\n]*\n[^]*"text":"\{\\"id\\":1,\\"name\\":\\"Mog\\"\}"/)
  const twice = kittn('data', 'import', copy.path, file)
  assert.deepEqual([twice.status, /records already/.test(twice.err)], [2, true])
  const careless = kittn('data', 'reset', copy.path)
  assert.deepEqual([careless.status, /--yes/.test(careless.err)], [2, true])
  assert.equal(kittn('data', 'reset', copy.path, '--yes').status, 0)
  assert.equal(await kept(), '')
  writeFileSync(join(copy.path, 'broken.ndjson'), `${printed}{"kind":`)
  assert.match(kittn('data', 'import', copy.path, join(copy.path, 'broken.ndjson')).err, /line \d+ is no JSON/)
  assert.equal(await kept(), '', 'nothing of a broken dump stays')
  assert.match(kittn('data', 'import', copy.path, file).err, /took in 2 lines/)
  assert.equal(await kept(), 'x'.repeat(70_000))
  assert.equal(kittn('data', 'export', copy.path).out, printed)
  copy.remove()
})
