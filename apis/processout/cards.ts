/** The cards that the checkout takes, by what becomes of a payment. No bank stands behind it, so others are refused. */

export type Outcome = 'completed' | 'declined' | 'disputed'

export const CARDS: readonly { readonly number: string; readonly outcome: Outcome; readonly about: string }[] = [
  { number: '4242 4242 4242 4242', outcome: 'completed', about: 'is paid' },
  { number: '4000 0000 0000 0002', outcome: 'declined', about: 'is declined' },
  { number: '4000 0000 0000 0259', outcome: 'disputed', about: 'is paid, and disputed later' },
]

export type Card = { readonly number: string; readonly expiry: string; readonly code: string }

/** What becomes of a payment with this card; words for the buyer where it cannot be tried. */
export function judge({ number, expiry, code }: Card, now: Date = new Date()): Outcome | { readonly wrong: string } {
  const digits = number.replaceAll(/[\s-]/g, '')
  const known = CARDS.find((card) => card.number.replaceAll(' ', '') === digits)
  if (!/^\d{12,19}$/.test(digits) || !passesLuhn(digits))
    return { wrong: 'That is no card number. Is a digit missing?' }
  if (!isToCome(expiry, now)) return { wrong: 'The card has expired, or the date is not month and year: 08 / 30.' }
  if (!/^\d{3,4}$/.test(code.trim())) return { wrong: 'The security code has three or four digits.' }
  return known?.outcome ?? { wrong: 'This checkout takes test cards only. They stand below.' }
}

/** The check digit of card numbers (ISO/IEC 7812-1). */
function passesLuhn(digits: string): boolean {
  const doubled = [...digits].toReversed().map((digit, at) => Number(digit) * (1 + (at % 2)))
  return doubled.reduce((sum, value) => sum + (value > 9 ? value - 9 : value), 0) % 10 === 0
}

/** A card is good until the end of its month. */
function isToCome(expiry: string, now: Date): boolean {
  const [, month = '', year = ''] = /^\s*(\d{1,2})\s*\/?\s*(?:20)?(\d{2})\s*$/.exec(expiry) ?? []
  const [months, end] = [Number(month), 2000 + Number(year)]
  return months >= 1 && months <= 12 && Date.UTC(end, months) > now.getTime()
}
