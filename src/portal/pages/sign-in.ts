/** Signing in and out. */
import { html, redirect, type HtmlDocument, type PageInput } from '../../serve/index.ts'
import { PORTAL } from '../addresses.ts'
import { tooOften } from '../often.ts'
import type { Portal } from '../open.ts'
import { done, field, given, page, wrong } from './frame.ts'
import type { Answering } from './answering.ts'
import { slowDown } from './too-often.ts'

export const signIn: Answering = async (input, portal) => {
  if ((await portal.accounts.of(input)) !== undefined) return redirect(input.base + PORTAL)
  return form(input, portal)
}

const DONE = {
  reset: 'Your password is changed. Sign in with it.',
  deleted: 'Your account is deleted, and its keys are revoked.',
  out: 'You are signed out.',
}

type Refused = { readonly email: string; readonly words: string }

function form(input: PageInput, portal: Portal, refused?: Refused): HtmlDocument {
  const at = input.base + PORTAL
  return page(input, portal, {
    title: 'Sign in',
    ...(refused === undefined ? {} : { status: 422 }),
    body: html`${done(input, DONE)} ${wrong(refused?.words)}
      <form method="post" action="${at}/sign-in">
        ${field({ name: 'email', label: 'Email', type: 'email', autocomplete: 'username', value: refused?.email ?? '', most: 254 })}
        ${field({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', most: 128 })}
        <div class="actions"><button>Sign in</button><a href="${at}/forgot">Forgot your password?</a></div>
      </form>
      <p class="soft">No account yet? <a href="${at}/sign-up">Sign up for a developer key</a>.</p>`,
  })
}

export const enter: Answering = async (input, portal) => {
  const email = given(input, 'email', 254)
  const wait = await tooOften(portal, input, { what: 'sign-in', email })
  if (wait !== undefined) return slowDown(input, portal, wait)
  const outcome = await portal.accounts.signIn(input, email, input.form.get('password') ?? '')
  if (outcome.kind === 'signed-in') return redirect(input.base + PORTAL, { 'set-cookie': outcome.cookie })
  const words =
    outcome.why === 'unverified'
      ? 'This address is not confirmed yet. We have sent you another mail: open the link in it.'
      : 'Email or password is wrong.'
  return form(input, portal, { email, words })
}

export const leave: Answering = async (input, portal) =>
  redirect(`${input.base}${PORTAL}/sign-in?done=out`, { 'set-cookie': await portal.accounts.signOut(input) })
