/** Instamrkt over the WebSocket: the message codes of the page, what subscribers are told, and who is heard. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { connect, type Client } from '../../wire/channel.ts'
import { readingOf } from '../folders.ts'
import { messagesSeenOf } from '../seen.ts'
import { nothingUnseen } from '../troubles.ts'
import { DIEGO, PROVIDER, SOURCE, serveInstamrkt, type Instamrkt } from './served.ts'

type Told = { readonly res: number; readonly echo?: string } & Record<string, unknown>
const unseen = messagesSeenOf(readingOf('instamrkt').contract)
let api: Instamrkt
before(async () => void (api = await serveInstamrkt()))
after(() => api.close())

const live = (key?: string) => connect(`${api.address}/live`, key === undefined ? {} : { authorization: key })
let asked = 0

/** The answer to this message, by its echo; what is pushed meanwhile is passed over. */
async function ask(client: Client, message: object): Promise<Told> {
  const echo = `m${asked++}`
  client.send({ ...message, echo })
  return heard(client, (told) => told.echo === echo)
}

async function heard(client: Client, wanted: (told: Told) => boolean): Promise<Told> {
  for (;;) {
    const told = (await client.next()) as Told
    if (wanted(told)) return told
  }
}

const NEW = { game_name: 'Chile - Peru', actions: ['Goal'], targets: ['Chile', 'Peru', 'Chile:7'] }

describe('a provider and a person', () => {
  it('play a whole game by messages', async () => {
    const [provider, ana] = [await live(PROVIDER), await live()]
    const { key, id } = await api.person('ana')
    assert.equal((await ask(ana, { op: 100, header: { session_key: 'wrong' } })).res, 666)
    assert.deepEqual(codeAnd(await ask(ana, { op: 100, header: { session_key: key } }), 'user_id'), [100, id])
    const source_id = String((await ask(provider, { op: 365, source_name: 'x' }))['source_id'])
    const { res, game_id } = await ask(provider, { op: 370, source_id, ...NEW })
    assert.equal(res, 340)
    assert.equal((await ask(ana, { op: 363, game_id })).res, 333)
    const pool = await ask(provider, {
      op: 385,
      game_id,
      description: 'Next',
      action_id: 'goal',
      targets: ['chile', 'peru'],
    })
    const { pool_id } = pool
    assert.equal(pool.res, 350)
    assert.equal((await heard(ana, (told) => told.res === 352))['pool_id'], pool_id)

    const bet = await ask(ana, { op: 392, pool_id, target: 'chile', amount: '1' })
    assert.deepEqual([bet.res, bet['target'], bet['amount']], [356, 'chile', '1.00'])
    const odds = await heard(ana, (told) => told.res === 361)
    assert.deepEqual([odds['amount_total'], (odds['new_bets'] as object[]).length], ['1.00', 1])
    assert.equal((await ask(ana, { op: 393, pool_id }))['amount_total'], '1.00')
    assert.deepEqual((await ask(ana, { op: 389, game_id }))['pools'], [{ pool_id, user_backed: { chile: '1.00' } }])
    assert.deepEqual((await ask(ana, { op: 388, game_id }))['pools'], [])

    assert.equal((await ask(provider, { op: 397, pool_id })).res, 368)
    assert.equal((await heard(ana, (told) => told.res === 368))['pool_id'], pool_id)
    assert.match(String((await ask(ana, { op: 392, pool_id, target: 'chile', amount: '1' }))['text']), /blocked/)
    assert.deepEqual((await ask(provider, { op: 3985, game_id, action_id: 'goal' }))['pools'], [pool_id])
    assert.equal((await heard(ana, (told) => told.res === 369))['pool_id'], pool_id)

    const event = await ask(provider, { op: 395, game_id, action_id: 'goal', target_id: 'chile:7' })
    assert.deepEqual(event['current_count'], { chile: 1, 'chile:7': 1 })
    const over = await heard(ana, (told) => told.res === 362)
    assert.deepEqual([over['winning_target'], over['winners'], over['losers']], ['chile', { [id]: '0.00' }, {}])
    assert.equal((await heard(ana, (told) => told.res === 815))['available_balance'], '100.00')
    assert.equal(((await ask(ana, { op: 390, game_id }))['pools'] as { paid: string }[])[0]?.paid, '1.00')
    assert.equal((await ask(provider, { op: 375, game_id })).res, 341)
    assert.equal((await heard(ana, (told) => told.res === 341))['status'], 'game_closed')
    for (const client of [provider, ana]) client.ws.close()
  })

  it('are told of pools that are blocked, allowed and over by themselves', async () => {
    const [provider, watcher] = [await live(PROVIDER), await live()]
    const game_id = await api.game()
    await ask(watcher, { op: 363, game_id })
    const pool_id = await api.pool(game_id, { type: 2, finish_at: Date.now() + 2000 })
    assert.equal((await ask(provider, { op: 397, pool_id })).res, 368)
    assert.equal((await ask(provider, { op: 398, pool_id })).res, 369)
    const blocked = await ask(provider, { op: 3975, game_id, action_id: 'goal' })
    assert.deepEqual([blocked.res, blocked['pools']], [370, [pool_id]])
    assert.equal((await ask(provider, { op: 3985, game_id, action_id: 'goal' })).res, 371)
    const over = await heard(watcher, (told) => told.res === 363 && 'winners' in told)
    assert.deepEqual([over['pool_id'], over['winning_target']], [pool_id, 'none'])
    for (const client of [provider, watcher]) client.ws.close()
  })

  it('have what belongs to them listed', async () => {
    const provider = await live(PROVIDER)
    const texts = { ...NEW, actions: 'Goal, Offside', targets: 'Chile,Peru,Chile:7' }
    const made = await ask(provider, { op: 3701, source_id: SOURCE, ...texts, open_at: Date.now() + 1e9 })
    assert.equal(made.res, 3401)
    const { game_id } = made
    const has = async (op: number) =>
      JSON.stringify(await ask(provider, { op, source_id: SOURCE })).includes(String(game_id))
    assert.deepEqual([await has(380), await has(3811)], [false, true])
    assert.equal((await ask(provider, { op: 3702, game_id })).res, 3402)
    assert.deepEqual([await has(380), await has(3811)], [true, false])
    assert.equal((await ask(provider, { op: 373, game_id, live_start_at: Date.now() })).res, 343)
    assert.deepEqual(codeAnd(await ask(provider, { op: 372, game_id }), 'status'), [
      342,
      'game_in_progress_betting_active',
    ])
    const older = { targets: 'chile,peru', pool_type: '1', recreate_on_end: 'False' }
    const pool = await ask(provider, { op: 385, game_id, description: 'Next', action_id: 'offside', ...older })
    assert.deepEqual([pool['targets'], pool['type'], pool['recreate_on_end']], [['chile', 'peru', 'none'], 1, false])
    assert.equal((await ask(provider, { op: 387, game_id })).res, 3535)
    assert.match(JSON.stringify(await ask(provider, { op: 611 })), new RegExp(SOURCE))
    const { source_id } = await ask(provider, { op: 365, source_name: 'y' })
    assert.equal((await ask(provider, { op: 366, source_id })).res, 336)
    assert.equal((await ask(provider, { op: 364, game_id })).res, 334)
    provider.ws.close()
  })
})

