/** Keys made, rolled and revoked. What is secret is shown once, on the page that answers. */
import { fail, html, redirect, type Html, type HtmlDocument, type PageInput } from '../../serve/index.ts'
import type { Credential, Terms } from '../../store/index.ts'
import type { Account } from '../accounts.ts'
import { PORTAL } from '../addresses.ts'
import type { Application } from '../applications.ts'
import type { Made } from '../keys.ts'
import type { Portal } from '../open.ts'
import { applicationPage, ownApplication } from './application.ts'
import { given, page, signedIn } from './frame.ts'
import type { Answering } from './answering.ts'
import { GRACES } from './key-list.ts'

/** What somebody reads whose key is suspended. */
const SUSPENDED = 'A key of yours is suspended, so there are no new ones. Whoever runs the API can say why.'

type Own = { readonly account: Account; readonly application: Application }

export const createKey: Answering = signedIn(async (input, portal, account) => {
  const application = await ownApplication(input, portal, account)
  const own = { account, application }
  const name = given(input, 'name')
  if (name === '') return applicationPage(input, portal, { ...own, words: 'A key needs a name.' })
  if (await portal.applications.suspended(account.id))
    return applicationPage(input, portal, { ...own, words: SUSPENDED })
  const made = await portal.keys.create(application.id, name, termsOf(input, portal))
  if (made === undefined)
    return applicationPage(input, portal, { ...own, words: 'This application has as many keys as it may.' })
  return shown(input, portal, { ...own, made, title: 'Your new key' })
})

function termsOf({ form }: PageInput, { keys }: Portal): Terms {
  const known = keys.scopes.map(({ name }) => name)
  const scopes = form.getAll('scope').filter((name) => known.includes(name))
  return { ...(form.get('access') === 'read' && { readOnly: true }), ...(scopes.length > 0 && { scopes }) }
}

type Shown = Own & { readonly made: Made; readonly title: string; readonly note?: string }

function shown(input: PageInput, portal: Portal, { account, application, made, title, note }: Shown): HtmlDocument {
  const { values, credential } = made
  return page(input, portal, {
    title,
    account,
    scripts: ['/assets/key.js'],
    body: html`<p>
        This is the only time that you see it: copy it to where it stays safe. We keep nothing that could bring it back.
      </p>
      ${note !== undefined && html`<p>${note}</p>`}
      <dl class="secrets">${values.map(({ name, value }) => secret(name, value))}</dl>
      <div class="actions">
        ${tryButton(input, values)}
        <a class="button quiet" href="${input.base}${PORTAL}/applications/${application.id}">I have it</a>
      </div>
      <p class="soft">Key ${credential.name} of ${application.name}.</p>`,
  })
}

function secret(name: string, value: string): Html {
  return html`<dt>${name}</dt>
    <dd><code>${value}</code><button class="quiet" type="button" data-copy="${value}" hidden>Copy</button></dd>`
}

/** Works where scripts do: the key stays in this browser, where the reference looks for it. */
function tryButton({ base }: PageInput, values: Made['values']): Html {
  const given = JSON.stringify(Object.fromEntries(values.map(({ name, value }) => [name, value])))
  return html`<button type="button" data-key="${given}" data-site="${base}/" hidden>Use it in the reference</button>`
}

async function ownKey(input: PageInput, portal: Portal, { id }: Application): Promise<Credential> {
  const found = (await portal.keys.of(id)).find((key) => key.id === input.path['key'] && key.revoked === undefined)
  return found ?? fail(404, 'There is no such key.')
}

export const rollKey: Answering = signedIn(async (input, portal, account) => {
  const application = await ownApplication(input, portal, account)
  const { id } = await ownKey(input, portal, application)
  const [grace, words] = GRACES.find(([seconds]) => String(seconds) === input.form.get('grace')) ?? [0, 'no longer']
  const made = (await portal.keys.roll(id, grace)) ?? fail(404, 'There is no such key.')
  return shown(input, portal, {
    account,
    application,
    made,
    title: 'Your key, rolled',
    note: `The old secret counts ${words}.`,
  })
})

export const revokeKey: Answering = signedIn(async (input, portal, account) => {
  const application = await ownApplication(input, portal, account)
  await portal.keys.revoke((await ownKey(input, portal, application)).id)
  return redirect(`${input.base}${PORTAL}/applications/${application.id}?done=revoked`)
})
