/** The door to what an API sends by itself: webhooks and mail, from a durable queue in its store. */
import type { Deliver, WebhookLetter } from './entry.ts'
import { smtp } from './mail.ts'
import { deliverWebhook } from './webhook.ts'

export type { Attempt, Entry, Letter, MailLetter, Signature, WebhookLetter } from './entry.ts'
export { leasesIn } from './lease.ts'
export type { Leases } from './lease.ts'
export { outboxIn } from './outbox.ts'
export type { Outbox } from './outbox.ts'
export { pause } from './pause.ts'
export { isInside } from './inside.ts'
export { startWorker } from './worker.ts'
export type { Worker, WorkerLog } from './worker.ts'

/** Without `smtp`, mail stays in the log, where `kittn dev` shows it. */
export type Delivery = {
  /** Makes of a webhook what goes out, each time that it is tried; the letter itself stays as it is. */
  readonly prepared?: (letter: WebhookLetter) => Promise<WebhookLetter>
  /** The URL of a mail server. */
  readonly smtp?: string | undefined
  /** Whether webhooks may call the operator's own network. */
  readonly inside: boolean
}

/** How letters are delivered. */
export function courier({ smtp: url, inside, prepared = async (letter) => letter }: Delivery): Deliver {
  const mail = url === undefined ? undefined : smtp(url)
  return async (entry) => {
    const { letter } = entry
    if (letter.kind === 'webhook') return deliverWebhook(entry, await prepared(letter), { inside })
    return mail === undefined ? { ok: true, outcome: 'kept, because there is no mail server' } : mail(entry, letter)
  }
}
