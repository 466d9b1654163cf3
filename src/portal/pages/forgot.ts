/** A new password for somebody who has forgotten theirs. */
import { html, redirect, type HtmlDocument, type PageInput } from '../../serve/index.ts'
import { PORTAL } from '../addresses.ts'
import { tooOften } from '../often.ts'
import type { Portal } from '../open.ts'
import { field, given, mailHere, page, wrong } from './frame.ts'
import type { Answering } from './answering.ts'
import { isEmail, newPassword, passwordTrouble } from './sign-up.ts'
import { slowDown } from './too-often.ts'

export const forgot: Answering = (input, portal) => asking(input, portal)

function asking(input: PageInput, portal: Portal, words?: string): HtmlDocument {
  return page(input, portal, {
    title: 'Choose a new password',
    ...(words === undefined ? {} : { status: 422 }),
    body: html`${wrong(words)}
      <p>We send you a mail with a link.</p>
      <form method="post" action="${input.base}${PORTAL}/forgot">
        ${field({ name: 'email', label: 'Email', type: 'email', autocomplete: 'username', most: 254 })}
        <div class="actions"><button>Send the mail</button></div>
      </form>`,
  })
}

export const sendReset: Answering = async (input, portal) => {
  const email = given(input, 'email', 254)
  if (!isEmail(email)) return asking(input, portal, 'This is no email address.')
  const wait = await tooOften(portal, input, { what: 'mail', email })
  if (wait !== undefined) return slowDown(input, portal, wait)
  portal.accounts.forgot(input, email)
  return page(input, portal, {
    title: 'Look into your mail',
    body: html`<p>
        If there is an account for <strong>${email}</strong>, we have sent a link to it. It counts for an hour.
      </p>
      ${mailHere(input, portal)}`,
  })
}

export const reset: Answering = (input, portal) => choosing(input, portal, input.query.get('token') ?? '')

function choosing(input: PageInput, portal: Portal, token: string, words?: string): HtmlDocument {
  return page(input, portal, {
    title: 'Choose a new password',
    ...(words === undefined ? {} : { status: 422 }),
    body: html`${wrong(words)}
      <form method="post" action="${input.base}${PORTAL}/reset">
        <input type="hidden" name="token" value="${token}" />
        ${newPassword('New password')}
        <div class="actions"><button>Change the password</button></div>
      </form>`,
  })
}

const OLD = 'This link counts no longer: it is older than an hour, or was used. Ask for another one.'

export const takeReset: Answering = async (input, portal) => {
  const [token, password] = [input.form.get('token') ?? '', input.form.get('password') ?? '']
  const words = passwordTrouble(password)
  if (words !== undefined) return choosing(input, portal, token, words)
  if ((await portal.accounts.reset(token, password)) !== undefined) return asking(input, portal, OLD)
  return redirect(`${input.base}${PORTAL}/sign-in?done=reset`)
}
