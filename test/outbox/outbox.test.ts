/** The outbox: letters wait in the store, are claimed by one process, tried again and kept in the log. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import {
  courier,
  isInside,
  leasesIn,
  outboxIn,
  pause,
  startWorker,
  type Entry,
  type Letter,
  type Outbox,
  type WebhookLetter,
} from '../../src/outbox/index.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import { eventually } from '../command-line.ts'
import { folder } from '../store/folder.ts'
import { receiver, type Receiver } from './receiver.ts'

const LOG = { warn: () => undefined }
const letter = (url: string, more: Partial<WebhookLetter> = {}): Letter => ({
  kind: 'webhook',
  url,
  method: 'POST',
  event: 'born',
  body: '{"a":1}',
  headers: {},
  secret: undefined,
  signature: undefined,
  ...more,
})

describe('the outbox', () => {
  const place = folder()
  let [store, other]: Store[] = []
  let outbox: Outbox
  before(() => {
    store = openStore(place.file('a.sqlite'))
    other = openStore(place.file('a.sqlite'))
    outbox = outboxIn(store)
  })
  after(async () => {
    await Promise.all([store?.close(), other?.close()])
    place.remove()
  })
  /** Claims what waits and settles it, so that each case begins with nothing. */
  beforeEach(async () => {
    for (const entry of await outbox.claim('cleaner', 100)) await settle(entry, true)
  })
  const settle = (entry: Entry, ok: boolean, again = true) => {
    const outcome = ok ? '200' : '503'
    const attempt = { at: new Date().toISOString(), ms: 1, status: Number(outcome), outcome }
    return outbox.settle(entry, attempt, ok ? { ok, outcome } : { ok, again, outcome })
  }
  const find = async (id: string) => (await outbox.list(100)).find((entry) => entry.id === id)

  it('gives each letter to one holder alone, whichever process asks', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => outbox.put(letter(`http://a.example/${n}`))))
    const claims = await Promise.all([
      outbox.claim('one', 20),
      outboxIn(other!).claim('two', 20),
      outbox.claim('three', 20),
    ])
    assert.deepEqual(
      claims
        .flat()
        .map(({ id }) => id)
        .toSorted(),
      ids.toSorted(),
    )
    for (const entry of claims.flat()) await settle(entry, true)
    assert.equal(
      await store!.records('kittn:outbox').wasRemoved(ids[0] ?? ''),
      false,
      'nothing remembers where it waited',
    )
  })

  it('keeps a letter that did not arrive for later, and says when it has arrived', async () => {
    const id = await outbox.put(letter('http://a.example/'))
    const [entry] = await outbox.claim('me', 1)
    await settle(entry!, false)
    const waiting = await find(id)
    assert.deepEqual([waiting?.state, waiting?.attempts.length, waiting?.lease], ['waiting', 1, undefined])
    assert.ok((waiting?.due ?? '') > new Date(Date.now() + 3000).toISOString())
    assert.deepEqual(await outbox.claim('me', 1), [], 'not before it is due')
    await settle(waiting!, true)
    assert.deepEqual(
      [(await find(id))?.state, (await find(id))?.attempts.map((one) => one.outcome)],
      ['delivered', ['503', '200']],
    )
  })

  it('gives up where another try is of no use, and sends it anew when asked to', async () => {
    const id = await outbox.put(letter('http://a.example/'))
    const [entry] = await outbox.claim('me', 1)
    await settle(entry!, false, false)
    assert.equal((await find(id))?.state, 'failed')
    const fresh = await outbox.replay(id)
    assert.notEqual(fresh, id)
    assert.deepEqual(
      (await outbox.claim('me', 9)).map((one) => [one.id, one.letter]),
      [[fresh, entry?.letter]],
    )
    assert.equal(await outbox.replay('nobody'), undefined)
  })

  it('is part of the transaction that puts something in', async () => {
    const undone = store!.transaction(async () => {
      await outbox.put(letter('http://undone.example/'))
      throw new Error('no')
    })
    await assert.rejects(undone)
    assert.deepEqual(await outbox.claim('me', 9), [])
  })
})

describe('pauses between tries', () => {
  it('grow, each with jitter, and end after about two days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.double({ min: 0, max: 1, noNaN: true }), (tries, random) => {
        const whole = Math.min(5000 * 3 ** (tries - 1), 12 * 3600 * 1000)
        const ms = pause(tries, () => random) ?? 0
        return ms >= whole * 0.74 && ms <= whole * 1.26
      }),
    )
    assert.equal(pause(13), undefined)
  })
})

