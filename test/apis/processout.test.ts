/** The ProcessOut API on the wire. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { before, describe, it } from 'node:test'
import fc from 'fast-check'
import { keyMaker, type MadeKey } from '../../src/serve/index.ts'
import { decimal, minor } from '../../apis/processout/money.ts'
import { sign, signerOf } from '../../apis/processout/signing.ts'
import type { Page } from 'playwright-core'
import { open, withoutBrowser } from '../browser/chromium.ts'
import { violations } from '../browser/axe.ts'
import { eventually } from '../command-line.ts'
import { receiver } from '../outbox/receiver.ts'
import { rightsHold } from './rights.ts'
import { seenOf } from './seen.ts'
import { nothingUnseen, troubles } from './troubles.ts'
import { api, basic, CARD, contract, MITTENS, PROJECTS, shop, STORES, type Fields, type Project } from './processout.ts'

const unseen = seenOf(contract)

const DAY = 24 * 60 * 60 * 1000
const UNKNOWN = '00000000-0000-4000-8000-000000000000'

describe('ProcessOut: who may do what', () => {
  const { call, get, sell, give, served } = shop()

  it('answers whoever is no project with 401, and blank passwords where the page does not allow them', async () => {
    const open = new Set(['GET /v1/invoices/{id}', 'POST /v1/invoices/from-tailored/{id}'])
    for (const { key } of contract.operations) {
      const request = key.replace('{id}', UNKNOWN)
      const body = key.startsWith('P') ? {} : undefined
      const wrong = await call(request, body, { ...PROJECTS.shop, secret: 'guessed' })
      assert.equal((await served().ask(request, { headers: {} })).status, 401, key)
      assert.deepEqual(wrong.json(), { success: false, message: "The project's id or secret is wrong." })
      assert.match(wrong.headers.get('www-authenticate') ?? '', /^Basic /)
      assert.equal((await call(request, body, PROJECTS.buyer)).status, open.has(key) ? 404 : 401, key)
    }
  })

  const late = { id: 'late', secret: 'x' }
  const reader = { id: 'reader', secret: 'y' }
  const callers: Readonly<Record<string, Project>> = {
    anybody: { id: 'nobody', secret: 'guessed' },
    'the id, blank password': PROJECTS.buyer,
    'the project': PROJECTS.shop,
    'another project': PROJECTS.rival,
    'the other side of the sandbox': PROJECTS.sandbox,
    'a suspended project': late,
    'one that may only read': reader,
  }
  before(async () => {
    await give(late, { suspended: '2026-01-01' })
    await give(reader, { readOnly: true })
  })
  /** Records of each kind, new for each caller. */
  let [asking, ids] = ['', {} as Record<string, unknown>]
  const records = async (): Promise<Record<string, unknown>> => {
    const { invoice, transaction } = await sell({ recurring_days: 30 })
    const tailored = await get('POST /v1/tailored-invoices', MITTENS)
    const [event] = (await get('GET /v1/events'))['events'] as Fields[]
    return {
      invoices: invoice.id,
      'from-tailored': tailored.id,
      'tailored-invoices': tailored.id,
      'recurring-invoices': invoice['recurring_invoice_id'],
      transactions: transaction.id,
      events: event?.id,
    }
  }
  rightsHold('processout', async ({ key, body }, caller) => {
    if (caller !== asking) [asking, ids] = [caller, await records()]
    const [, kind = ''] = /([\w-]+)\/\{id\}/.exec(key) ?? []
    // What the reader may read is its own, and it has nothing.
    const id = String(ids[kind])
    const own = caller === 'one that may only read' && key.startsWith('GET') && kind !== ''
    const asked = key.replace('{id}', id)
    const sent = body === undefined ? undefined : key.includes('refunds') ? { amount: '0.01' } : MITTENS
    const { status } = await call(asked, sent, callers[caller])
    return own && status === 404 ? 200 : status
  })

  it('shows none of it in the lists of others', async () => {
    for (const list of ['invoices', 'tailored-invoices', 'recurring-invoices', 'transactions', 'events']) {
      const all = (await get(`GET /v1/${list}`))[list] as Fields[]
      for (const project of [PROJECTS.rival, PROJECTS.sandbox]) {
        const theirs = (await get(`GET /v1/${list}`, undefined, project))[list] as Fields[]
        assert.deepEqual(
          theirs.filter(({ id }) => all.some((one) => one.id === id)),
          [],
          list,
        )
      }
    }
  })

  it('lets the browser of a buyer read an invoice and make one from a tailored one', async () => {
    const tailored = await get('POST /v1/tailored-invoices', { ...MITTENS, notify_url: 'http://shop.example/hook' })
    const made = await get(`POST /v1/invoices/from-tailored/${tailored.id}`, { custom: '7' }, PROJECTS.buyer)
    assert.deepEqual([made['total'], made['custom'], made['notify_url']], ['7.48', '7', 'http://shop.example/hook'])
    assert.deepEqual(await get(`GET /v1/invoices/${made.id}`, undefined, PROJECTS.buyer), made)
    assert.deepEqual(await get(`GET /v1/invoices/${made.id}`), made)
  })

  it('keeps no secret: neither in the store nor in the log', async () => {
    await sell()
    let kept = ''
    for await (const line of served().store.dump()) kept += JSON.stringify(line)
    assert.ok(kept.includes('A pair of mittens'))
    for (const text of [kept, served().log()])
      for (const secret of [PROJECTS.shop.secret, basic(PROJECTS.shop)['authorization'] ?? '', CARD.paid])
        assert.ok(!text.includes(secret))
  })
})

