/** Money is a whole number of the smallest units of its currency; on the wire it is a decimal text. */

/** The most that one amount may be, in units: far from where sums of amounts stop being exact. */
export const MOST = 100_000_000_000

/** `'12.5'` is 1250 units. Undefined for what is no positive amount with at most two decimals. */
export function unitsOf(text: string): number | undefined {
  const found = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(text)
  if (found === null) return undefined
  const units = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
  return units > 0 && units <= MOST ? units : undefined
}

/** 1250 units are `'12.50'`. */
export function textOf(units: number): string {
  const digits = String(Math.abs(units)).padStart(3, '0')
  return `${units < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** `amount · part / whole`, rounded down, exact however large the product is. */
export function shareOf(amount: number, part: number, whole: number): number {
  return Number((BigInt(amount) * BigInt(part)) / BigInt(whole))
}

export function sum(amounts: Iterable<number>): number {
  let total = 0
  for (const amount of amounts) total += amount
  return total
}