describe('webhooks', () => {
  const place = folder()
  let store: Store
  let target: Receiver
  before(async () => {
    store = openStore(place.file('a.sqlite'))
    target = await receiver(({ url }, count) => {
      if (url === '/moved') return { status: 302, headers: { location: '/elsewhere' } }
      return { status: url === '/flaky' && count === 1 ? 500 : url === '/gone' ? 410 : 200 }
    })
  })
  after(async () => {
    await target.close()
    await store.close()
    place.remove()
  })
  const send = async (what: Letter, inside = true): Promise<Entry> => {
    const outbox = outboxIn(store)
    const worker = startWorker(outbox, courier({ inside }), LOG)
    const id = await outbox.put(what)
    worker.wake()
    const entry = await eventually(async () =>
      (await outbox.list(100)).find((one) => one.id === id && one.attempts.length > 0),
    )
    await worker.stop()
    return entry
  }

  it('arrive with their id, body and headers', async () => {
    const entry = await send(letter(`${target.address}/in?x=1`, { method: 'PUT', headers: { 'x-own': 'yes' } }))
    const got = target.got.at(-1)
    assert.deepEqual([entry.state, entry.attempts[0]?.outcome], ['delivered', '200 thank you'])
    assert.deepEqual([got?.method, got?.url, got?.text], ['PUT', '/in?x=1', '{"a":1}'])
    assert.deepEqual([got?.headers['webhook-id'], got?.headers['x-own']], [entry.id, 'yes'])
  })

  it('are signed as Standard Webhooks are, unless the page says how', async () => {
    const key = Buffer.from('a key of the receiver').toString('base64')
    const entry = await send(letter(`${target.address}/in`, { secret: `whsec_${key}` }))
    const { headers } = target.got.at(-1)!
    const content = `${entry.id}.${headers['webhook-timestamp']}.{"a":1}`
    const expected = createHmac('sha256', 'a key of the receiver').update(content).digest('base64')
    assert.equal(headers['webhook-signature'], `v1,${expected}`)
    const signature = { header: 'X-Sign', algorithm: 'sha1', encoding: 'hex', prefix: 'sha1=' } as const
    await send(letter(`${target.address}/in`, { secret: 's', signature }))
    const own = createHmac('sha1', 's').update('{"a":1}').digest('hex')
    assert.equal(target.got.at(-1)?.headers['x-sign'], `sha1=${own}`)
  })

  it('follow no redirection, and stop where nobody wants them', async () => {
    const moved = await send(letter(`${target.address}/moved`))
    assert.deepEqual([moved.state, moved.attempts[0]?.status], ['waiting', 302])
    assert.ok(!target.got.some(({ url }) => url === '/elsewhere'))
    assert.equal((await send(letter(`${target.address}/gone`))).state, 'failed')
  })

  it("do not call the operator's own network, by address or by name", async () => {
    const { port } = new URL(target.address)
    const before = target.got.length
    for (const host of [
      '127.0.0.1',
      'localhost',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '2130706433',
      '0x7f.1',
      '169.254.169.254',
    ]) {
      const entry = await send(letter(`http://${host}:${port}/in`), false)
      assert.deepEqual([host, entry.state], [host, 'failed'])
      assert.match(entry.attempts[0]?.outcome ?? '', /inside the operator's network/)
    }
    assert.equal(target.got.length, before)
    assert.equal((await send(letter('file:///etc/passwd'))).state, 'failed')
  })

  it('know what is inside', () => {
    for (const inside of [
      '10.1.2.3',
      '172.31.0.1',
      '192.168.0.1',
      '100.64.0.1',
      '0.0.0.0',
      '224.0.0.1',
      'fd00::1',
      'fe80::1',
      '64:ff9b::a00:1',
      '::',
    ])
      assert.ok(isInside(inside), inside)
    for (const outside of ['8.8.8.8', '172.32.0.1', '192.169.0.1', '2606:4700::1111'])
      assert.ok(!isInside(outside), outside)
  })
})

describe('leases', () => {
  it('belong to one holder until it lets go or its time is over', async () => {
    const place = folder()
    const store = openStore(place.file('a.sqlite'))
    const leases = leasesIn(store)
    const both = await Promise.all([leases.take('work', 'a', 60_000), leases.take('work', 'b', 60_000)])
    assert.deepEqual(both.toSorted(), [false, true])
    const [winner, loser] = both[0] ? ['a', 'b'] : ['b', 'a']
    assert.equal(await leases.take('work', winner, 1), true)
    await new Promise((later) => setTimeout(later, 5))
    assert.equal(await leases.take('work', loser, 60_000), true, 'it was over')
    await leases.release('work', winner)
    assert.equal(await leases.take('work', winner, 60_000), false, 'only its holder lets go')
    await leases.release('work', loser)
    assert.equal(await leases.take('work', winner, 60_000), true)
    await store.close()
    place.remove()
  })
})