for (const store of STORES)
  describe(`ProcessOut: invoices on ${store}`, () => {
    const { call, get, served } = shop(store)

    it('are made with either words, from JSON or forms, strings or numbers', async () => {
      const first = await get('POST /v1/invoices', { ...MITTENS, metas: { order: '1', 'key 2': 'b' } })
      const { name, price, ...rest } = MITTENS
      const old = await get('POST /v1/invoices', {
        ...rest,
        item_name: name,
        item_price: 4.99,
        metas: { order: '1', 'key 2': 'b' },
      })
      const form = new URLSearchParams({
        ...MITTENS,
        price,
        'metas[order]': '1',
        'metas[key 2]': 'b',
        // As PHP writes it.
        request_email: '0',
      })
      const headers = { ...basic(PROJECTS.shop), 'content-type': 'application/x-www-form-urlencoded' }
      const sent = (await served().ask('POST /v1/invoices', { headers, text: form.toString() })).json() as Fields
      for (const made of [first, old, sent]) {
        assert.deepEqual([made['price'], made['total'], made['status']], ['4.99', '7.48', 'waiting'])
        assert.deepEqual(made['metas'], { order: '1', 'key 2': 'b' })
        assert.equal(made['url'], `${served().address}/checkout/${made.id}`)
      }
    })

    it('count the price as often as an old client says', async () => {
      const { price, ...rest } = MITTENS
      const three = await get('POST /v1/invoices', { ...rest, item_price: price, item_quantity: 3 })
      assert.deepEqual([three['price'], three['total']], ['14.97', '17.46'])
    })

    const wrong: readonly [string, Record<string, unknown>][] = [
      ['more of it than there is money', { price: '999999999', item_quantity: 1000 }],
      ['none of it', { item_quantity: 0 }],
      ['no name', { name: undefined }],
      ['a blank name', { name: ' ' }],
      ['no price', { price: undefined }],
      ['a price of nothing', { price: '0.00' }],
      ['a negative price', { price: '-1' }],
      ['a price that is no number', { price: '1e3' }],
      ['more places than the currency has', { price: '4.999' }],
      ['places where the currency has none', { currency: 'JPY' }],
      ['a price beyond all bounds', { price: '9999999999' }],
      ['an unknown currency', { currency: 'CATS' }],
      ['an address that is no web site', { return_url: 'javascript:alert(1)' }],
      ['metas that are no texts', { metas: { a: 1 } }],
      ['too many days', { recurring_days: 366 }],
      ['a wrong type', { request_email: 'perhaps' }],
    ]
    for (const [what, change] of wrong)
      it(`with ${what} are refused: 400`, async () => {
        const answer = await call('POST /v1/invoices', { ...MITTENS, ...change })
        const { success, message } = answer.json() as Fields
        assert.deepEqual([answer.status, success, typeof message], [400, false, 'string'], answer.text)
      })

    it('are answered in the envelope whatever is wrong with the request', async () => {
      const asked: readonly [number, () => ReturnType<typeof call>][] = [
        [404, () => call('GET /v1/kittens')],
        [405, () => call('PATCH /v1/invoices')],
        [406, () => call('GET /v1/invoices', undefined, PROJECTS.shop, { accept: 'text/csv' })],
        [
          415,
          () =>
            served().ask('POST /v1/invoices', {
              headers: { ...basic(PROJECTS.shop), 'content-type': 'text/xml' },
              text: '<a/>',
            }),
        ],
        [400, () => call('GET /v1/invoices?limit=0')],
        [400, () => call(`GET /v1/invoices?start_after=${UNKNOWN}`)],
      ]
      for (const [status, ask] of asked) {
        const answer = await ask()
        assert.deepEqual([answer.status, (answer.json() as Fields)['success']], [status, false], answer.text)
      }
    })

    it('are made once for each Idempotency-Key, also when requests come at once', async () => {
      const key = { 'idempotency-key': 'order-7' }
      const made = await Promise.all([1, 2, 3].map(() => get('POST /v1/invoices', MITTENS, PROJECTS.rival, key)))
      assert.equal(new Set(made.map(({ id }) => id)).size, 1)
      assert.equal(((await get('GET /v1/invoices', undefined, PROJECTS.rival))['invoices'] as Fields[]).length, 1)
      assert.equal((await call('POST /v1/invoices', { ...MITTENS, price: '5' }, PROJECTS.rival, key)).status, 409)
      assert.notEqual((await get('POST /v1/invoices', MITTENS, PROJECTS.shop, key)).id, made[0]?.id)
    })

    it('are listed page by page, from either end', async () => {
      const all: string[] = []
      for (let n = 0; n < 12; n++) all.push((await get('POST /v1/invoices', MITTENS, PROJECTS.sandbox)).id)
      const ids = async (query: string): Promise<string[]> =>
        ((await get(`GET /v1/invoices?${query}`, undefined, PROJECTS.sandbox))['invoices'] as Fields[]).map(
          ({ id }) => id,
        )
      const newest = all.toReversed()
      assert.deepEqual(await ids(''), newest.slice(0, 10))
      assert.deepEqual(await ids(`start_after=${newest[9]}`), newest.slice(10))
      assert.deepEqual(await ids(`end_before=${newest[9]}&limit=4`), newest.slice(5, 9))
      assert.deepEqual(await ids('order=asc&limit=5'), all.slice(0, 5))
      assert.deepEqual(await ids(`order=asc&limit=5&start_after=${all[4]}`), all.slice(5, 10))
      assert.deepEqual(await ids(`order=asc&end_before=${all[2]}`), all.slice(0, 2))
      assert.deepEqual(await ids(`start_after=${newest[2]}&end_before=${newest[5]}`), newest.slice(3, 5))
    })
  })

