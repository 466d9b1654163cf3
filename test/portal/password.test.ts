/** Passwords as they are kept outside of tests; the other tests of the portal keep them in a way that costs nothing. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openStore, type Store } from '../../src/store/index.ts'
import { folder } from '../store/folder.ts'
import { join, mailServer, PASSWORD, servePortal, type Mails, type Portal } from './portal.ts'

const ADA = 'ada@cats.example'

describe('a password in the portal', () => {
  const place = folder()
  let store: Store
  let mails: Mails
  let portal: Portal
  before(async () => {
    store = openStore(place.file('passwords.sqlite'))
    mails = await mailServer()
    portal = await servePortal(store, mails.url)
    await join(portal, mails, ADA)
  })
  after(async () => {
    await portal.close()
    await Promise.all([store.close(), mails.close()])
    place.remove()
  })

  it('lets in whoever knows it, and nobody else', async () => {
    const visitor = portal.visitor()
    assert.equal((await visitor.post('/sign-in', { email: ADA, password: `${PASSWORD}!` })).status, 422)
    assert.match((await visitor.post('/sign-in', { email: ADA, password: PASSWORD })).text, /Applications/)
  })

  it('is kept salted and slow to guess: twice the same is kept twice in another way', async () => {
    await join(portal, mails, 'bob@cats.example')
    const accounts = (await Array.fromAsync(store.dump())).map((line) => JSON.stringify(line)).join('\n')
    assert.equal(accounts.includes(PASSWORD), false)
    const kept = [...accounts.matchAll(/"password":"([^"]+)"/g)].map(([, hash]) => hash)
    assert.equal(new Set(kept).size, 2, accounts)
    for (const hash of kept) assert.match(hash ?? '', /^[\da-f]{32}:[\da-f]{128}$/)
  })
})
