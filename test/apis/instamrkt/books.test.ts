/** The books are right at every moment: after any sequence of operations, in any interleaving, and after kill -9. */
import assert from 'node:assert/strict'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { openStore } from '../../../src/store/index.ts'
import { folder } from '../../store/folder.ts'
import { auditIn, PROVIDER, serveInstamrkt, type Instamrkt } from './served.ts'

const TARGETS = ['chile', 'peru', 'none']
const target = fc.constantFrom(...TARGETS)
const person = fc.nat(2)
const pool = fc.nat(3)
const amount = fc.constantFrom('0.01', '0.03', '1', '33.33', '100', '250')

/** What anybody may ask for; pools and people by their number. */
const operation = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('bet' as const), person, pool, target, amount }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('event' as const),
      targets: fc.constantFrom('chile:7', 'peru:1', 'none', 'chile:7,peru:1'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('open' as const), takeout: fc.constantFrom(0, 7), recreate: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('block' as const, 'allow' as const, 'refund' as const), pool }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('deposit' as const, 'withdraw' as const), person, amount }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const) }) },
)
type Operation = typeof operation extends fc.Arbitrary<infer O> ? O : never
type Setting = {
  readonly api: Instamrkt
  readonly people: readonly { key: string; id: number }[]
  readonly game: string
  readonly pools: string[]
}

describe('the books are right', () => {
  it('whatever is asked for, in whatever order and all at once', { timeout: 120_000 }, async () => {
    const api = await serveInstamrkt()
    const people = [await api.person('ana'), await api.person('bo'), await api.person('cy')]
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(operation, { minLength: 1, maxLength: 8 }), { maxLength: 6 }),
        async (steps) => {
          const game = await api.game()
          const setting: Setting = { api, people, game, pools: [await api.pool(game), await api.pool(game)] }
          for (const together of steps) {
            // Looked at while they are under way, too.
            const all = [...together.map((one) => ask(setting, one)), api.audit()]
            assert.deepEqual((await Promise.all(all)).at(-1), [])
          }
          assert.deepEqual(await api.audit(), [])
        },
      ),
      { numRuns: 25 },
    )
    await api.close()
  })

  it('after kill -9, and hold whatever was acknowledged', { timeout: 120_000 }, async () => {
    const place = folder()
    const file = place.file('x.sqlite')
    const acknowledged: string[] = []
    for (const bets of [1, 10, 20]) acknowledged.push(...(await betUntilKilled(file, bets)))
    const store = openStore(file)
    assert.deepEqual(await auditIn(store), [])
    const kept = await (await store.tables()).selectFrom('bets').select('id').execute()
    const ids = new Set(kept.map(({ id }) => id))
    assert.ok(acknowledged.length > 20, `only ${acknowledged.length} bets were acknowledged`)
    assert.deepEqual(
      acknowledged.filter((id) => !ids.has(id)),
      [],
    )
    await store.close()
    place.remove()
  })
})

/** Answers are errors as often as not; none may be a failure of the server. */
async function ask({ api, people, game, pools }: Setting, one: Operation): Promise<void> {
  const id = (at: number): string => pools[at % pools.length] ?? ''
  const who = (at: number) => people[at % people.length] ?? { key: '', id: 0 }
  const [request, key, body] = ((): readonly [string, string, object?] => {
    switch (one.do) {
      case 'bet':
        return [
          `POST /r/pools/${id(one.pool)}/predictions/`,
          who(one.person).key,
          { target_id: one.target, amount: one.amount },
        ]
      case 'event':
        return [`POST /r/games/${game}/events/`, PROVIDER, { action_id: 'goal', target_id: one.targets }]
      case 'open':
        return [
          `POST /r/games/${game}/pools/`,
          PROVIDER,
          {
            description: 'x',
            action_id: 'goal',
            targets: ['chile', 'peru'],
            takeout: one.takeout,
            recreate_on_end: one.recreate,
          },
        ]
      case 'block':
      case 'allow':
        return [`POST /r/pools/${id(one.pool)}/${one.do}/`, PROVIDER, {}]
      case 'refund':
        return [`POST /r/pools/${id(one.pool)}/refund/`, PROVIDER]
      case 'deposit':
        return [`POST /r/users/${who(one.person).id}/deposits/`, PROVIDER, { amount: one.amount, currency: 'DON' }]
      case 'withdraw':
        return ['POST /r/withdrawals/', who(one.person).key, { amount: one.amount, currency: 'DON' }]
      case 'close':
        return [`POST /r/games/${game}/close/`, PROVIDER]
    }
  })()
  const answer = await api.call(request, key, body)
  assert.ok(answer.status < 500 && answer.status !== 429, `${request}: ${answer.text}`)
  if (one.do === 'open' && answer.status === 201) pools.push((answer.json() as { pool_id: string }).pool_id)
}

/** Bets and events against a process that is killed at its work, after so many bets; resolves with those it acknowledged. */
async function betUntilKilled(file: string, bets: number): Promise<string[]> {
  const server = fork(join(import.meta.dirname, 'process.ts'), [file], { execArgv: ['--conditions=kittn-source'] })
  const [told] = (await once(server, 'message')) as [Ready]
  const acknowledged: string[] = []
  const heard = (bet: string): void => {
    if (acknowledged.push(bet) >= bets) server.kill('SIGKILL')
  }
  const ended = once(server, 'exit')
  await Promise.all(Array.from({ length: 8 }, (_, at) => play(server, told, { at, heard })))
  await ended
  return acknowledged
}

type Ready = { readonly address: string; readonly game: string; readonly keys: readonly string[] }

async function play(server: ChildProcess, told: Ready, { at, heard }: { at: number; heard: (bet: string) => void }) {
  const send = async (path: string, key: string, body: object): Promise<Record<string, unknown>[]> => {
    const headers = { authorization: key, 'content-type': 'application/json' }
    const answer = await fetch(told.address + path, { method: 'POST', headers, body: JSON.stringify(body) })
    return [(await answer.json()) as Record<string, unknown>]
  }
  try {
    for (let n = 0; server.exitCode === null && server.signalCode === null; n++) {
      const open = await fetch(`${told.address}/r/games/${told.game}/pools/open/`, {
        headers: { authorization: PROVIDER },
      })
      const [first] = (await open.json()) as { pool_id: string }[]
      if (first === undefined) continue
      const bet = { target_id: TARGETS[n % 3], amount: '0.01' }
      const [placed] = await send(`/r/pools/${first.pool_id}/predictions/`, told.keys[at % told.keys.length] ?? '', bet)
      if (typeof placed?.['bet_id'] === 'string') heard(placed['bet_id'])
      if (at === 0) await send(`/r/games/${told.game}/events/`, PROVIDER, { action_id: 'goal', target_id: 'chile:7' })
    }
  } catch {
    // It was killed while it was asked.
  }
}
