/** Mail and webhooks of handlers, with a real mail server and a real receiver. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { defineApi, fail, html } from '../../src/serve/index.ts'
import { outboxIn } from '../../src/outbox/index.ts'
import { eventually } from '../command-line.ts'
import { KITTENS } from '../serve/kittens.ts'
import { serve, type Served } from '../serve/served.ts'
import { receiver, type Received, type Receiver } from '../outbox/receiver.ts'

type MailServer = { readonly url: string; readonly mails: readonly string[]; readonly close: () => Promise<void> }

/** Refuses the first mail for now, and everything to `nobody` for good. */
async function mailServer(): Promise<MailServer> {
  const mails: string[] = []
  let tries = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const refused = Object.assign(new Error('there is nobody of that name'), { responseCode: 550 })
      done(address.startsWith('nobody') ? refused : null)
    },
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (part: Buffer) => (text += part.toString()))
      stream.on('end', () => {
        if (++tries === 1) return done(Object.assign(new Error('later'), { responseCode: 451 }))
        mails.push(text)
        done()
      })
    },
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, mails, close: () => new Promise((closed) => server.close(closed)) }
}

const NOTICE = { event: 'kitten.signed', body: { kitten: 2 } }
const HOOKS = new Set<string>()
const API = defineApi({
  mail: { from: 'Kittens <post@kittens.example>' },
  operations: {
    'POST /api/kittens': async ({ body, store, mail, notify, transaction }) => {
      const { name } = body as { name: string }
      return transaction(async () => {
        const made = await store['kittens']?.create({ name })
        await mail({
          to: `${name}@kittens.example`,
          subject: `Hello ${name}`,
          text: 'Welcome.',
          html: html`<p>${name}</p>`,
        })
        for (const url of HOOKS) await notify({ url, event: 'kitten.born', body: made, secret: 's' })
        if (name === 'undone') fail(409, 'Not today.')
        return made
      })
    },
  },
})

describe('mail and webhooks of handlers', () => {
  let [server, target, served]: [MailServer?, Receiver?, Served?] = []
  before(async () => {
    server = await mailServer()
    target = await receiver()
    HOOKS.add(target.address)
    served = await serve(KITTENS, { behaviour: API, delivery: { smtp: server.url, inside: true } })
  })
  after(async () => {
    await served?.close()
    await Promise.all([server?.close(), target?.close()])
  })
  const make = (name: string) => served!.ask('POST /api/kittens', { body: { name } })
  const letters = async (to: string) =>
    (await outboxIn(served!.store).list(100)).find(({ letter }) => letter.kind === 'mail' && letter.to === to)

  it('wait in the outbox when the mail server says later', async () => {
    assert.equal((await make('first')).status, 201)
    const entry = await eventually(async () => {
      const found = await letters('first@kittens.example')
      return found !== undefined && found.attempts.length > 0 ? found : undefined
    })
    assert.deepEqual([entry.state, /later/.test(entry.attempts[0]?.outcome ?? '')], ['waiting', true])
  })

  it('go out with what was written, as text and as HTML', async () => {
    assert.equal((await make('Max')).status, 201)
    const mail = await eventually(() => server!.mails[0])
    assert.match(mail, /^From: Kittens <post@kittens\.example>/m)
    assert.match(mail, /^To: Max@kittens\.example/m)
    assert.match(mail, /^Subject: Hello Max/m)
    assert.match(mail, /<p>Max/)
    const got = await eventually(() => target!.got.find(({ text }) => text.includes('"Max"')))
    assert.equal(got.headers['webhook-signature']?.toString().startsWith('v1,'), true)
  })

  it('are signed when they go out, with the secret of that moment, which is kept nowhere', async () => {
    const behaviour = defineApi({
      operations: { 'POST /api/kittens': ({ notify }) => notify({ ...NOTICE, url: target!.address, about: 'Ann' }) },
      signs: ({ about, body }) => ({ secret: `${secret} of ${String(about)}`, body: { ...Object(body), at: secret } }),
    })
    let secret = 'old one'
    const signing = await serve(KITTENS, { behaviour, delivery: { inside: true } })
    const arrived = (): Promise<Received> => eventually(() => target!.got.find(({ text }) => text.includes(secret)))
    const isSigned = ({ headers, text }: Received): boolean => {
      const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${text}`
      const value = createHmac('sha256', `${secret} of Ann`).update(signed).digest('base64')
      return headers['webhook-signature'] === `v1,${value}`
    }
    await signing.ask('POST /api/kittens', { body: { name: 'Signed' } })
    assert.ok(isSigned(await arrived()))
    secret = 'new one'
    const outbox = outboxIn(signing.store)
    const [first] = await eventually(async () => {
      const all = await outbox.list(10)
      return all.some(({ state }) => state === 'delivered') ? all : undefined
    })
    await outbox.replay(first?.id ?? '')
    assert.ok(isSigned(await arrived()))
    assert.ok(!JSON.stringify(await outbox.list(10)).includes(' one'))
    await signing.close()
  })

  it('do not go out when what caused them is undone', async () => {
    assert.equal((await make('undone')).status, 409)
    assert.equal((await make('after')).status, 201)
    await eventually(() => target!.got.find(({ text }) => text.includes('"after"')))
    assert.ok(!target!.got.some(({ text }) => text.includes('"undone"')))
    assert.equal(await letters('undone@kittens.example'), undefined)
  })

  it('are given up where the mail server refuses for good', async () => {
    await make('nobody')
    const entry = await eventually(async () => {
      const found = await letters('nobody@kittens.example')
      return found?.state === 'failed' ? found : undefined
    })
    assert.match(entry.attempts[0]?.outcome ?? '', /nobody of that name/)
  })
})

describe('an API that mails without saying from whom', () => {
  it('hears of it when it mails', async () => {
    const behaviour = defineApi({
      operations: { 'GET /api/kittens': ({ mail }) => mail({ to: 'a@b.example', subject: 's', text: 't' }) },
    })
    const served = await serve(KITTENS, { behaviour })
    assert.equal((await served.ask('GET /api/kittens')).status, 500)
    assert.match(served.log(), /add mail: \{ from/)
    await served.close()
  })
})

describe('start', () => {
  it('runs in one process of all that serve the API, and in the next when that stops', async () => {
    const running = new Set<string>()
    const begun: string[] = []
    const behaviour = (name: string) =>
      defineApi({
        start: ({ store, log }) => {
          assert.ok(store['kittens'] && log)
          running.add(name)
          begun.push(name)
          return () => running.delete(name)
        },
      })
    const first = await serve(KITTENS, { behaviour: behaviour('first') })
    await eventually(() => running.has('first') || undefined)
    const second = await serve(KITTENS, { behaviour: behaviour('second'), store: first.store })
    await new Promise((later) => setTimeout(later, 1500))
    assert.deepEqual([...running], ['first'])
    await first.server.close()
    assert.deepEqual([...running], [])
    await eventually(() => running.has('second') || undefined)
    await second.close()
    assert.deepEqual([[...running], begun], [[], ['first', 'second']])
    await first.close()
  })
})
