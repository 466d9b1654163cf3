/** What a pool promises while bets come in. */
import { shareOf, sum } from './money.ts'
import { takeoutOf } from './settle.ts'

/** What lies on a target: units, and how many people put them there. */
export type Backing = { readonly target: string; readonly money: number; readonly people: number }
export type Odds = Backing & {
  /** What comes back for each unit, rounded down to hundredths; 1 where nobody has backed the target. */
  readonly multiplier: number
}

/** The odds of each target that is offered, in the order in which they are offered. */
export function oddsOf(offered: readonly string[], backings: readonly Backing[], takeout: number): Odds[] {
  const total = sum(backings.map(({ money }) => money))
  return offered.map((target) => {
    const backing = backings.find((one) => one.target === target) ?? { target, money: 0, people: 0 }
    return { ...backing, multiplier: multiplier(backing.money, total, takeout) }
  })
}

function multiplier(money: number, total: number, takeout: number): number {
  if (money === 0) return 1
  const net = total - takeoutOf(money, total - money, takeout)
  return shareOf(net, 100, money) / 100
}