describe('ProcessOut: tailored invoices', () => {
  const { call, get } = shop()

  it('change what is sent and leave the rest, and what was made of them', async () => {
    const tailored = await get('POST /v1/tailored-invoices', { ...MITTENS, return_url: 'https://shop.example/thanks' })
    const invoice = await get(`POST /v1/invoices/from-tailored/${tailored.id}`, {})
    const changed = await get(`PUT /v1/tailored-invoices/${tailored.id}`, { price: '6' })
    assert.deepEqual(changed, { ...tailored, price: '6.00' })
    assert.equal((await call(`PUT /v1/tailored-invoices/${tailored.id}`, { currency: 'JPY' })).status, 400)
    assert.deepEqual(await get(`GET /v1/tailored-invoices/${tailored.id}`), changed)
    assert.deepEqual(await get(`DELETE /v1/tailored-invoices/${tailored.id}`), {})
    assert.equal((await call(`GET /v1/tailored-invoices/${tailored.id}`)).status, 404)
    assert.equal((await get(`GET /v1/invoices/${invoice.id}`))['price'], '4.99')
  })
})

describe('ProcessOut: the checkout', () => {
  const { call, get, pay, at, served } = shop()
  const show = (id: string) => served().ask(`GET /checkout/${id}`, { headers: {} })

  it('shows what is to be paid, and nothing of it as markup', async () => {
    const { id } = await get('POST /v1/invoices', {
      ...MITTENS,
      name: '<b>Mittens</b>',
      cancel_url: 'https://shop.example/basket',
    })
    const { text, headers } = await show(id)
    for (const part of ['&lt;b&gt;Mittens', '7.48 USD', 'href="https://shop.example/basket"'])
      assert.ok(text.includes(part))
    assert.match(headers.get('content-security-policy') ?? '', /script-src 'self'/)
    assert.equal((await show(UNKNOWN)).status, 404)
  })

  it('takes a card, leads to return_url, and is paid once', async () => {
    const { id } = await get('POST /v1/invoices', { ...MITTENS, return_url: 'https://shop.example/thanks' })
    const paid = await pay(id, CARD.paid)
    assert.deepEqual([paid.status, paid.headers.get('location')], [303, 'https://shop.example/thanks'])
    assert.match((await pay(id, CARD.paid)).text, /Paid\. Thank you!/)
    const { transactions } = await get('GET /v1/transactions')
    const own = (transactions as Fields[]).filter((one) => one['invoice_id'] === id)
    assert.deepEqual(
      own.map(({ status, amount, card }) => [status, amount, card]),
      [['completed', '7.48', '4242']],
    )
    assert.equal((await get(`GET /v1/invoices/${id}`))['status'], 'completed')
  })

  it('declines a card, and takes another', async () => {
    const { id } = await get('POST /v1/invoices', MITTENS)
    const declined = await pay(id, CARD.declined)
    assert.equal(declined.status, 422)
    assert.match(declined.text, /role="alert">The card was declined/)
    assert.ok(!declined.text.includes(CARD.declined.slice(-9)) || declined.text.includes('Test cards'))
    assert.equal((await get(`GET /v1/invoices/${id}`))['status'], 'waiting')
    assert.equal((await pay(id, CARD.paid)).status, 303)
    const names = ((await get('GET /v1/events?limit=100'))['events'] as Fields[])
      .filter(({ data }) => (data as Fields)['invoice_id'] === id)
      .map(({ name }) => name)
    assert.deepEqual(names, ['invoice.failed', 'invoice.completed'])
  })

  it('is disputed later, if the card is one of those', async () => {
    const { id } = await get('POST /v1/invoices', MITTENS)
    await pay(id, CARD.disputed)
    assert.equal((await get(`GET /v1/invoices/${id}`))['status'], 'completed')
    await at(new Date(Date.now() + 5000))
    assert.equal((await get(`GET /v1/invoices/${id}`))['status'], 'disputed')
    const [transaction] = (await get('GET /v1/transactions?limit=1'))['transactions'] as Fields[]
    assert.equal(transaction?.['status'], 'disputed')
    assert.equal((await call(`POST /v1/transactions/${transaction?.id}/refunds`, {})).status, 409)
  })

  it('says what is wrong with a card, and asks for what the project wants to know', async () => {
    const { id } = await get('POST /v1/invoices', { ...MITTENS, request_email: true, request_shipping: true })
    const [email, address] = ['ada@example.com', '1 Cat Street']
    const wrong = [
      await pay(id, CARD.paid),
      await pay(id, CARD.paid, { email }),
      await pay(id, '4242 4242 4242 4241', { email, address }),
      await pay(id, '5555 5555 5555 4444', { email, address }),
      await pay(id, CARD.paid, { email, address, expiry: '08 / 20' }),
      await pay(id, CARD.paid, { email, address, code: 'abc' }),
    ]
    const said = wrong.map(({ status, text }) => [status, /role="alert">([^<.]*)/.exec(text)?.[1]])
    assert.deepEqual(said, [
      [422, 'Where shall the receipt go? An e-mail address is needed'],
      [422, 'Where shall it be sent? A postal address is needed'],
      [422, 'That is no card number'],
      [422, 'This checkout takes test cards only'],
      [422, 'The card has expired, or the date is not month and year: 08 / 30'],
      [422, 'The security code has three or four digits'],
    ])
    assert.equal((await pay(id, CARD.paid, { email, address })).status, 303)
    const events = (await get('GET /v1/events?limit=100'))['events'] as Fields[]
    const [{ data } = { data: {} }] = events.slice(-1)
    assert.deepEqual((data as Fields)['customer'], { email, address })
  })
})

