/** Who gets what when a pool ends. All of its money is given to somebody: bettors, takeout or breakage. */
import { shareOf, sum } from './money.ts'

export type Stake = {
  readonly id: string
  readonly person: number
  readonly target: string
  readonly amount: number
  readonly placed_at: number
}

export type Outcome = {
  /** Several where they share a dead heat. */
  readonly winners: readonly string[]
  readonly happenedAt: number
  /** What the source keeps of the pool, in percent. */
  readonly takeout: number
}

export type Fate = 'won' | 'lost' | 'void' | 'refunded'
export type Payment = { readonly stake: Stake; readonly fate: Fate; readonly paid: number }

/** `paid`, takeout and breakage together are the stakes. */
export type Settlement = {
  readonly payments: readonly Payment[]
  readonly takeout: number
  readonly breakage: number
  /** Nobody had backed what happened, so that all stakes went back. */
  readonly returned: boolean
}

/** Bets placed after it happened are void. What is left of rounding down is breakage. */
export function settle(stakes: readonly Stake[], outcome: Outcome): Settlement {
  const [late, counted] = parted(stakes, ({ placed_at }) => placed_at > outcome.happenedAt)
  const voided = late.map((stake) => ({ stake, fate: 'void', paid: stake.amount }) as const)
  const [won, lost] = parted(counted, ({ target }) => outcome.winners.includes(target))
  if (won.length === 0) return { ...refund(lost), payments: [...voided, ...refund(lost).payments] }
  const takeout = takeoutOf(amountOf(won), amountOf(lost), outcome.takeout)
  const profit = amountOf(lost) - takeout
  const winning = winningPayments(won, profit)
  const losing = lost.map((stake) => ({ stake, fate: 'lost', paid: 0 }) as const)
  const paid = sum(winning.map((one) => one.paid))
  const breakage = amountOf(won) + profit - paid
  return { payments: [...voided, ...winning, ...losing], takeout, breakage, returned: false }
}

/** Every stake goes back to whoever placed it. */
export function refund(stakes: readonly Stake[]): Settlement {
  const payments = stakes.map((stake) => ({ stake, fate: 'refunded', paid: stake.amount }) as const)
  return { payments, takeout: 0, breakage: 0, returned: true }
}

/** A winner never gets less than the stake, so at most what the others have lost can be taken out. */
export function takeoutOf(won: number, lost: number, percent: number): number {
  return Math.min(lost, shareOf(won + lost, percent, 100))
}

/** In a dead heat the profit is split into equal parts, one for each winner that was backed. */
function winningPayments(won: readonly Stake[], profit: number): Payment[] {
  const groups = [...Map.groupBy(won, ({ target }) => target).values()]
  const part = Math.floor(profit / groups.length)
  return groups.flatMap((group) => {
    const backed = amountOf(group)
    return group.map((stake) => ({ stake, fate: 'won', paid: stake.amount + shareOf(stake.amount, part, backed) }))
  })
}

function amountOf(stakes: readonly Stake[]): number {
  return sum(stakes.map(({ amount }) => amount))
}

function parted<T>(all: readonly T[], test: (one: T) => boolean): [T[], T[]] {
  return [all.filter(test), all.filter((one) => !test(one))]
}
