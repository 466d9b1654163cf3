/** The account itself: its password, and its end. */
import { html, redirect, type HtmlDocument, type PageInput } from '../../serve/index.ts'
import type { Account } from '../accounts.ts'
import { PORTAL } from '../addresses.ts'
import type { Portal } from '../open.ts'
import { tooOften } from '../often.ts'
import { done, field, page, signedIn, wrong } from './frame.ts'
import type { Answering } from './answering.ts'
import { newPassword, passwordTrouble } from './sign-up.ts'
import { slowDown } from './too-often.ts'

const DONE = { password: 'Your password is changed, and your other sessions are ended.' }

export const account: Answering = signedIn((input, portal, who) => settings(input, portal, who))

function settings(input: PageInput, portal: Portal, who: Account, words?: string): HtmlDocument {
  const at = `${input.base}${PORTAL}/account`
  return page(input, portal, {
    title: 'Account',
    account: who,
    ...(words === undefined ? {} : { status: 422 }),
    body: html`${done(input, DONE)} ${wrong(words)}
      <p>You are signed in as <strong>${who.email}</strong>.</p>
      <h2>Password</h2>
      <form method="post" action="${at}/password">
        ${current()} ${newPassword('New password')}
        <div class="actions"><button>Change the password</button></div>
      </form>
      <h2>Delete</h2>
      <details>
        <summary>Delete the account</summary>
        <form class="card" method="post" action="${at}/delete">
          <p>All your applications go with it, and their keys are revoked at once. There is no way back.</p>
          ${current()}
          <div class="actions"><button class="danger">Delete the account</button></div>
        </form>
      </details>`,
  })
}

function current(): ReturnType<typeof field> {
  return field({
    name: 'current',
    label: 'Your password',
    type: 'password',
    autocomplete: 'current-password',
    most: 128,
  })
}

const WRONG = 'Your password is another one.'

export const password: Answering = signedIn(async (input, portal, who) => {
  const next = input.form.get('password') ?? ''
  const words = passwordTrouble(next)
  if (words !== undefined) return settings(input, portal, who, words)
  const wait = await tooOften(portal, input, { what: 'sign-in', email: who.email })
  if (wait !== undefined) return slowDown(input, portal, wait)
  const outcome = await portal.accounts.changePassword(input, input.form.get('current') ?? '', next)
  if (outcome.kind === 'refused') return settings(input, portal, who, WRONG)
  return redirect(`${input.base}${PORTAL}/account?done=password`, { 'set-cookie': outcome.cookie })
})

export const deleteAccount: Answering = signedIn(async (input, portal, who) => {
  const wait = await tooOften(portal, input, { what: 'sign-in', email: who.email })
  if (wait !== undefined) return slowDown(input, portal, wait)
  const refused = await portal.accounts.remove(input, input.form.get('current') ?? '', async () => {
    for (const application of await portal.applications.of(who.id)) await portal.applications.remove(application)
  })
  if (refused !== undefined) return settings(input, portal, who, WRONG)
  return redirect(`${input.base}${PORTAL}/sign-in?done=deleted`)
})
