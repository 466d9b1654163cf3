/** One application: its keys, what they were used for, its name and its end. */
import { fail, html, redirect, type Html, type HtmlDocument, type PageInput } from '../../serve/index.ts'
import type { Account } from '../accounts.ts'
import { PORTAL } from '../addresses.ts'
import type { Application } from '../applications.ts'
import type { Portal } from '../open.ts'
import { applicationsPage } from './home.ts'
import { done, field, given, page, signedIn, wrong } from './frame.ts'
import type { Answering } from './answering.ts'
import { keyForm, keyTable } from './key-list.ts'
import { limitsPart } from './limits.ts'
import { usagePart } from './usage.ts'

export const createApplication: Answering = signedIn(async (input, portal, account) => {
  const name = given(input, 'name')
  if (name === '') return applicationsPage(input, portal, account, 'An application needs a name.')
  const made = await portal.applications.create(account.id, name)
  if (made === undefined) return applicationsPage(input, portal, account, 'You have as many applications as you may.')
  return redirect(`${input.base}${PORTAL}/applications/${made.id}`)
})

const DONE = { revoked: 'The key is revoked. It opens nothing any more.', named: 'The application has its new name.' }

export const application: Answering = signedIn(async (input, portal, account) =>
  applicationPage(input, portal, { account, application: await ownApplication(input, portal, account) }),
)

export async function ownApplication(input: PageInput, portal: Portal, account: Account): Promise<Application> {
  const found = await portal.applications.find(account.id, input.path['application'] ?? '')
  return found ?? fail(404, 'There is no such application.')
}

type Own = { readonly account: Account; readonly application: Application; readonly words?: string }

export async function applicationPage(input: PageInput, portal: Portal, own: Own): Promise<HtmlDocument> {
  const { account, application: one, words } = own
  const at = `${input.base}${PORTAL}/applications/${one.id}`
  const keys = await portal.keys.of(one.id)
  const living = keys.filter(({ revoked }) => revoked === undefined)
  return page(input, portal, {
    title: one.name,
    account,
    wide: true,
    ...(words === undefined ? {} : { status: 422 }),
    body: html`${done(input, DONE)} ${wrong(words)}
      <section aria-labelledby="keys">
        <h2 id="keys">Keys</h2>
        ${living.length > 0 && keyTable(living, at)} ${keyForm(portal.keys.scopes, at, living.length === 0)}
      </section>
      ${keys.length > 0 && (await usagePart(portal, keys))} ${limitsPart(portal.host.contract, living)}
      ${settings(one, at)}`,
  })
}

function settings({ name }: Application, at: string): Html {
  return html`<section aria-labelledby="settings">
    <h2 id="settings">Application</h2>
    <form class="inline" method="post" action="${at}/name">
      ${field({ name: 'name', label: 'Name', value: name })}
      <button class="quiet">Rename</button>
    </form>
    <details>
      <summary>Delete the application</summary>
      <form class="card" method="post" action="${at}/delete">
        <p>Its keys are revoked at once, and its usage is forgotten. There is no way back.</p>
        <div class="actions"><button class="danger">Delete the application</button></div>
      </form>
    </details>
  </section>`
}

export const renameApplication: Answering = signedIn(async (input, portal, account) => {
  const one = await ownApplication(input, portal, account)
  const name = given(input, 'name')
  if (name === '')
    return applicationPage(input, portal, { account, application: one, words: 'An application needs a name.' })
  await portal.applications.rename(one, name)
  return redirect(`${input.base}${PORTAL}/applications/${one.id}?done=named`)
})

const SUSPENDED = 'A key of yours is suspended, so nothing can be deleted. Whoever runs the API can say why.'

export const deleteApplication: Answering = signedIn(async (input, portal, account) => {
  const one = await ownApplication(input, portal, account)
  if (await portal.applications.suspended(account.id))
    return applicationPage(input, portal, { account, application: one, words: SUSPENDED })
  await portal.applications.remove(one)
  return redirect(`${input.base}${PORTAL}?done=deleted`)
})
