/** `kittn data`: out, away and in again. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'node:test'
import { openStore } from '../../src/store/index.ts'
import { copyOf, kittn } from '../command-line.ts'

it('exports, resets and imports what an API keeps', async () => {
  const copy = copyOf('apis/kittn')
  const store = openStore(join(copy.path, '.kittn/kittn.sqlite'))
  await store.records('kittens').create((id) => JSON.stringify({ id, name: 'Mog' }))
  await store.close()
  const file = join(copy.path, 'dump.ndjson')
  assert.equal(kittn('data', 'export', copy.path, '--out', file).status, 0)
  const printed = kittn('data', 'export', copy.path).out
  assert.match(printed, /^\{"kind":"kittn",[^\n]*\n[^]*"text":"\{\\"id\\":1,\\"name\\":\\"Mog\\"\}"/)
  const twice = kittn('data', 'import', copy.path, file)
  assert.deepEqual([twice.status, /records already/.test(twice.err)], [2, true])
  const careless = kittn('data', 'reset', copy.path)
  assert.deepEqual([careless.status, /--yes/.test(careless.err)], [2, true])
  assert.equal(kittn('data', 'reset', copy.path, '--yes').status, 0)
  writeFileSync(join(copy.path, 'broken.ndjson'), `${printed}{"kind":`)
  assert.match(kittn('data', 'import', copy.path, join(copy.path, 'broken.ndjson')).err, /line \d+ is no JSON/)
  assert.match(kittn('data', 'import', copy.path, file).err, /took in 2 lines/)
  assert.equal(kittn('data', 'export', copy.path).out, printed)
  copy.remove()
})