for (const store of STORES)
  describe(`ProcessOut: refunds on ${store}`, () => {
    const { call, get, sell } = shop(store)

    it('give back a part, then the rest, and never more', async () => {
      const { invoice, transaction } = await sell()
      const refunds = `/v1/transactions/${transaction.id}/refunds`
      assert.equal((await call(`POST ${refunds}`, { amount: '7.49' })).status, 409)
      assert.equal((await call(`POST ${refunds}`, { amount: '0' })).status, 400)
      const part = await get(`POST ${refunds}`, { amount: 2, reason: 'duplicate' })
      assert.deepEqual([part['amount'], part['reason'], part['transaction_id']], ['2.00', 'duplicate', transaction.id])
      assert.equal((await get(`GET /v1/transactions/${transaction.id}`))['status'], 'completed')
      const rest = await get(`POST ${refunds}`)
      assert.deepEqual([rest['amount'], rest['reason']], ['5.48', 'customer_request'])
      assert.deepEqual((await get(`GET ${refunds}`))['refunds'], [rest, part])
      assert.deepEqual(
        [
          (await get(`GET /v1/transactions/${transaction.id}`))['refunded'],
          (await get(`GET /v1/invoices/${invoice.id}`))['status'],
        ],
        ['7.48', 'refunded'],
      )
      assert.equal((await call(`POST ${refunds}`)).status, 409)
    })

    it('happen once for each Idempotency-Key', async () => {
      const { transaction } = await sell()
      const ask = (amount: string) =>
        call(`POST /v1/transactions/${transaction.id}/refunds`, { amount }, PROJECTS.shop, {
          'idempotency-key': 'back',
        })
      const made = await Promise.all([ask('1'), ask('1'), ask('1')])
      assert.equal(new Set(made.map(({ text }) => text)).size, 1)
      assert.equal((await get(`GET /v1/transactions/${transaction.id}`))['refunded'], '1.00')
      assert.equal((await ask('2')).status, 409)
    })

    it('are never more than was paid, in whatever order and however many at once', async () => {
      const amounts = fc.array(fc.option(fc.integer({ min: 1, max: 500 })), { minLength: 1, maxLength: 8 })
      await fc.assert(
        fc.asyncProperty(amounts, async (asked) => {
          const { transaction } = await sell()
          const path = `/v1/transactions/${transaction.id}`
          const answers = await Promise.all(
            asked.map((units) => call(`POST ${path}/refunds`, units === null ? {} : { amount: decimal(units, 'USD') })),
          )
          assert.ok(answers.every(({ status }) => status === 200 || status === 409))
          const given = answers.filter(({ status }) => status === 200).map((one) => (one.json() as Fields)['amount'])
          const sum = given.reduce<number>((all, amount) => all + minor(String(amount), 'USD', 'amount'), 0)
          const { refunded } = await get(`GET ${path}`)
          assert.equal(refunded, decimal(sum, 'USD'))
          assert.ok(sum <= 748)
          // Whatever was refused did not fit: if anything was, no more than that is left.
          if (asked.includes(null)) assert.equal(sum, 748)
        }),
        { numRuns: 15 },
      )
    })
  })