describe('whoever connects', () => {
  it('may watch, and nothing else', async () => {
    const client = await live()
    assert.equal((await ask(client, { op: 1 })).res, 1)
    assert.equal(((await ask(client, { op: 2 }))['opcodes'] as Record<string, number>)['place_bet'], 392)
    for (const message of [{ op: 800 }, { op: 365, source_name: 'x' }, { op: 999 }, { op: 363, game_id: 'none' }])
      assert.equal((await ask(client, message)).res, 666)
    client.ws.close()
  })

  it('is no longer heard after logging out', async () => {
    const { key } = await api.person('bo')
    const client = await live(key)
    assert.equal((await ask(client, { op: 800 })).res, 800)
    await api.get('POST /r/logout/', key)
    assert.equal((await ask(client, { op: 800 })).res, 666)
    client.ws.close()
  })

  it('is told of many bets together, the newest by name', async () => {
    const game = await api.game()
    const pool = await api.pool(game)
    const watcher = await live()
    await ask(watcher, { op: 363, game_id: game })
    const bet = { target_id: 'chile', amount: '0.01' }
    await Promise.all(Array.from({ length: 40 }, () => api.get(`POST /r/pools/${pool}/predictions/`, DIEGO, bet)))
    let messages = 0
    const odds = await heard(
      watcher,
      (told) => (messages += Number(told.res === 361)) > 0 && told['amount_total'] === '0.40',
    )
    assert.ok(messages < 20, `${messages} messages for 40 bets`)
    assert.ok((odds['new_bets'] as object[]).length <= 10)
    watcher.ws.close()
  })
})

function codeAnd(told: Told, name: string): unknown[] {
  return [told.res, told[name]]
}

nothingUnseen(unseen)
