/** Instamrkt over REST: games are run, people bet, events pay; and nobody does what is not theirs to do. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readingOf } from '../folders.ts'
import { exampleOf, rightsHold } from '../rights.ts'
import { seenOf } from '../seen.ts'
import { nothingUnseen, troubles } from '../troubles.ts'
import { GAME, OTHER, POOL, PROVIDER, SOURCE, serveInstamrkt, until, type Instamrkt } from './served.ts'

const unseen = seenOf(readingOf('instamrkt').contract)

let api: Instamrkt
before(async () => void (api = await serveInstamrkt()))
after(() => api.close())
const statusOf = async (request: string, key?: string, body?: object) => (await api.call(request, key, body)).status
type Pool = {
  state: string
  winning_targets: string[] | null
  amount_total: string
  distribution: { to_win_if_backed: number }[]
}
const pool = (id: string) => api.get<Pool>(`GET /r/pools/${id}/`, PROVIDER)
const bet = (key: string, id: string, [target_id, amount]: readonly [string, string], more: object = {}) =>
  api.call(`POST /r/pools/${id}/predictions/`, key, { target_id, amount, ...more })
const availableOf = async (key: string) =>
  (await api.get<{ available_balance: string }[]>('GET /r/balance/', key))[0]?.available_balance
const happens = (game: string, target_id: string, more: object = {}) =>
  api.get<{ resolved: Record<string, unknown>[] }>(`POST /r/games/${game}/events/`, PROVIDER, {
    action_id: 'goal',
    target_id,
    ...more,
  })

describe('a game', () => {
  it('is created, opened, started and closed', async () => {
    const game = await api.game({ open_at: Date.now() + 1e9 })
    const status = async () => (await api.get(`GET /r/games/${game}/`, PROVIDER))['status']
    assert.equal(await status(), 'betting_not_yet_active')
    assert.equal(await statusOf(`POST /r/games/${game}/start/`, PROVIDER, {}), 409)
    await api.get(`POST /r/games/${game}/open/`, PROVIDER, {})
    assert.equal(await status(), 'pre_game_betting_active')
    await api.get(`POST /r/games/${game}/start/`, PROVIDER, {})
    assert.equal(await status(), 'game_in_progress_betting_active')
    await api.get(`POST /r/games/${game}/close/`, PROVIDER)
    assert.equal(await status(), 'game_closed')
    assert.equal(await statusOf(`POST /r/games/${game}/pools/`, PROVIDER, { description: 'x', type: 3 }), 409)
  })

  it('keeps targets of any depth', async () => {
    const game = await api.game({ targets: ['Chile:Attack:Left:7', 'Peru'] })
    const { text } = await api.call(`GET /r/games/${game}/`, PROVIDER)
    assert.match(text, /"target_id":"chile:attack:left:7"/)
  })

  it('closes when every pool that waits for an answer has one', async () => {
    const [ana, game] = [await api.person('ana'), await api.game()]
    const [goal, answer] = [await api.pool(game), await api.pool(game, { type: 3 })]
    await bet(ana.key, goal, ['chile', '10'])
    await bet(ana.key, answer, ['yes', '10'])
    const closing = await api.get(`POST /r/games/${game}/close/`, PROVIDER)
    assert.deepEqual([closing['status'], closing['waiting']], ['game_in_progress_betting_closed', [answer]])
    assert.equal((await bet(ana.key, answer, ['yes', '1'])).status, 409)
    assert.deepEqual((await pool(goal)).winning_targets, ['none'])
    await happens(game, 'yes', { action_id: `answer:${answer}` })
    assert.deepEqual((await pool(answer)).winning_targets, ['yes'])
    assert.equal((await api.get(`POST /r/games/${game}/close/`, PROVIDER))['status'], 'game_closed')
    // Nobody had backed `none`, and nobody `no`: all of it came back.
    assert.equal(await availableOf(ana.key), '100.00')
  })
})

describe('an event', () => {
  it('pays by what was staked, for the innermost target and those around it', async () => {
    const [bo, cy, game] = [await api.person('bo'), await api.person('cy'), await api.game()]
    const [teams, players] = [await api.pool(game), await api.pool(game, { targets: ['chile:7', 'chile:9'] })]
    await bet(bo.key, teams, ['chile', '10.00'])
    await bet(cy.key, teams, ['peru', '7'])
    await bet(cy.key, players, ['chile:9', '5'])
    assert.equal((await pool(teams)).distribution[0]?.to_win_if_backed, 1.7)
    const { resolved } = await happens(game, 'chile:9')
    assert.deepEqual(
      resolved.map((one) => [one['pool_id'], one['winning_targets']]),
      [
        [teams, ['chile']],
        [players, ['chile:9']],
      ],
    )
    assert.deepEqual([await availableOf(bo.key), await availableOf(cy.key)], ['107.00', '93.00'])
  })

  it('comes once, however often it is sent', async () => {
    const [dee, game] = [await api.person('dee'), await api.game()]
    await bet(dee.key, await api.pool(game), ['chile', '10'])
    const first = await happens(game, 'chile:7', { event_id: 'e1' })
    assert.equal(first.resolved.length, 1)
    await api.pool(game)
    assert.deepEqual(await happens(game, 'chile:7', { event_id: 'e1' }), first)
  })

  it('makes later bets void', async () => {
    const [eve, game] = [await api.person('eve'), await api.game()]
    const id = await api.pool(game)
    await bet(eve.key, id, ['chile', '10'])
    await until(async () =>
      Date.now() > Number((await api.get(`GET /r/pools/${id}/`, PROVIDER))['start_at']) + 5 ? true : undefined,
    )
    const happened_at = Date.now()
    await until(async () => (Date.now() > happened_at ? true : undefined))
    await bet(eve.key, id, ['peru', '20'])
    const { resolved } = await happens(game, 'peru:1', { happened_at })
    assert.deepEqual(resolved[0]?.['invalidated_bettors'], [{ user_id: eve.id, amount: '20.00' }])
    assert.equal(resolved[0]?.['is_money_return'], true)
    assert.equal(await availableOf(eve.key), '100.00')
  })

  it('shares a dead heat, and keeps takeout and breakage for the source', async () => {
    const [fay, gil, game] = [await api.person('fay'), await api.person('gil'), await api.game()]
    const id = await api.pool(game, { takeout: 10 })
    await bet(fay.key, id, ['chile', '10'])
    await bet(gil.key, id, ['peru', '20'])
    await bet(gil.key, id, ['none', '30.03'])
    const { resolved } = await happens(game, 'chile:7, peru:1')
    assert.deepEqual(
      [resolved[0]?.['winning_targets'], resolved[0]?.['takeout'], resolved[0]?.['breakage']],
      [['chile', 'peru'], '6.00', '0.01'],
    )
    assert.deepEqual([await availableOf(fay.key), await availableOf(gil.key)], ['112.01', '81.98'])
  })

  it('opens the next pool where that was wanted', async () => {
    const game = await api.game()
    const id = await api.pool(game, { recreate_on_end: true })
    await happens(game, 'chile:7')
    const open = await api.get<{ pool_id: string; state: string }[]>(`GET /r/games/${game}/pools/open/`, PROVIDER)
    assert.deepEqual(
      open.map(({ pool_id, state }) => [pool_id === id, state]),
      [[false, 'open']],
    )
  })

  it('has to be of the game, of an innermost target, and not in the future', async () => {
    const send = (body: object) => statusOf(`POST /r/games/${GAME}/events/`, PROVIDER, { action_id: 'goal', ...body })
    assert.equal(await send({ target_id: 'brazil' }), 400)
    assert.equal(await send({ target_id: 'chile:7' }), 400)
    assert.equal(await send({ target_id: 'brazil:7', action_id: 'shot' }), 400)
    assert.equal(await send({ target_id: 'brazil:7', happened_at: Date.now() + 1e6 }), 400)
    assert.equal(await send({ target_id: 'yes', action_id: 'answer:nothing' }), 409)
  })
})

describe('a bet', () => {
  it('is taken only while the pool is open, of money that is there', async () => {
    const [hal, game] = [await api.person('hal'), await api.game()]
    const id = await api.pool(game)
    assert.equal((await bet(hal.key, id, ['chile', '100.01'])).status, 409)
    assert.equal((await bet(hal.key, id, ['nobody', '1'])).status, 400)
    for (const amount of ['0', '-1', '1.005', 'x'])
      assert.equal((await bet(hal.key, id, ['chile', amount])).status, 400)
    await api.get(`POST /r/pools/${id}/block/`, PROVIDER, {})
    assert.equal((await bet(hal.key, id, ['chile', '1'])).status, 409)
    await api.get(`POST /r/pools/${id}/allow/`, PROVIDER, {})
    assert.equal((await bet(hal.key, id, ['chile', '100'])).status, 201)
    await api.get(`POST /r/pools/${id}/refund/`, PROVIDER)
    assert.equal((await bet(hal.key, id, ['chile', '1'])).status, 409)
    assert.equal(await availableOf(hal.key), '100.00')
  })

  it('with an id of its own is placed once', async () => {
    const [ida, jon, game] = [await api.person('ida'), await api.person('jon'), await api.game()]
    const [id, bet_id] = [await api.pool(game), '5d2f1c1e-5c0b-4f7d-8f3a-0c9b1d2e3f40']
    const twice = [
      await bet(ida.key, id, ['chile', '10'], { bet_id }),
      await bet(ida.key, id, ['chile', '10'], { bet_id }),
    ]
    assert.deepEqual(twice[0]?.json(), twice[1]?.json())
    assert.equal(await availableOf(ida.key), '90.00')
    assert.equal((await bet(jon.key, id, ['chile', '10'], { bet_id })).status, 409)
  })

  it('is listed for whoever placed it', async () => {
    const [kim, game] = [await api.person('kim'), await api.game()]
    await bet(kim.key, await api.pool(game), ['chile', '10'])
    await bet(kim.key, await api.pool(game), ['peru', '5'])
    await happens(game, 'chile:7')
    const list = (query: string) => api.get<{ outcome: string }[]>(`GET /r/predictions/?${query}`, kim.key)
    assert.deepEqual((await list('')).map(({ outcome }) => outcome).toSorted(), ['refunded', 'won'])
    assert.deepEqual([(await list('running=true')).length, (await list('limit=1&page=2')).length], [0, 1])
  })
})

describe('set times', () => {
  it('open, block, allow and expire pools', async () => {
    const [lea, game] = [await api.person('lea'), await api.game()]
    const now = Date.now()
    const id = await api.pool(game, { type: 2, start_at: now + 300, finish_at: now + 1500 })
    assert.equal((await pool(id)).state, 'scheduled')
    await until(async () => ((await pool(id)).state === 'open' ? true : undefined))
    assert.equal((await bet(lea.key, id, ['none', '10'])).status, 201)
    await api.get(`POST /r/pools/${id}/block/`, PROVIDER, { block_at: Date.now() + 200 })
    await until(async () => ((await pool(id)).state === 'blocked' ? true : undefined))
    const over = await until(async () => ((await pool(id)).state === 'expired' ? pool(id) : undefined))
    assert.deepEqual(over.winning_targets, ['none'])
  })

  it('have to come one after the other', async () => {
    const open = (more: object) =>
      statusOf(`POST /r/games/${GAME}/pools/`, PROVIDER, {
        description: 'x',
        action_id: 'goal',
        targets: ['argentina', 'brazil'],
        ...more,
      })
    assert.equal(await open({ type: 2 }), 400)
    assert.equal(await open({ finish_at: Date.now() + 1e6 }), 400)
    assert.equal(await open({ type: 2, finish_at: 1 }), 400)
    assert.equal(await open({ targets: ['brazil', 'argentina:10'] }), 400)
    assert.equal(await open({ targets: ['brazil'] }), 400)
    assert.equal(await open({ action_id: 'shot' }), 400)
    assert.equal(await open({ type: 5 }), 400)
  })
})

describe('betting on an action', () => {
  it('is blocked and allowed in all its pools at once', async () => {
    const game = await api.game()
    const [one, other] = [await api.pool(game), await api.pool(game, { targets: ['chile:7', 'chile:9'] })]
    const states = async () => Promise.all([one, other].map(async (id) => (await pool(id)).state))
    await api.get(`POST /r/games/${game}/actions/goal/block/`, PROVIDER, {})
    assert.deepEqual(await states(), ['blocked', 'blocked'])
    await api.get(`POST /r/games/${game}/actions/goal/allow/`, PROVIDER, {})
    assert.deepEqual(await states(), ['open', 'open'])
  })
})

describe('a source', () => {
  it('is closed with its games', async () => {
    const { source_id } = await api.get<{ source_id: string }>('POST /r/sources/', PROVIDER, { name: 'short' })
    const asked = { game_name: 'Chile - Peru', actions: ['Goal'], targets: ['Chile', 'Peru'] }
    const { game_id } = await api.get<{ game_id: string }>(`POST /r/sources/${source_id}/games/`, PROVIDER, asked)
    await api.get(`DELETE /r/sources/${source_id}/`, PROVIDER)
    assert.equal((await api.get(`GET /r/games/${game_id}/`, PROVIDER))['status'], 'game_closed')
  })
})

describe('money', () => {
  it('comes in by a provider and goes out to its owner, each payment once', async () => {
    const mia = await api.person('mia')
    const deposit = { amount: '20.50', currency: 'EUR', payment_id: 'p1' }
    await api.get(`POST /r/users/${mia.id}/deposits/`, PROVIDER, deposit)
    const after = await api.get(`POST /r/users/${mia.id}/deposits/`, PROVIDER, deposit)
    assert.equal(after['available_balance'], '20.50')
    assert.equal(await statusOf('POST /r/withdrawals/', mia.key, { amount: '20.51', currency: 'EUR' }), 409)
    const left = await api.get('POST /r/withdrawals/', mia.key, { amount: '20', currency: 'EUR' })
    assert.equal(left['current_balance'], '0.50')
    assert.equal(await statusOf('POST /r/users/99999/deposits/', PROVIDER, deposit), 404)
    assert.equal(await statusOf(`POST /r/users/${mia.id}/deposits/`, PROVIDER, { ...deposit, currency: 'euro' }), 400)
  })
})

describe('people', () => {
  it('have names of their own, and learn nothing of others', async () => {
    const nat = { username: 'nat', email: 'nat@example.com', password: 'correct horse battery' }
    assert.equal(await statusOf('POST /r/signup/', undefined, nat), 201)
    assert.equal(await statusOf('POST /r/signup/', undefined, { ...nat, username: 'NAT', email: 'x@example.com' }), 409)
    assert.equal(await statusOf('POST /r/signup/', undefined, { ...nat, username: 'nat2', password: 'short' }), 400)
    const wrong = await api.call('POST /r/login/', undefined, { username: 'nat', password: 'wrong' })
    const unknown = await api.call('POST /r/login/', undefined, { username: 'nobody', password: 'wrong' })
    assert.deepEqual([wrong.status, wrong.text], [401, unknown.text])
    assert.deepEqual(
      Object.keys(JSON.parse(wrong.text) as object),
      ['status', 'msg'],
      'errors of REST, not of messages',
    )
  })

  it('are nobody any longer after logging out', async () => {
    const { key } = await api.person('olga')
    assert.equal(await statusOf('GET /r/balance/', key), 200)
    await api.get('POST /r/logout/', key)
    assert.equal(await statusOf('GET /r/balance/', key), 401)
    assert.doesNotMatch(api.log(), new RegExp(key))
  })
})

const KEYS: Readonly<Record<string, () => Promise<string | undefined>>> = {
  'nobody known': async () => undefined,
  'a person': async () => (await api.person('rita')).key,
  'a provider': async () => PROVIDER,
  'another provider': async () => OTHER,
}
/** Who asked last, and what is asked about: a provider's own is new, so that all of it can be done. */
let [asking, key, places] = ['', undefined as string | undefined, {} as Record<string, string>]

rightsHold('instamrkt', async (operation, caller) => {
  if (caller !== asking) {
    const own = caller === 'a provider' ? await api.get('POST /r/sources/', PROVIDER, { name: 'mine' }) : undefined
    const source_id = String(own?.['source_id'] ?? SOURCE)
    const game_id = own === undefined ? GAME : await api.game({ source_id })
    const pool_id = own === undefined ? POOL : await api.pool(game_id)
    places = { source_id, game_id, pool_id, action_id: 'goal', user_id: '1' }
    ;[asking, key] = [caller, await KEYS[caller]?.()]
  }
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => places[name] ?? '')
  const payment = { payment_id: caller.replaceAll(' ', '-') }
  const shown = Object(exampleOf(operation)) as object
  const body = operation.body === undefined ? undefined : { ...shown, ...payment }
  return statusOf(`${operation.method} ${path}`, key, body)
})

it('the books are right after all this', async () => assert.deepEqual(await api.audit(), []))

troubles({
  name: 'instamrkt',
  headers: { authorization: PROVIDER },
  shown: ({ key = '' }) => ({ authorization: key }),
  read: 'GET /r/sources/',
  write: ['POST /r/sources/', { name: 'x' }],
})

nothingUnseen(unseen)
