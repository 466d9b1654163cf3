/** What an API sends by itself, as it stands in the store until it has arrived, and in the log after that. */

/** Names of headers and the like are as they go out. */
export type WebhookLetter = {
  readonly kind: 'webhook'
  readonly url: string
  readonly method: string
  readonly event: string
  /** JSON, as it is signed and sent. */
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  readonly secret: string | undefined
  /** JSON for whoever makes what goes out of the letter, each time that it is tried. */
  readonly about?: unknown
  /** How the page signs; undefined: as Standard Webhooks does. */
  readonly signature: Signature | undefined
}

/** A keyed hash of the body in a header: `X-Signature: sha256=…`. */
export type Signature = {
  readonly header: string
  readonly algorithm: 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512'
  readonly encoding: 'hex' | 'base64'
  readonly prefix: string
}

export type MailLetter = {
  readonly kind: 'mail'
  readonly from: string
  readonly to: string | readonly string[]
  readonly subject: string
  readonly text: string
  readonly html: string | undefined
}

export type Letter = WebhookLetter | MailLetter

/** Times are ISO 8601 in UTC, so that their texts sort as they do. */
export type Entry = {
  readonly id: string
  readonly state: 'waiting' | 'delivered' | 'failed'
  readonly created: string
  /** When it is to be tried, or was settled. */
  readonly due: string
  readonly attempts: readonly Attempt[]
  /** Who is at it, and until when nobody else may be. */
  readonly lease: { readonly holder: string; readonly until: string } | undefined
  readonly letter: Letter
}

/** What came of one try; `status` is that of a receiver's answer. */
export type Attempt = {
  readonly at: string
  readonly ms: number
  readonly status: number | undefined
  /** In a few words: `200`, `503 try later`, `the address is inside the operator's network`. */
  readonly outcome: string
}

/** Delivers a letter once. */
export type Deliver = (entry: Entry) => Promise<Delivered>

/** `again` says whether another try could help. */
export type Delivered =
  | { readonly ok: true; readonly status?: number; readonly outcome: string }
  | { readonly ok: false; readonly again: boolean; readonly status?: number; readonly outcome: string }
