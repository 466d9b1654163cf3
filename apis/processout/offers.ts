/** What invoices and tailored invoices have in common: a name, a price and addresses, checked once for both. */
import { fail } from 'kittn'
import { currencyOf, decimal, minor } from './money.ts'
import type { Priced, Urls } from './tables.ts'

/** As a body has it, in the words of now or before. */
type Sent = {
  readonly name?: string
  readonly item_name?: string
  readonly price?: string | number
  readonly item_price?: string | number
  readonly item_quantity?: number
  readonly currency?: string
  readonly taxes?: string | number
  readonly shipping?: string | number
}
type SentUrls = { readonly return_url?: string; readonly cancel_url?: string; readonly notify_url?: string }

/** What is paid for and what it costs; where a body changes something, `old` says the rest. */
export function pricedOf(body: Sent, old?: Priced): Priced {
  const before = old && shownPrice(old)
  const name = body.name ?? body.item_name ?? before?.name ?? missing('name')
  if (name.trim() === '' || name.length > 80) fail(400, 'name must be 1 to 80 characters long.', { parameter: 'name' })
  const currency = currencyOf(body.currency ?? before?.currency ?? missing('currency'))
  const money = (parameter: 'price' | 'taxes' | 'shipping', sent: string | number | undefined): number =>
    minor(sent ?? before?.[parameter] ?? (parameter === 'price' ? missing(parameter) : 0), currency, parameter)
  const price = money('price', body.price ?? body.item_price) * (body.item_quantity ?? 1)
  if (price >= 10 ** 12) fail(400, 'price and item_quantity are too much together.', { parameter: 'item_quantity' })
  if (price === 0) fail(400, 'price must be above 0.', { parameter: 'price' })
  return { name, currency, price, taxes: money('taxes', body.taxes), shipping: money('shipping', body.shipping) }
}

function missing(parameter: string): never {
  return fail(400, `${parameter} is missing.`, { parameter })
}

/** Addresses that a body sends; where it changes something, or an offer has some, `old` says the rest. */
export function urlsOf(body: SentUrls, old?: Urls): Urls {
  const url = (parameter: keyof Urls): string | null =>
    webAddress(body[parameter], parameter) ?? old?.[parameter] ?? null
  return { return_url: url('return_url'), cancel_url: url('cancel_url'), notify_url: url('notify_url') }
}

/** A buyer follows it, so it leads to nothing but a web site. */
function webAddress(sent: string | undefined, parameter: string): string | undefined {
  if (sent === undefined || (URL.canParse(sent) && /^https?:$/.test(new URL(sent).protocol))) return sent
  return fail(400, `${parameter} must be an address of http or https.`, { parameter })
}

/** As answers show it. */
export function shownPrice({ name, currency, price, taxes, shipping }: Priced) {
  const money = (units: number): string => decimal(units, currency)
  return { name, price: money(price), currency, taxes: money(taxes), shipping: money(shipping) }
}

/** Minor units in all. */
export function totalOf({ price, taxes, shipping }: Priced): number {
  return price + taxes + shipping
}
