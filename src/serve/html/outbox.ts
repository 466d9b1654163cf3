/** What `kittn dev` shows of the mail that nobody was sent. */
import type { Entry, MailLetter } from '../../outbox/index.ts'
import type { Store } from '../../store/index.ts'
import { document } from './document.ts'
import { html, type Html } from './html.ts'
import type { PageHandler } from './pages.ts'

const SHOWN = 100

/** The page with the mails in the outbox of a store, the newest first. */
export function mailPage(store: Store): PageHandler {
  return async () => {
    // Loaded when somebody looks: whoever plans or builds starts without what sends.
    const { outboxIn } = await import('../../outbox/index.ts')
    const entries = await outboxIn(store).list(SHOWN)
    const mails = entries.flatMap((entry) => (entry.letter.kind === 'mail' ? [mailHtml(entry, entry.letter)] : []))
    const none = html`<p class="soft">
      No mail yet. What the API sends is shown here, because there is no mail server: start with --smtp URL.
    </p>`
    return document({
      title: 'Mail',
      body: html`<h1>Mail</h1>
        ${mails.length === 0 ? none : mails}`,
    })
  }
}

function mailHtml({ created }: Entry, { to, from, subject, text }: MailLetter): Html {
  return html`<section class="card">
    <h2>${subject}</h2>
    <p class="soft">to ${[to].flat().join(', ')} · from ${from} · ${created.slice(0, 19).replace('T', ' ')} UTC</p>
    <pre>${linked(text)}</pre>
  </section>`
}

/** Addresses in a text, to follow. */
function linked(text: string): Html[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, at) => (at % 2 === 1 ? html`<a href="${part}">${part}</a>` : html`${part}`))
}