for (const store of STORES)
  describe(`ProcessOut: recurring invoices on ${store}`, () => {
    const { get, pay, at } = shop(store)
    const names = async () => ((await get('GET /v1/events?limit=100'))['events'] as Fields[]).map(({ name }) => name)

    it('come again when one is paid and the days are over, until they are ended', async () => {
      const first = await get('POST /v1/invoices', { ...MITTENS, recurring_days: 30 })
      const recurring = `/v1/recurring-invoices/${String(first['recurring_invoice_id'])}`
      assert.deepEqual([first['request_email'], (await get(`GET ${recurring}`))['status']], [true, 'waiting'])
      await at(new Date(Date.now() + 40 * DAY))
      await pay(first.id, CARD.paid, { email: 'ada@example.com' })
      const active = await get(`GET ${recurring}`)
      assert.equal(active['status'], 'active')
      const due = Date.parse(String(active['next_invoice_at']))
      await at(new Date(due - 1000))
      assert.equal((await get(`GET ${recurring}`))['invoice_id'], first.id, 'not yet')
      await Promise.all([at(new Date(due)), at(new Date(due))])
      const second = await get(`GET ${recurring}`)
      assert.notEqual(second['invoice_id'], first.id)
      assert.equal(second['next_invoice_at'], null, 'the next one comes when this one is paid')
      const invoice = await get(`GET /v1/invoices/${String(second['invoice_id'])}`)
      assert.deepEqual(
        [invoice['status'], invoice['total'], invoice['recurring_invoice_id']],
        ['waiting', '7.48', active.id],
      )
      await pay(invoice.id, CARD.paid, { email: 'ada@example.com' })
      await get(`DELETE ${recurring}`)
      await get(`DELETE ${recurring}`)
      await at(new Date(due + 99 * DAY))
      assert.deepEqual(
        [(await get(`GET ${recurring}`))['status'], ((await get('GET /v1/invoices'))['invoices'] as Fields[]).length],
        ['ended', 2],
      )
      assert.deepEqual(await names(), [
        'invoice.completed',
        'recurring-invoice.started',
        'recurring-invoice.iterated',
        'invoice.completed',
        'recurring-invoice.ended',
      ])
    })
  })

