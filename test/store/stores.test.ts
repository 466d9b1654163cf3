/** Every store there is, held to what every store does. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import Sqlite from 'better-sqlite3'
import { openDatabase, openStore, STORES } from '../../src/store/index.ts'
import { dropSchema, postgres } from '../servers/postgres.ts'
import { conforms, type Subject } from './conformance.ts'
import { folder } from './folder.ts'

const SUBJECTS: readonly Subject[] = [sqlite(), postgresql()]

function sqlite(): Subject {
  const place = folder()
  return { name: 'sqlite', open: async () => openStore(place.file('a/b/kittn.sqlite')), remove: place.remove }
}

function postgresql(): Subject {
  const schema = `conformance-${process.pid}`
  return {
    name: 'postgres',
    open: async () => openDatabase(await postgres(), schema),
    remove: async () => dropSchema(await postgres(), schema),
  }
}

describe('stores', () => {
  it('are all held to it', () =>
    assert.deepEqual(
      SUBJECTS.map(({ name }) => name),
      Object.keys(STORES),
    ))
  for (const subject of SUBJECTS) conforms(subject)
})

describe('a SQLite file', () => {
  it('is in WAL mode, so that readers and a writer do not wait for each other', async () => {
    const place = folder()
    const store = openStore(place.file('x.sqlite'))
    await store.records('a').create(() => '{}')
    const db = new Sqlite(place.file('x.sqlite'))
    assert.equal(db.pragma('journal_mode', { simple: true }), 'wal')
    db.close()
    await store.close()
    place.remove()
  })

  it('of a newer Kittn is refused, not touched', () => {
    const place = folder()
    const db = new Sqlite(place.file('x.sqlite'))
    db.pragma('user_version = 99')
    db.close()
    assert.throws(() => openStore(place.file('x.sqlite')), /newer Kittn/)
    place.remove()
  })

  it('that is none is refused, not overwritten', () => {
    const place = folder()
    writeFileSync(place.file('x.sqlite'), 'my diary, not a database'.repeat(100))
    assert.throws(() => openStore(place.file('x.sqlite')), /not a database/)
    assert.match(readFileSync(place.file('x.sqlite'), 'utf8'), /^my diary/)
    place.remove()
  })
})
