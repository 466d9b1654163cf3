/** Pari-mutuel settlement: all money goes somewhere, and to whom it belongs. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { oddsOf } from '../../../apis/instamrkt/domain/odds.ts'
import { sum } from '../../../apis/instamrkt/domain/money.ts'
import { refund, settle, type Stake } from '../../../apis/instamrkt/domain/settle.ts'

const AT = 1000
let next = 0
const stake = (person: number, target: string, amount: number, placed_at = 0): Stake => ({
  id: `bet-${next++}`,
  person,
  target,
  amount,
  placed_at,
})
const outcome = (...winners: string[]) => ({ winners, happenedAt: AT, takeout: 0 })
const paid = (stakes: readonly Stake[], how: Parameters<typeof settle>[1]) => {
  const { payments, takeout, breakage, returned } = settle(stakes, how)
  return { paid: payments.map(({ fate, paid: amount }) => `${fate} ${amount}`), takeout, breakage, returned }
}

describe('a pool is settled', () => {
  it('in proportion to what was staked on the winner', () => {
    const stakes = [stake(3, 'brazil', 1000), stake(1, 'argentina', 700), stake(2, 'none', 300)]
    assert.deepEqual(paid(stakes, outcome('brazil')), {
      paid: ['won 2000', 'lost 0', 'lost 0'],
      takeout: 0,
      breakage: 0,
      returned: false,
    })
  })

  it('rounding down, and what is left is breakage', () => {
    const stakes = [stake(1, 'a', 1), stake(2, 'a', 1), stake(3, 'a', 1), stake(4, 'b', 100)]
    assert.deepEqual(paid(stakes, outcome('a')), {
      paid: ['won 34', 'won 34', 'won 34', 'lost 0'],
      takeout: 0,
      breakage: 1,
      returned: false,
    })
  })

  it('without bets that were placed after it happened', () => {
    const stakes = [stake(1, 'a', 100), stake(2, 'a', 500, AT + 1), stake(3, 'b', 100, AT)]
    assert.deepEqual(paid(stakes, outcome('a')).paid, ['void 500', 'won 200', 'lost 0'])
  })

  it('in a dead heat with equal parts of the profit for each winner that was backed', () => {
    const stakes = [stake(1, 'a', 100), stake(2, 'b', 300), stake(3, 'c', 200)]
    assert.deepEqual(paid(stakes, outcome('a', 'b')).paid, ['won 200', 'won 400', 'lost 0'])
    assert.deepEqual(paid(stakes, outcome('a', 'nobody')).paid, ['won 600', 'lost 0', 'lost 0'])
  })

  it('by giving all back where nobody backed the winner', () => {
    const result = paid([stake(1, 'a', 100), stake(2, 'b', 50, AT + 1)], { ...outcome('c'), takeout: 10 })
    assert.deepEqual(result, { paid: ['void 50', 'refunded 100'], takeout: 0, breakage: 0, returned: true })
  })

  it('with a takeout that never makes a winner lose', () => {
    assert.deepEqual(paid([stake(1, 'a', 100), stake(2, 'b', 900)], { ...outcome('a'), takeout: 10 }), {
      paid: ['won 900', 'lost 0'],
      takeout: 100,
      breakage: 0,
      returned: false,
    })
    assert.deepEqual(paid([stake(1, 'a', 1000), stake(2, 'b', 10)], { ...outcome('a'), takeout: 10 }).paid, [
      'won 1000',
      'lost 0',
    ])
  })
})

const TARGETS = ['a', 'b', 'c', 'none']
const stakes = fc.array(
  fc.record({
    id: fc.uuid(),
    person: fc.integer({ min: 1, max: 5 }),
    target: fc.constantFrom(...TARGETS),
    amount: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 100_000_000_000 })),
    placed_at: fc.integer({ min: 0, max: 2 * AT }),
  }),
)
const outcomes = fc.record({
  winners: fc.uniqueArray(fc.constantFrom(...TARGETS), { minLength: 1 }),
  happenedAt: fc.constant(AT),
  takeout: fc.integer({ min: 0, max: 100 }),
})

describe('whatever was staked and whatever happens', () => {
  it('all money of the pool is given to somebody', () => {
    fc.assert(
      fc.property(stakes, outcomes, (all, how) => {
        const { payments, takeout, breakage } = settle(all, how)
        const staked = sum(all.map(({ amount }) => amount))
        assert.equal(sum(payments.map((one) => one.paid)) + takeout + breakage, staked)
        assert.deepEqual(payments.map((one) => one.stake.id).toSorted(), all.map(({ id }) => id).toSorted())
      }),
    )
  })

  it('winners lose nothing, late bets come back, and breakage is less than one unit a bet and a winner', () => {
    fc.assert(
      fc.property(stakes, outcomes, (all, how) => {
        const { payments, takeout, breakage, returned } = settle(all, how)
        for (const { fate, paid: amount, stake: one } of payments) {
          if (fate === 'won') assert.ok(amount >= one.amount)
          assert.equal(fate === 'void', one.placed_at > AT)
          if (fate === 'void') assert.equal(amount, one.amount)
        }
        assert.ok(takeout >= 0 && breakage >= 0 && breakage < all.length + how.winners.length)
        if (returned) assert.deepEqual([takeout, breakage], [0, 0])
      }),
    )
  })

  it('the odds that were shown last are what a bet in time is paid', () => {
    const early = stakes.map((all) => all.map((one) => ({ ...one, placed_at: 0 })))
    fc.assert(
      fc.property(early, fc.constantFrom(...TARGETS), fc.integer({ min: 0, max: 50 }), (all, winner, takeout) => {
        const backings = TARGETS.map((target) => {
          const on = all.filter((one) => one.target === target)
          return {
            target,
            money: sum(on.map(({ amount }) => amount)),
            people: new Set(on.map((one) => one.person)).size,
          }
        })
        const shown = oddsOf(TARGETS, backings, takeout).find((one) => one.target === winner)?.multiplier ?? Number.NaN
        const { payments } = settle(all, { winners: [winner], happenedAt: AT, takeout })
        for (const { fate, paid: amount, stake: one } of payments)
          if (fate === 'won') assert.ok(amount >= Math.floor(one.amount * shown * 0.999999), `${amount} at ${shown}`)
      }),
    )
  })

  it('a refund gives each bettor the stake', () => {
    fc.assert(
      fc.property(stakes, (all) => {
        assert.deepEqual(
          refund(all).payments.map((one) => one.paid),
          all.map(({ amount }) => amount),
        )
      }),
    )
  })
})
