/** The first page: what a stranger can do here, or the applications of whoever is signed in. */
import { html, type Html, type HtmlDocument, type PageInput } from '../../serve/index.ts'
import type { Account } from '../accounts.ts'
import { PORTAL } from '../addresses.ts'
import type { Application } from '../applications.ts'
import type { Portal } from '../open.ts'
import { done, field, page, wrong } from './frame.ts'
import type { Answering } from './answering.ts'

export const home: Answering = async (input, portal) => {
  const account = await portal.accounts.of(input)
  return account === undefined ? welcome(input, portal) : applicationsPage(input, portal, account)
}

function welcome(input: PageInput, portal: Portal): HtmlDocument {
  const at = input.base + PORTAL
  return page(input, portal, {
    title: 'Developers',
    body: html`<p>
        Whoever calls ${portal.title} needs a key. Sign up, name your application, and the key is yours: it works in the
        <a href="${input.base}/">reference</a> at once.
      </p>
      <div class="actions">
        <a class="button" href="${at}/sign-up">Sign up for a developer key</a>
        <a class="button quiet" href="${at}/sign-in">Sign in</a>
      </div>`,
  })
}

const DONE = {
  confirmed: 'Your address is confirmed. Name your first application, and make a key for it.',
  deleted: 'The application is deleted, and its keys are revoked.',
}

export async function applicationsPage(
  input: PageInput,
  portal: Portal,
  account: Account,
  words?: string,
): Promise<HtmlDocument> {
  const all = await portal.applications.of(account.id)
  return page(input, portal, {
    title: 'Applications',
    account,
    ...(words === undefined ? {} : { status: 422 }),
    body: html`${done(input, DONE)} ${wrong(words)} ${all.length > 0 && (await list(input, portal, all))}
      <h2>New application</h2>
      <form method="post" action="${input.base}${PORTAL}/applications">
        ${field({ name: 'name', label: 'Name', hint: 'What you build with it: your shop, your app, a test.' })}
        <div class="actions"><button>Make the application</button></div>
      </form>`,
  })
}

async function list({ base }: PageInput, portal: Portal, all: readonly Application[]): Promise<Html> {
  const rows = await Promise.all(
    all.map(async ({ id, name, created }) => {
      const living = (await portal.keys.of(id)).filter(({ revoked }) => revoked === undefined).length
      return html`<tr>
        <th scope="row"><a href="${base}${PORTAL}/applications/${id}">${name}</a></th>
        <td>${living === 0 ? 'no key yet' : living === 1 ? '1 key' : `${living} keys`}</td>
        <td>${created.slice(0, 10)}</td>
      </tr>`
    }),
  )
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Name</th>
        <th scope="col">Keys</th>
        <th scope="col">Made</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`
}
