/** The ProcessOut API for tests: served in this process, with two projects that know nothing of each other. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before } from 'node:test'
import { partHash } from '../../src/auth/index.ts'
import type { Contract } from '../../src/model/contract.ts'
import { openDatabase, type Store, type Terms } from '../../src/store/index.ts'
import type { AnyBehaviour } from '../../src/serve/index.ts'
import { eventually, ROOT } from '../command-line.ts'
import { dropSchema, postgres } from '../servers/postgres.ts'
import { serve, type Answer, type Served } from '../serve/served.ts'
import { readingOf } from './folders.ts'

export const contract: Contract = readingOf('processout').contract
/** Loaded as the command line does it: these files are an author's, and none of this project. */
const load = async (file: string): Promise<unknown> => import(join(ROOT, 'apis/processout', file))
export const { default: api } = (await load('api.ts')) as { readonly default: AnyBehaviour }
type CatchUp = (services: unknown, now: Date) => Promise<void>
const { catchUp } = (await load('due.ts')) as { readonly catchUp: CatchUp }
export const MITTENS = { name: 'A pair of mittens', price: '4.99', currency: 'USD', taxes: '0.49', shipping: '2.00' }
export const CARD = { paid: '4242424242424242', declined: '4000 0000 0000 0002', disputed: '4000000000000259' }

export type Fields = Record<string, unknown> & { readonly id: string }
export type Project = { readonly id: string; readonly secret: string }

/** `shop` and `rival` have secrets of their own; `sandbox` is the shop's other side, `buyer` its id alone. */
export const PROJECTS: Readonly<Record<'shop' | 'rival' | 'sandbox' | 'buyer', Project>> = {
  shop: { id: 'id-of-the-shop', secret: 'secret of the shop' },
  rival: { id: 'id-of-the-rival', secret: 'secret of the rival' },
  sandbox: { id: 'sandbox-id-of-the-shop', secret: 'secret of the shop' },
  buyer: { id: 'id-of-the-shop', secret: '' },
}

export function basic({ id, secret }: Project): Record<string, string> {
  return { authorization: `Basic ${btoa(`${id}:${secret}`)}` }
}

export type Shop = {
  readonly served: () => Served
  /** Calls as the shop, or as another project. */
  readonly call: (
    request: string,
    body?: unknown,
    project?: Project,
    headers?: Record<string, string>,
  ) => Promise<Answer>
  /** What a call that works answers; its envelope is checked. */
  readonly get: (
    request: string,
    body?: unknown,
    project?: Project,
    headers?: Record<string, string>,
  ) => Promise<Fields>
  /** What a buyer sends at the checkout. */
  readonly pay: (invoice: string, card: string, more?: Record<string, string>) => Promise<Answer>
  /** An invoice that was paid, and its transaction. */
  readonly sell: (more?: Record<string, unknown>) => Promise<{ readonly invoice: Fields; readonly transaction: Fields }>
  /** What is due at this moment happens. */
  readonly at: (moment: Date) => Promise<void>
  /** Makes a project; resolves to the id of its key. */
  readonly give: (project: Project, terms?: Terms) => Promise<string>
}

let count = 0

/** Every store that it has to work on. */
export const STORES = ['sqlite', 'postgres'] as const

/** Serves it for the tests of a suite. */
export function shop(on: (typeof STORES)[number] = 'sqlite'): Shop {
  let served: Served
  let services: unknown
  let store: Store | undefined
  const schema = `processout-${process.pid}-${++count}`
  const start = (given: unknown): void => void (services = given)
  before(async () => {
    store = on === 'postgres' ? await openDatabase(await postgres(), schema) : undefined
    const setting = { behaviour: { ...api, start }, delivery: { inside: true }, demo: [] }
    served = await serve(contract, store === undefined ? setting : { ...setting, store })
    await give(PROJECTS.shop)
    await give(PROJECTS.rival)
  })
  after(async () => {
    await served.close()
    if (store === undefined) return
    await store.close()
    await dropSchema(await postgres(), schema)
  })

  const give: Shop['give'] = async ({ id, secret }, terms = {}) => {
    const hashes = [partHash('username', id), partHash('password', secret)]
    return (await served.store.credentials.create({ name: id, admin: false, hashes, tail: '', terms })).id
  }
  const call: Shop['call'] = (request, body, project = PROJECTS.shop, headers = {}) =>
    served.ask(request, { headers: { ...basic(project), ...headers }, ...(body === undefined ? {} : { body }) })
  const get: Shop['get'] = async (...asked) => {
    const answer = await call(...asked)
    assert.equal(answer.status, 200, answer.text)
    const { success, message, ...fields } = answer.json() as Fields
    assert.deepEqual([success, message], [true, null])
    return fields as Fields
  }
  const pay: Shop['pay'] = (invoice, card, more = {}) => {
    const text = new URLSearchParams({ card, expiry: '08 / 40', code: '123', ...more }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: served.address }
    return served.ask(`POST /checkout/${invoice}`, { headers, text })
  }
  const sell: Shop['sell'] = async (more = {}) => {
    const invoice = await get('POST /v1/invoices', { ...MITTENS, ...more })
    assert.equal((await pay(invoice.id, CARD.paid, { email: 'ada@example.com' })).status, 303)
    const { transactions } = await get('GET /v1/transactions?limit=1')
    const [transaction] = transactions as Fields[]
    assert.ok(transaction !== undefined && transaction['invoice_id'] === invoice.id)
    return { invoice, transaction }
  }
  const at: Shop['at'] = async (moment) => {
    // `start` is called when the process has the lease, which a database across a socket gives a little later.
    await catchUp(await eventually(() => services), moment)
  }
  return { served: () => served, call, get, pay, sell, at, give }
}
