/** The portal over real sockets, on both stores, with a real mail server. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { makePortalTables, portalOwners } from '../../src/portal/index.ts'
import { openDatabase, openStore, type Store } from '../../src/store/index.ts'
import { dropSchema, postgres } from '../servers/postgres.ts'
import { untilIt } from '../servers/program.ts'
import { folder } from '../store/folder.ts'
import {
  join,
  mailServer,
  makeApplication,
  makeKey,
  PASSWORD,
  QUICK,
  servePortal,
  valuesIn,
  type Mails,
  type Portal,
} from './portal.ts'

const place = folder()
const SCHEMA = `portal-${process.pid}`
let address = ''
before(async () => void (address = await postgres()))
after(async () => {
  await dropSchema(address, SCHEMA)
  place.remove()
})

const STORES = [
  { name: 'sqlite', open: async () => openStore(place.file('portal.sqlite')) },
  { name: 'postgres', open: () => openDatabase(address, SCHEMA) },
]

for (const { name, open } of STORES)
  describe(`the portal on ${name}`, () => {
    let store: Store
    let mails: Mails
    let portal: Portal
    before(async () => {
      ;[store, mails] = [await open(), await mailServer()]
      portal = await servePortal(store, mails.url, { hashing: QUICK })
    })
    after(async () => {
      await portal.close()
      await Promise.all([store.close(), mails.close()])
    })
    const authorization = (values: Record<string, string>) => ({ authorization: values['key'] ?? '' })

    it('signs up with a mail that is confirmed, signs out and in', async () => {
      const visitor = await join(portal, mails, 'ada@cats.example')
      assert.match((await visitor.get('')).text, /<h1>Applications<\/h1>/)
      const cookie = visitor.cookie()
      assert.match((await visitor.post('/sign-out', {})).text, /You are signed out\./)
      visitor.use(cookie)
      assert.match((await visitor.get('')).text, /<h1>Developers<\/h1>/, 'the session is over, not only its cookie')
      assert.equal(
        (await visitor.post('/sign-in', { email: 'Ada@cats.example', password: 'something else' })).status,
        422,
      )
      assert.match(
        (await visitor.post('/sign-in', { email: 'Ada@cats.example', password: PASSWORD })).text,
        /Applications/,
      )
    })

    it('lets nobody in whose address is not confirmed, and sends the mail again', async () => {
      const visitor = portal.visitor()
      await visitor.post('/sign-up', { email: 'new@cats.example', password: PASSWORD })
      await mails.link('new@cats.example', '/verify?')
      const before = mails.all.length
      const refused = await visitor.post('/sign-in', { email: 'new@cats.example', password: PASSWORD })
      assert.equal(refused.status, 422)
      assert.match(refused.text, /not confirmed yet/)
      await untilIt(async () => assert.equal(mails.all.length, before + 1))
      assert.equal((await visitor.post('/verify', { token: 'nonsense' })).status, 422)
    })

    it('answers alike whether or not there is an account', async () => {
      await join(portal, mails, 'eve@cats.example')
      const stranger = portal.visitor()
      const bare = (text: string) => text.replaceAll(/eve|nobody/g, '')
      for (const [path, fields] of [
        ['/sign-up', { password: PASSWORD }],
        ['/forgot', {}],
        ['/sign-in', { password: 'wrong password' }],
      ] as const) {
        const [known, unknown] = await Promise.all([
          stranger.post(path, { ...fields, email: 'eve@cats.example' }),
          stranger.post(path, { ...fields, email: 'nobody@cats.example' }),
        ])
        assert.deepEqual([known.status, bare(known.text)], [unknown.status, bare(unknown.text)], path)
      }
      const told = await mails.link('eve@cats.example', 'which has an account already')
      assert.match(told.pathname, /sign-in$/)
      await untilIt(async () => assert.ok(mails.all.some((one) => one.includes('To: nobody@cats.example'))))
    })

    it('resets a password once, and ends all sessions', async () => {
      const visitor = await join(portal, mails, 'bob@cats.example')
      const other = portal.visitor()
      await other.post('/forgot', { email: 'bob@cats.example' })
      const token = (await mails.link('bob@cats.example', '/reset?')).searchParams.get('token') ?? ''
      assert.equal((await other.post('/reset', { token, password: 'short' })).status, 422)
      assert.equal((await other.post('/reset', { token, password: 'another long one' })).path, '/sign-in?done=reset')
      assert.equal((await other.post('/reset', { token, password: 'yet another one' })).status, 422)
      assert.match((await visitor.get('')).text, /<h1>Developers<\/h1>/)
      assert.equal((await other.post('/sign-in', { email: 'bob@cats.example', password: PASSWORD })).status, 422)
      assert.equal((await other.post('/sign-in', { email: 'bob@cats.example', password: 'another long one' })).path, '')
    })

    it('gives keys that work at once, rolls them with grace, and revokes them at once', async () => {
      const visitor = await join(portal, mails, 'cat@cats.example')
      const at = await makeApplication(visitor)
      const first = authorization(await makeKey(visitor, at))
      assert.equal(await portal.ask(first), 200)
      const page = await visitor.get(at)
      assert.equal(page.text.includes(first.authorization), false, 'it is shown once')
      const key = /keys\/(\w+)\/roll/.exec(page.text)?.[1] ?? ''
      const second = authorization(valuesIn((await visitor.post(`${at}/keys/${key}/roll`, { grace: '3600' })).text))
      assert.deepEqual([await portal.ask(first), await portal.ask(second)], [200, 200])
      const third = authorization(valuesIn((await visitor.post(`${at}/keys/${key}/roll`, { grace: '0' })).text))
      assert.deepEqual([await portal.ask(first), await portal.ask(second), await portal.ask(third)], [401, 401, 200])
      await visitor.post(`${at}/keys/${key}/revoke`, {})
      assert.equal(await portal.ask(third), 401)
      assert.equal(portal.log().includes(third.authorization), false, 'no key stands in the log')
    })

    it('revokes a key on other nodes at once', async () => {
      const store = await open()
      const other = await servePortal(store, mails.url, { hashing: QUICK })
      const visitor = await join(portal, mails, 'node@cats.example')
      const at = await makeApplication(visitor)
      const key = authorization(await makeKey(visitor, at))
      assert.equal(await other.ask(key), 200)
      const id = /keys\/(\w+)\/revoke/.exec((await visitor.get(at)).text)?.[1] ?? ''
      await visitor.post(`${at}/keys/${id}/revoke`, {})
      assert.equal(await other.ask(key), 401)
      await other.close()
      await store.close()
    })

    it('makes keys that only read', async () => {
      const visitor = await join(portal, mails, 'dan@cats.example')
      const key = authorization(await makeKey(visitor, await makeApplication(visitor), { access: 'read' }))
      assert.deepEqual([await portal.ask(key), await portal.ask(key, '/api/kittens/1', 'DELETE')], [200, 403])
    })

    it('gives no other key to somebody whose key is suspended', async () => {
      const visitor = await join(portal, mails, 'max@cats.example')
      const at = await makeApplication(visitor)
      const key = authorization(await makeKey(visitor, at))
      const id = /keys\/(\w+)\/revoke/.exec((await visitor.get(at)).text)?.[1] ?? ''
      assert.deepEqual((await portalOwners(store)).get(at.split('/').at(-1) ?? ''), {
        application: 'Shop',
        email: 'max@cats.example',
      })
      await store.credentials.change(id, { terms: { suspended: '2026-01-01' } })
      assert.equal(await portal.ask(key), 403)
      assert.match((await visitor.get(at)).text, /suspended by the operator/)
      assert.equal((await visitor.post(`${at}/keys`, { name: 'again' })).status, 422)
      assert.equal((await visitor.post(`${await makeApplication(visitor)}/keys`, { name: 'again' })).status, 422)
      assert.equal((await visitor.post(`${at}/delete`, {})).status, 422)
    })

    it('shows what keys were used for, without secrets', async () => {
      const visitor = await join(portal, mails, 'fay@cats.example')
      const at = await makeApplication(visitor)
      const key = authorization(await makeKey(visitor, at))
      await portal.ask(key)
      await portal.ask(key, '/api/kittens/999?token=hush')
      await untilIt(async () => {
        const { text } = await visitor.get(at)
        assert.match(text, /aria-label="2 requests in the last 30 days, by day"/)
        assert.match(text, /GET \/kittn\/api\/kittens\/999\?token=\*\*\*/)
        assert.match(text, /There is no such kitten\./)
        assert.equal(text.includes('hush'), false)
      })
    })

    it('shows nobody the applications of others', async () => {
      const [owner, other] = [
        await join(portal, mails, 'gil@cats.example'),
        await join(portal, mails, 'hal@cats.example'),
      ]
      const at = await makeApplication(owner)
      await makeKey(owner, at)
      const key = /keys\/(\w+)\/roll/.exec((await owner.get(at)).text)?.[1] ?? ''
      const mine = await makeApplication(other)
      const statuses = [
        await other.get(at),
        await other.post(`${at}/name`, { name: 'mine' }),
        await other.post(`${at}/keys`, { name: 'mine' }),
        await other.post(`${at}/delete`, {}),
        await other.post(`${at}/keys/${key}/roll`, { grace: '0' }),
        await other.post(`${mine}/keys/${key}/roll`, { grace: '0' }),
        await other.post(`${mine}/keys/${key}/revoke`, {}),
      ].map(({ status }) => status)
      assert.deepEqual(statuses, [404, 404, 404, 404, 404, 404, 404])
      assert.match((await portal.visitor().get(at)).path, /^\/sign-in/)
    })

    it('deletes an account with its applications and keys', async () => {
      const visitor = await join(portal, mails, 'ivy@cats.example')
      const key = authorization(await makeKey(visitor, await makeApplication(visitor)))
      assert.equal((await visitor.post('/account/delete', { current: 'not the one' })).status, 422)
      assert.equal(await portal.ask(key), 200)
      assert.equal((await visitor.post('/account/delete', { current: PASSWORD })).path, '/sign-in?done=deleted')
      assert.equal(await portal.ask(key), 401)
      assert.equal((await visitor.post('/sign-in', { email: 'ivy@cats.example', password: PASSWORD })).status, 422)
    })

    it('changes a password, which ends other sessions', async () => {
      const visitor = await join(portal, mails, 'joe@cats.example')
      const elsewhere = portal.visitor()
      await elsewhere.post('/sign-in', { email: 'joe@cats.example', password: PASSWORD })
      const wrong = await visitor.post('/account/password', { current: 'no', password: 'a new password' })
      assert.equal(wrong.status, 422)
      const done = await visitor.post('/account/password', { current: PASSWORD, password: 'a new password' })
      assert.equal(done.path, '/account?done=password')
      assert.match((await elsewhere.get('')).text, /<h1>Developers<\/h1>/)
    })

    it('slows down who tries passwords, and locks nobody else out', async () => {
      const email = 'kit@cats.example'
      await join(portal, mails, email)
      const thief = portal.visitor()
      const tries = []
      for (let n = 0; n < 11; n++)
        tries.push((await thief.post('/sign-in', { email, password: `guess ${n} of many` })).status)
      assert.deepEqual(tries, [...Array<number>(10).fill(422), 429])
      const last = await thief.post('/sign-in', { email, password: PASSWORD })
      assert.ok(Number(last.headers.get('retry-after')) > 0)
    })

    it('takes no forms from other sites, and sets a cookie that scripts and other sites do not get', async () => {
      const stranger = portal.visitor()
      const fields = { email: 'ada@cats.example', password: PASSWORD }
      assert.equal((await stranger.post('/sign-in', fields, { 'sec-fetch-site': 'cross-site' })).status, 403)
      const answer = await fetch(`${portal.address}/kittn/developers/sign-in`, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams(fields),
        headers: { 'sec-fetch-site': 'same-origin', 'x-forwarded-proto': 'https' },
      })
      const cookie = answer.headers.get('set-cookie') ?? ''
      for (const part of ['Path=/kittn/developers', 'HttpOnly', 'Secure', 'SameSite=Lax'])
        assert.ok(cookie.includes(part), cookie)
    })

    it('keeps no secret readable', async () => {
      const visitor = await join(portal, mails, 'leo@cats.example')
      const { key = '' } = await makeKey(visitor, await makeApplication(visitor))
      const lines = (await Array.fromAsync(store.dump())).map((line) => JSON.stringify(line)).join('\n')
      assert.ok(lines.includes('leo@cats.example'), 'a dump has the accounts')
      assert.equal(lines.includes(key), false)
      assert.equal(lines.includes(PASSWORD), false)
    })

    it('goes along when data moves to another store', async () => {
      const moved = openStore(place.file(`moved-${name}.sqlite`))
      await makePortalTables(moved)
      await moved.restore(store.dump())
      const other = await servePortal(moved, mails.url, { hashing: QUICK })
      const visitor = other.visitor()
      assert.equal((await visitor.post('/sign-in', { email: 'leo@cats.example', password: PASSWORD })).path, '')
      assert.match((await visitor.get('')).text, /Shop/)
      await other.close()
      await moved.close()
    })
  })