for (const store of STORES)
  describe(`ProcessOut: events on ${store}`, () => {
    const { get, sell } = shop(store)
    const waiting = async (query = '') => (await get(`GET /v1/events?${query}`))['events'] as Fields[]

    it('wait, the first at the head, until they are marked', async () => {
      const sold = [await sell(), await sell(), await sell()]
      const events = await waiting()
      const told = events.map(({ data }) => (data as Fields)['transaction_id'])
      assert.deepEqual(
        told,
        sold.map(({ transaction }) => transaction.id),
      )
      assert.deepEqual(await waiting(), events, 'reading marks nothing')
      const [first, second, third] = events
      assert.deepEqual(await waiting(`limit=1&start_after=${first?.id}`), [second])
      await get(`DELETE /v1/events/${first?.id}`)
      assert.deepEqual(await waiting(), [second, third])
      assert.deepEqual(await get(`GET /v1/events/${first?.id}`), first, 'a processed one can be read')
      await get('DELETE /v1/events')
      assert.deepEqual(await waiting(), [])
    })
  })

describe('ProcessOut: webhooks', () => {
  const { get, sell, pay, served } = shop()

  it('are what the event says, signed with the secret, and sent again until they are received', async () => {
    const shopServer = await receiver((_, count) => ({ status: count === 1 ? 500 : 200 }))
    const { transaction } = await sell({ notify_url: `${shopServer.address}/hook`, metas: { order: '1042' } })
    await eventually(() => (shopServer.got.length === 2 ? true : undefined), 20_000)
    await shopServer.close()
    const [failed, received] = shopServer.got
    assert.deepEqual([received?.method, received?.url, received?.text], ['POST', '/hook', failed?.text])
    assert.equal(received?.headers['webhook-id'], failed?.headers['webhook-id'])
    const body = JSON.parse(received?.text ?? '') as Fields
    const expected = createHmac('sha256', PROJECTS.shop.secret).update(transaction.id).digest('base64')
    assert.deepEqual(
      [body['action'], body['transaction_id'], body['hmac_signature']],
      ['invoice.completed', transaction.id, expected],
    )
    const [event] = (await get('GET /v1/events'))['events'] as Fields[]
    assert.deepEqual(event?.['data'], body)
  })

  it('are signed with a new secret once the old one has ended, or once it is in use', async () => {
    const keys = keyMaker(served().store, contract, api)
    const made = await keys.create({ name: 'The mill', admin: false })
    const shown = ({ issued }: MadeKey): Project => {
      const { username = '', password = '' } = Object.fromEntries(issued.values.map(({ name, value }) => [name, value]))
      return { id: username, secret: password }
    }
    const rolled = async (grace: number): Promise<Project> =>
      shown((await keys.roll(made.credential.id, grace)) ?? made)
    /** Whether what happens now is signed with this secret. */
    const signs = async (offer: string, { secret }: Project, asked: Project): Promise<boolean> => {
      assert.equal((await pay(offer, CARD.paid)).status, 303)
      const events = (await get('GET /v1/events?limit=100', undefined, asked))['events'] as Fields[]
      const { transaction_id, hmac_signature } = Object(events.at(-1)?.['data']) as Record<string, string>
      return hmac_signature === createHmac('sha256', secret).update(String(transaction_id)).digest('base64')
    }
    const first = shown(made)
    const offers: string[] = []
    for (let n = 0; n < 5; n++) offers.push((await get('POST /v1/invoices', MITTENS, first)).id)
    const [a = '', b = '', c = '', d = '', e = ''] = offers
    assert.ok(await signs(a, first, first), 'the first secret')
    const second = await rolled(3600)
    assert.ok(await signs(b, first, first), 'the old one, while nobody shows the new one')
    await get('GET /v1/events', undefined, second)
    assert.ok(await signs(c, second, first), 'the new one, whoever still calls with the old one')
    const third = await rolled(0)
    assert.ok(await signs(d, third, third), 'the new one at once, the old one having ended')
    assert.ok(await signs(e, third, third))
    const events = (await get('GET /v1/events?limit=100', undefined, third))['events'] as Fields[]
    for (const { data } of events) {
      const { transaction_id, hmac_signature } = data as Record<string, string>
      const expected = createHmac('sha256', third.secret).update(String(transaction_id)).digest('base64')
      assert.equal(hmac_signature, expected, 'what happened before is shown as it would be sent now')
    }
  })

  it('are signed without the secret as they would be with it', () =>
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200, unit: 'binary' }),
        fc.string({ maxLength: 300, unit: 'binary' }),
        (secret, message) => {
          const expected = createHmac('sha256', secret).update(message).digest('base64')
          assert.equal(sign(signerOf(secret), message), expected)
        },
      ),
    ))
})

