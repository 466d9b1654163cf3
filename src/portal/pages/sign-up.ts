/** Signing up. The answer is the same whether or not there is an account, and as quick. */
import { html, redirect, type HtmlDocument, type PageInput } from '../../serve/index.ts'
import { PORTAL } from '../addresses.ts'
import { PASSWORD } from '../auth.ts'
import { tooOften } from '../often.ts'
import type { Portal } from '../open.ts'
import { field, given, mailHere, page, wrong } from './frame.ts'
import type { Answering } from './answering.ts'
import { slowDown } from './too-often.ts'

export const signUp: Answering = async (input, portal) => {
  if ((await portal.accounts.of(input)) !== undefined) return redirect(input.base + PORTAL)
  return form(input, portal)
}

type Refused = { readonly email: string; readonly words: string }

function form(input: PageInput, portal: Portal, refused?: Refused): HtmlDocument {
  const at = input.base + PORTAL
  return page(input, portal, {
    title: 'Sign up for a developer key',
    ...(refused === undefined ? {} : { status: 422 }),
    body: html`${wrong(refused?.words)}
      <form method="post" action="${at}/sign-up">
        ${field({ name: 'email', label: 'Email', type: 'email', autocomplete: 'username', value: refused?.email ?? '', most: 254 })}
        ${newPassword('Password')}
        <div class="actions"><button>Sign up</button></div>
      </form>
      <p class="soft">You have an account? <a href="${at}/sign-in">Sign in</a>.</p>`,
  })
}

/** The field for a password that is chosen. */
export function newPassword(label: string): ReturnType<typeof field> {
  return field({
    name: 'password',
    label,
    type: 'password',
    autocomplete: 'new-password',
    least: PASSWORD.least,
    most: PASSWORD.most,
    hint: `At least ${PASSWORD.least} characters. A few words make a good one.`,
  })
}

/** What is wrong with a password that is chosen. */
export function passwordTrouble(password: string): string | undefined {
  if (password.length < PASSWORD.least) return `The password needs at least ${PASSWORD.least} characters.`
  return password.length > PASSWORD.most ? `The password may have at most ${PASSWORD.most} characters.` : undefined
}

export const register: Answering = async (input, portal) => {
  const email = given(input, 'email', 254)
  const password = input.form.get('password') ?? ''
  const words = isEmail(email) ? passwordTrouble(password) : 'This is no email address.'
  if (words !== undefined) return form(input, portal, { email, words })
  const wait = await tooOften(portal, input, { what: 'mail', email })
  if (wait !== undefined) return slowDown(input, portal, wait)
  portal.accounts.signUp(input, email, password)
  return page(input, portal, {
    title: 'Look into your mail',
    body: html`<p>We have sent a mail to <strong>${email}</strong>. Open the link in it to confirm your address.</p>
      ${mailHere(input, portal)}
      <p class="soft">
        No mail after some minutes? Look among unwanted mail, or
        <a href="${input.base}${PORTAL}/sign-up">try again</a>.
      </p>`,
  })
}

export function isEmail(text: string): boolean {
  return /^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+\.[^\s@.<>"(),:;[\]\\]+$/.test(text)
}
