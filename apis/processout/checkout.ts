/** The hosted checkout: pages on which a buyer pays an invoice, without a script. */
import { document, fail, html, redirect, type HtmlDocument, type PageInput } from 'kittn'
import { CARDS, judge } from './cards.ts'
import { isSandbox } from './caller.ts'
import { decimal } from './money.ts'
import { totalOf } from './offers.ts'
import { pay } from './pay.ts'
import type { Api, Db, Tables } from './tables.ts'

type Invoice = Tables['invoices']
type Input = PageInput<Api>

export async function showCheckout({ path, db, base }: Input) {
  const invoice = await invoiceOf(db, path['id'])
  return invoice.status === 'waiting' ? form(invoice, { base, project: await nameOf(db, invoice) }) : settled(invoice)
}

export async function takePayment({ path, form: sent, db, base, transaction, notify }: Input) {
  const invoice = await invoiceOf(db, path['id'])
  if (invoice.status !== 'waiting') return settled(invoice)
  const [number = '', expiry = '', code = '', email = '', address = ''] = FIELDS.map((name) => sent.get(name)?.trim())
  const again = async (wrong: string) => form(invoice, { base, project: await nameOf(db, invoice), wrong, sent })
  if (invoice.request_email && !/^\S+@\S+\.\S+$/.test(email))
    return again('Where shall the receipt go? An e-mail address is needed.')
  if (invoice.request_shipping && address === '') return again('Where shall it be sent? A postal address is needed.')
  const outcome = judge({ number, expiry, code })
  if (typeof outcome === 'object') return again(outcome.wrong)
  const card = number.slice(-4)
  const payment = { outcome, card, email: email.slice(0, 254) || null, address: address.slice(0, 1000) || null }
  const paid = await transaction(({ db: own }) => pay({ db: own, notify }, invoice.id, payment))
  if (!paid) return again('The card was declined. You have not been charged; try another.')
  return redirect(invoice.return_url ?? `${base}/checkout/${invoice.id}`)
}

const FIELDS = ['card', 'expiry', 'code', 'email', 'address'] as const

async function invoiceOf(db: Db, id = ''): Promise<Invoice> {
  const found = await db.selectFrom('invoices').selectAll().where('id', '=', id).executeTakeFirst()
  return found ?? fail(404, 'There is no such invoice. Is the address complete?')
}

async function nameOf(db: Db, { project }: Invoice): Promise<string> {
  const found = await db.selectFrom('projects').select('name').where('id', '=', project).executeTakeFirst()
  return found?.name ?? ''
}

type Around = {
  readonly base: string
  readonly project: string
  readonly wrong?: string
  readonly sent?: URLSearchParams
}

function form(invoice: Invoice, { base, project, wrong, sent }: Around): HtmlDocument {
  const value = (name: (typeof FIELDS)[number]): string => sent?.get(name) ?? ''
  const amount = `${decimal(totalOf(invoice), invoice.currency)} ${invoice.currency}`
  const body = html`<p class="soft">
      ${project}${isSandbox(invoice.project) && ' · Sandbox: nothing is paid in earnest'}
    </p>
    <h1>${invoice.name}</h1>
    ${bill(invoice)} ${wrong !== undefined && html`<p class="wrong" role="alert">${wrong}</p>`}
    <form method="post" action="${base}/checkout/${invoice.id}" class="checkout">
      <label
        >Card number <input name="card" inputmode="numeric" autocomplete="cc-number" maxlength="23" required
      /></label>
      <div class="beside">
        <label
          >Expires
          <input
            name="expiry"
            inputmode="numeric"
            autocomplete="cc-exp"
            placeholder="MM / YY"
            maxlength="9"
            value="${value('expiry')}"
            required
        /></label>
        <label
          >Security code <input name="code" inputmode="numeric" autocomplete="cc-csc" maxlength="4" required
        /></label>
      </div>
      ${invoice.request_email === 1 && html`<label>E-mail <input type="email" name="email" autocomplete="email" maxlength="254" value="${value('email')}" required /></label>`}
      ${invoice.request_shipping === 1 && html`<label>Postal address <textarea name="address" autocomplete="street-address" rows="3" maxlength="1000" required>${value('address')}</textarea></label>`}
      <div class="actions">
        <button>Pay ${amount}</button>
        ${invoice.cancel_url !== null && html`<a class="button quiet" href="${invoice.cancel_url}">Cancel</a>`}
      </div>
    </form>
    ${testCards()}`
  const leadsTo = invoice.return_url === null ? [] : [invoice.return_url]
  const status = wrong === undefined ? 200 : 422
  return document({ title: `Pay ${amount}`, body, status, leadsTo, styles: ['checkout.css'] })
}

function bill(invoice: Invoice) {
  const { currency, price, taxes, shipping } = invoice
  const line = (name: string, units: number) =>
    html`<tr>
      <th scope="row">${name}</th>
      <td class="number">${decimal(units, currency)}</td>
    </tr>`
  const more = taxes + shipping > 0
  return html`<table>
    <tbody>
      ${more && line('Price', price)} ${taxes > 0 && line('Taxes', taxes)} ${shipping > 0 && line('Shipping', shipping)}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">Total</th>
        <td class="number">${decimal(totalOf(invoice), currency)} ${currency}</td>
      </tr>
    </tfoot>
  </table>`
}

function testCards() {
  return html`<details class="test-cards">
    <summary>Test cards</summary>
    <ul>
      ${CARDS.map(({ number, about }) => html`<li><code>${number}</code> ${about}</li>`)}
    </ul>
    <p class="soft">With any date to come and any security code.</p>
  </details>`
}

const SETTLED: { readonly [S in Exclude<Invoice['status'], 'waiting'>]: string } = {
  completed: 'Paid. Thank you!',
  disputed: 'Paid, and disputed by the holder of the card.',
  refunded: 'Paid, and given back.',
}

function settled(invoice: Invoice): HtmlDocument {
  const { status, name, return_url: back } = invoice
  const words = status === 'waiting' ? '' : SETTLED[status]
  return document({
    title: words,
    body: html`<h1>${words}</h1>
      <p>${name} · ${decimal(totalOf(invoice), invoice.currency)} ${invoice.currency}</p>
      ${back !== null && html`<p><a class="button" href="${back}">Go on</a></p>`}`,
    styles: ['checkout.css'],
  })
}
