/** What handlers send by itself: mail and webhooks, put into the outbox with whatever they write. */
import type { Contract } from '../model/contract.ts'
import type { Outbox, Signature, WebhookLetter } from '../outbox/index.ts'

/** A mail to people. */
export type Mail = {
  readonly to: string | readonly string[]
  readonly subject: string
  readonly text: string
  /** The same for readers that show HTML. */
  readonly html?: { readonly toString: () => string }
  /** Who it is from, where that is not who all mail of the API is from. */
  readonly from?: string
}

/** A webhook to an address that a caller gave. */
export type Notice = {
  readonly url: string
  /** The event as the page names it. */
  readonly event: string
  /** Sent as JSON. */
  readonly body: unknown
  /** What the receiver checks the signature with. Without it, nothing is signed. */
  readonly secret?: string
  /** How the page says that it signs: a keyed hash of the body in a header. Without it, as Standard Webhooks does. */
  readonly signature?: Signature
  readonly headers?: Readonly<Record<string, string>>
  /** JSON for `signs` of api.ts, which hears of it each time that the webhook is tried. */
  readonly about?: unknown
}

/** A webhook that is about to be tried, as `notify` was given it. */
export type Outgoing = Pick<Notice, 'url' | 'event' | 'body' | 'about'> & {
  readonly headers: Readonly<Record<string, string>>
}

/** What goes out of it: what is left out stays as it was. */
export type Signed = Partial<Pick<Notice, 'body' | 'headers' | 'secret' | 'signature'>>

export type SendServices = {
  /** Resolves when the mail is kept for sending: with the transaction that it belongs to, and never before it. */
  readonly mail: (mail: Mail) => Promise<void>
  /** Resolves when the webhook is kept for sending, as `mail` does. It is tried for two days. */
  readonly notify: (notice: Notice) => Promise<void>
}

type Setting = {
  readonly contract: Contract
  readonly from: string | undefined
  readonly outbox: Outbox
  /** Called when something was put in. */
  readonly wake: () => void
}

export function sendServices({ contract, from, outbox, wake }: Setting): SendServices {
  const webhooks = new Map(contract.webhooks.map((webhook) => [webhook.name, webhook]))
  return {
    async mail({ to, subject, text, html, from: sender = from }) {
      if (sender === undefined)
        throw new TypeError("api.ts sends mail but does not say from whom: add mail: { from: 'Zoo <zoo@zoo.example>' }")
      await outbox.put({ kind: 'mail', from: sender, to, subject, text, html: html?.toString() })
      wake()
    },
    async notify({ url, event, body, secret, signature, headers = {}, about }) {
      const method = webhooks.get(event)?.method ?? 'POST'
      const text = JSON.stringify(body ?? null)
      await outbox.put({ kind: 'webhook', url, method, event, body: text, headers, secret, signature, about })
      wake()
    },
  }
}

/** What goes out of a letter, as `signs` of api.ts says at that moment. */
export async function signedBy(
  signs: (outgoing: Outgoing) => Signed | Promise<Signed>,
  letter: WebhookLetter,
): Promise<WebhookLetter> {
  const { url, event, headers, about } = letter
  // What `notify` wrote.
  const { body, ...changed } = await signs({ url, event, body: JSON.parse(letter.body) as unknown, headers, about })
  return { ...letter, ...changed, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
}