describe('ProcessOut: money', () => {
  it('goes in and out as it is, with the places of its currency', () => {
    const places = { JPY: 0, USD: 2, KWD: 3, CLF: 4 } as const
    fc.assert(
      fc.property(
        fc.constantFrom('JPY', 'USD', 'KWD', 'CLF'),
        fc.integer({ min: 0, max: 99_999_999_999 }),
        (currency, units) => {
          const text = decimal(units, currency)
          assert.equal(text.split('.')[1]?.length ?? 0, places[currency])
          if (units < 10 ** (9 + places[currency])) {
            assert.equal(minor(text, currency, 'price'), units)
            assert.equal(minor(Number(text), currency, 'price'), units, 'JSON numbers lose nothing at this size')
          }
        },
      ),
    )
  })
})

describe('ProcessOut: the checkout in a browser, without scripts', { skip: withoutBrowser }, () => {
  const { get } = shop()
  const phone = { javaScriptEnabled: false, viewport: { width: 390, height: 800 } }
  const fill = async (page: Page, card: string): Promise<void> => {
    await page.getByLabel('Card number').fill(card)
    await page.getByLabel('Expires').fill('08 / 40')
    await page.getByLabel('Security code').fill('123')
    await page.getByRole('button', { name: 'Pay 7.48 USD' }).click()
  }

  it('is clicked through on a phone: declined first, then paid', async () => {
    const { url } = await get('POST /v1/invoices', MITTENS)
    const page = await open(String(url), phone)
    await fill(page, CARD.declined)
    assert.match((await page.getByRole('alert').textContent()) ?? '', /declined/)
    await page.getByText('Test cards').click()
    assert.ok(await page.getByText('4242 4242 4242 4242').isVisible())
    const { width } = (await page.locator('main').boundingBox()) ?? { width: 0 }
    assert.ok(width > 300 && width <= 390)
    await fill(page, CARD.paid)
    assert.equal(await page.getByRole('heading').textContent(), 'Paid. Thank you!')
  })

  it('leaves nobody out, in either scheme', async () => {
    const { url } = await get('POST /v1/invoices', {
      ...MITTENS,
      request_shipping: true,
      cancel_url: 'https://shop.example',
    })
    assert.deepEqual(await violations(await open(String(url))), [])
  })
})

troubles({
  name: 'processout',
  headers: basic({ id: 'YOUR_PROJECT_ID', secret: 'YOUR_PROJECT_SECRET' }),
  shown: ({ username = '', password = '' }) => basic({ id: username, secret: password }),
  read: 'GET /v1/invoices',
  write: ['POST /v1/invoices', MITTENS],
})

nothingUnseen(unseen)
