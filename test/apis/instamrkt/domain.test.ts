/** Amounts, targets, the life of a pool, and the ledger as data. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { audit, netOf, transfersOf, type Account, type Transfer } from '../../../apis/instamrkt/domain/ledger.ts'
import { shareOf, textOf, unitsOf } from '../../../apis/instamrkt/domain/money.ts'
import { MOVES, dueAt, stateOf, type PoolTimes } from '../../../apis/instamrkt/domain/pool.ts'
import { settle } from '../../../apis/instamrkt/domain/settle.ts'
import { idOf, isInnermost, targetsOf, treeOf, winnersAmong } from '../../../apis/instamrkt/domain/targets.ts'

describe('amounts', () => {
  it('are read and written without a float', () => {
    assert.deepEqual(['1', '12.5', '0.01', '1000000000'].map(unitsOf), [100, 1250, 1, 100_000_000_000])
    for (const text of ['0', '-1', '1.005', '1e3', ' 1', '', '.5', 'NaN', '1000000000.01'])
      assert.equal(unitsOf(text), undefined, text)
    assert.deepEqual([1250, 1, 0, -50].map(textOf), ['12.50', '0.01', '0.00', '-0.50'])
  })

  it('come back as they were', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 100_000_000_000 }), (units) => unitsOf(textOf(units)) === units))
  })

  it('are shared exactly where the product is beyond floats', () => {
    assert.equal(shareOf(99_999_999_999, 99_999_999_998, 99_999_999_999), 99_999_999_998)
  })
})

describe('targets', () => {
  const targets = targetsOf(['Argentina', 'Brazil', 'Argentina: Lionel Messi', 'Brazil:7'])

  it('are named by their names, and none is always there', () => {
    assert.deepEqual(
      targets.map(({ id }) => id),
      ['argentina', 'brazil', 'argentina:lionel-messi', 'brazil:7', 'none'],
    )
    assert.equal(idOf('Red Card'), 'red-card')
  })

  it('bring what they lie in', () => {
    assert.deepEqual(
      targetsOf(['Brazil:Attack:7', 'None']).map(({ id }) => id),
      ['brazil', 'brazil:attack', 'brazil:attack:7', 'none'],
    )
  })

  it('make a tree', () => {
    const [argentina] = treeOf(targets)
    assert.deepEqual([argentina?.symbol, argentina?.within.map(({ name }) => name)], ['ARG', ['Lionel Messi']])
    assert.deepEqual(
      targets.filter(({ id }) => isInnermost(id, targets)).map(({ id }) => id),
      ['argentina:lionel-messi', 'brazil:7', 'none'],
    )
  })

  it('win with what lies in them', () => {
    assert.deepEqual(winnersAmong(['argentina', 'brazil', 'none'], ['brazil:7']), ['brazil'])
    assert.deepEqual(winnersAmong(['brazil:7', 'brazil:9', 'none'], ['brazil:7']), ['brazil:7'])
    assert.deepEqual(winnersAmong(['brazil:9', 'none'], ['brazil:7']), ['none'])
    assert.deepEqual(winnersAmong(['argentina', 'brazil', 'none'], ['argentina:1', 'brazil:7']), [
      'argentina',
      'brazil',
    ])
    assert.deepEqual(winnersAmong(['brazil', 'none'], ['brazil:7', 'brazil:9', 'chile:1']), ['brazil'])
  })
})

const time = fc.integer({ min: 0, max: 20 })
const maybe = fc.option(time, { nil: null })
const pools: fc.Arbitrary<PoolTimes> = fc.record({
  start_at: time,
  stop_at: maybe,
  finish_at: maybe,
  block_at: maybe,
  allow_at: maybe,
  ended: fc.constant(null),
})

describe('a pool', () => {
  const pool: PoolTimes = { start_at: 10, stop_at: 30, finish_at: 40, block_at: 15, allow_at: 20, ended: null }

  it('is what its times say', () => {
    const states = [9, 10, 14, 15, 19, 20, 29, 30, 40].map((now) => stateOf(pool, now))
    assert.deepEqual(states, ['scheduled', 'open', 'open', 'blocked', 'blocked', 'open', 'open', 'locked', 'locked'])
    assert.equal(stateOf({ ...pool, ended: 'expired' }, 12), 'expired')
  })

  it('moves as its table of moves says, whatever its times are', () => {
    fc.assert(
      fc.property(pools, time, (one, now) => {
        const [before, after] = [stateOf(one, now), stateOf(one, now + 1)]
        assert.ok(before === after || MOVES[before].includes(after), `${before} became ${after}`)
      }),
    )
  })

  it('changes only when the clock was told to look', () => {
    fc.assert(
      fc.property(pools, time, (one, now) => {
        const due = dueAt(one, now) ?? 100
        for (let at = now; at < due; at++) assert.equal(stateOf(one, at), stateOf(one, now))
      }),
    )
  })
})

describe('the ledger', () => {
  const accounts = fc.constantFrom<Account>('outside EUR', 'person 1 EUR', 'person 2 EUR', 'pool x', 'house s EUR')
  const transfers = fc.array(fc.record({ from: accounts, to: accounts, amount: fc.integer({ min: 1, max: 1000 }) }))

  it('makes nothing and loses nothing', () => {
    fc.assert(
      fc.property(transfers, (all) => {
        const net = [...netOf(all as Transfer[]).values()]
        assert.equal(
          net.reduce((a, b) => a + b, 0),
          0,
        )
      }),
    )
  })

  it('says what is wrong with books', () => {
    const moved = [{ from: 'outside EUR', to: 'person 1 EUR', amount: 5 } as const]
    const right = [
      { id: 'outside EUR', balance: -5 },
      { id: 'person 1 EUR', balance: 5 },
    ]
    assert.deepEqual(audit({ accounts: right, transfers: moved }), [])
    assert.deepEqual(audit({ accounts: right.slice(0, 1), transfers: moved }), [
      'person 1 EUR is missing',
      'all accounts together have -5',
    ])
    const forged = [...right, { id: 'person 2 EUR', balance: 1 }]
    assert.equal(audit({ accounts: forged, transfers: moved }).length, 2)
    const overdrawn = audit({ accounts: [], transfers: [] })
    assert.deepEqual(overdrawn, [])
  })

  it('leaves an ended pool with nothing', () => {
    const stakes = [1, 2, 3].map((person) => ({
      id: `bet-${person}`,
      person,
      target: person === 3 ? 'b' : 'a',
      amount: 100 * person + 1,
      placed_at: 0,
    }))
    const settlement = settle(stakes, { winners: ['a'], happenedAt: 1, takeout: 5 })
    const moved = transfersOf(settlement, { pool: 'x', source: 's', currency: 'EUR' })
    assert.equal(netOf(moved).get('pool x'), -603)
    assert.equal(new Set(moved.map(({ reference, reason }) => `${reference} ${reason}`)).size, moved.length)
  })
})
