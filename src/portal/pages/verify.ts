/** Where the link in the first mail leads: confirming takes a click, because programs that look through mail follow links. */
import { html, redirect } from '../../serve/index.ts'
import { PORTAL } from '../addresses.ts'
import { page } from './frame.ts'
import type { Answering } from './answering.ts'

export const verify: Answering = (input, portal) =>
  page(input, portal, {
    title: 'Confirm your address',
    body: html`<p>One click, and you can make your first key.</p>
      <form method="post" action="${input.base}${PORTAL}/verify">
        <input type="hidden" name="token" value="${input.query.get('token') ?? ''}" />
        <button>Confirm</button>
      </form>`,
  })

export const confirm: Answering = async (input, portal) => {
  const at = input.base + PORTAL
  const outcome = await portal.accounts.verify(input, input.form.get('token') ?? '')
  if (outcome.kind === 'signed-in') return redirect(`${at}?done=confirmed`, { 'set-cookie': outcome.cookie })
  return page(input, portal, {
    title: 'This link counts no longer',
    status: 422,
    body: html`<p>
      It is older than a day, or your address is confirmed already. <a href="${at}/sign-in">Sign in</a>; if your address
      is not confirmed, we send you another link.
    </p>`,
  })
}
