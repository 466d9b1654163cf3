/** Money: whole minor units inside, decimal strings outside, never a fraction that a computer rounds. */
import { fail } from 'kittn'

/** Places after the point by ISO 4217, where they are not two. */
const PLACES: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}
const OTHERS = new Map(Object.entries(PLACES).flatMap(([places, all]) => all.split(' ').map((one) => [one, +places])))
const KNOWN = new Set([...Intl.supportedValuesOf('currency'), ...OTHERS.keys()])

/** Digits before the point: what fits into whole numbers that JSON can carry, with room for sums. */
const LONGEST = 9

/** The currency, in capitals. */
export function currencyOf(code: string): string {
  const currency = code.toUpperCase()
  if (KNOWN.has(currency)) return currency
  return fail(400, `currency must be three letters by ISO 4217, not ${code.slice(0, 20)}.`, { parameter: 'currency' })
}

/** Minor units of an amount: `4.99` of USD is 499. */
export function minor(amount: string | number, currency: string, parameter: string): number {
  const [, whole = '', part = ''] = /^(\d+)(?:\.(\d+))?$/.exec(String(amount)) ?? []
  const places = OTHERS.get(currency) ?? 2
  if (whole === '' || whole.length > LONGEST)
    fail(400, `${parameter} must be a decimal below ${10 ** LONGEST}.`, { parameter })
  if (part.length > places)
    fail(400, `${parameter} must have at most ${places} decimals in ${currency}.`, { parameter })
  return Number(whole + part.padEnd(places, '0'))
}

/** The decimal string of minor units: 499 of USD is `4.99`. */
export function decimal(units: number, currency: string): string {
  const places = OTHERS.get(currency) ?? 2
  if (places === 0) return String(units)
  const digits = String(Math.abs(units)).padStart(places + 1, '0')
  return `${units < 0 ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`
}
