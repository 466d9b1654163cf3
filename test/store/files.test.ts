/** Files beside the records. */
import assert from 'node:assert/strict'
import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { openFolder, type FileStore } from '../../src/store/index.ts'
import { folder, type Folder } from './folder.ts'

const ABOUT = { name: '../../plan.txt', type: 'text/plain' }

describe('a folder of files', () => {
  let place: Folder
  let files: FileStore
  beforeEach(async () => {
    place = folder()
    files = await openFolder(place.path)
  })
  afterEach(() => place.remove())

  it('keeps a content with what is said of it, also for those who open it later', async () => {
    const draft = await files.take(Readable.from([Buffer.from('one '), Buffer.from('two')]))
    const id = await draft.keep(ABOUT)
    await draft.discard()
    const later = await openFolder(place.path)
    const found = await later.find(id)
    assert.deepEqual({ ...found, kept: '', hash: '' }, { id, ...ABOUT, size: 7, kept: '', hash: '' })
    assert.equal(await text(later.read(id)), 'one two')
    assert.equal(await text(later.read(id, { start: 4, end: 5 })), 'tw')
  })

  it('keeps once however often it is asked to, and still reads what was kept', async () => {
    const draft = await files.take(Readable.from([Buffer.from('once')]))
    const [one, two] = await Promise.all([draft.keep(ABOUT), draft.keep(ABOUT)])
    assert.equal(one, two)
    assert.equal(await text(draft.read()), 'once')
  })

  it('has nothing of what was discarded or broke off', async () => {
    const draft = await files.take(Readable.from([Buffer.from('x')]))
    await draft.discard()
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('x')
      throw new Error('broken off')
    }
    await assert.rejects(files.take(broken()), /broken off/)
    assert.deepEqual(readdirSync(place.file('incoming')), [])
  })

  it('removes once, and has no file of any other name', async () => {
    const id = await (await files.take(Readable.from([]))).keep(ABOUT)
    assert.deepEqual([await files.remove(id), await files.remove(id)], [true, false])
    for (const other of [id, '', '..', '../incoming', `${id.slice(0, 2)}/${id}`, 'incoming'])
      assert.equal(await files.find(other), undefined)
  })

  it('clears away what a process that was killed left behind, not what another is taking in', async () => {
    writeFileSync(place.file('incoming/old'), 'x')
    writeFileSync(place.file('incoming/new'), 'x')
    utimesSync(place.file('incoming/old'), 0, 0)
    await openFolder(place.path)
    assert.deepEqual(readdirSync(place.file('incoming')), ['new'])
  })
})
