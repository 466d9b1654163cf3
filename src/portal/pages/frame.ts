/** What all pages of the portal have in common: the bar above them, forms and their errors. */
import {
  document,
  html,
  redirect,
  type Html,
  type HtmlDocument,
  type PageAnswer,
  type PageInput,
  type Part,
} from '../../serve/index.ts'
import type { Account } from '../accounts.ts'
import { PORTAL } from '../addresses.ts'
import type { Portal } from '../open.ts'
import type { Answering } from './answering.ts'

export type Shown = {
  readonly title: string
  readonly body: Part
  readonly account?: Account
  readonly wide?: boolean
  readonly status?: number
  readonly scripts?: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
}

/** A page with the bar above it. */
export function page({ base }: PageInput, portal: Portal, { title, body, account, ...made }: Shown): HtmlDocument {
  return document({
    ...made,
    title: `${title} · ${portal.title}`,
    above: bar(base, portal, account),
    body: html`<h1>${title}</h1>
      ${body}`,
  })
}

function bar(base: string, { title, mailPage }: Portal, account: Account | undefined): Html {
  const own =
    account === undefined
      ? html`<a href="${base}${PORTAL}/sign-in">Sign in</a>`
      : html`<a href="${base}${PORTAL}">Applications</a
          ><a href="${base}${PORTAL}/account">Account</a>${button(`${base}${PORTAL}/sign-out`, 'Sign out', 'plain')}`
  return html`<a class="name" href="${base}/"><img class="mark" src="${base}/assets/favicon.svg" alt="" />${title}</a>
    <nav aria-label="Developers"><a href="${base}/">Reference</a>${mail(base, mailPage)}${own}</nav>`
}

const mail = (base: string, place: string | undefined): Part =>
  place !== undefined && html`<a href="${base}${place}">Mail</a>`

/** Where a mail is that was just sent, if no server sends it. */
export function mailHere({ base }: PageInput, { mailPage }: Portal): Part {
  return (
    mailPage !== undefined &&
    html`<p class="soft">
      No mail server is named, so it has not left: <a href="${base}${mailPage}">read it here</a>.
    </p>`
  )
}

/** A form that is nothing but its button. */
export function button(action: string, words: string, look = ''): Html {
  return html`<form method="post" action="${action}"><button class="${look}">${words}</button></form>`
}

export type Field = {
  readonly name: string
  readonly label: string
  readonly type?: 'text' | 'email' | 'password'
  readonly autocomplete?: string
  readonly value?: string
  readonly hint?: string
  readonly most?: number
  readonly least?: number
}

/** A label with its input. */
export function field({ name, label, type = 'text', autocomplete = 'off', hint, ...given }: Field): Html {
  const { value = '', most = 100, least = 1 } = given
  const described = hint === undefined ? '' : html` aria-describedby="${name}-hint"`
  return html`<label>
      ${label}
      <input
        type="${type}"
        name="${name}"
        value="${value}"
        autocomplete="${autocomplete}"
        required
        minlength="${least}"
        maxlength="${most}"
        ${described}
      />
    </label>
    ${hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`}`
}

/** What was wrong, said to screen readers at once. */
export function wrong(words: string | undefined): Part {
  return words !== undefined && html`<p class="wrong" role="alert">${words}</p>`
}

/** What was done, by the word that the address carries. */
export function done({ query }: PageInput, words: Readonly<Record<string, string>>): Part {
  const said = words[query.get('done') ?? '']
  return said !== undefined && html`<p class="done" role="status">${said}</p>`
}

/** A field of the form without blanks around it, cut to what may be. */
export function given({ form }: PageInput, name: string, most = 100): string {
  return (form.get(name) ?? '').trim().slice(0, most)
}

/** Answers whoever is signed in; everybody else signs in first. */
export function signedIn(
  answer: (input: PageInput, portal: Portal, account: Account) => PageAnswer | Promise<PageAnswer>,
): Answering {
  return async (input, portal) => {
    const account = await portal.accounts.of(input)
    if (account === undefined) return redirect(`${input.base}${PORTAL}/sign-in`)
    return answer(input, portal, account)
  }
}
