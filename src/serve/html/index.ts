/** The door to HTML pages, and how they come onto the wire. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { placeholders } from '../../model/names.ts'
import { phrase } from '../../model/status.ts'
import type { Authorise } from '../authorise.ts'
import type { AnyBehaviour } from '../behaviour.ts'
import { checkAddress } from '../context.ts'
import { failureOf } from '../errors.ts'
import { Reply } from '../fail.ts'
import { hungUp, originOf } from '../incoming.ts'
import { pattern, type Matched } from '../routes.ts'
import type { AnyServices, Logger } from '../services.ts'
import { cookiesIn } from './cookies.ts'
import { document, documentText, policy, type HtmlDocument } from './document.ts'
import { html } from './html.ts'
import { checkOrigin, formOf, madeOf, type PageHandler, type PageInput } from './pages.ts'

export { cookie } from './cookies.ts'
export type { CookieOptions } from './cookies.ts'
export { document } from './document.ts'
export type { Document, HtmlDocument } from './document.ts'
export { html, Html } from './html.ts'
export { redirect } from './pages.ts'
export type { PageAnswer, PageHandler, PageInput, Pages } from './pages.ts'

export type PagesSetting = {
  readonly pages: NonNullable<AnyBehaviour['pages']>
  readonly title: string
  readonly prefix: string
  readonly services: AnyServices
  readonly authorise: Authorise
  readonly log: Logger
}

/** Adds a route for each HTML page. */
export function addPages(inner: FastifyInstance, setting: PagesSetting): void {
  for (const [key, handler] of Object.entries(setting.pages)) {
    const [method = '', path = ''] = key.split(' ')
    // What the handler is typed with was made from the same page as what it gets.
    const page = { key, path, handler: handler as PageHandler, setting }
    const { url } = pattern(path)
    inner.route({ method, url, errorHandler: apology(page), handler: (request, reply) => answer(page, request, reply) })
  }
}

type Page = {
  readonly key: string
  readonly path: string
  readonly handler: PageHandler
  readonly setting: PagesSetting
}

async function answer(page: Page, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  checkAddress(request)
  if (request.method !== 'GET' && request.method !== 'HEAD') checkOrigin(request.headers)
  const made = madeOf(await page.handler(await inputOf(page, request, reply)), page.setting.title)
  return made instanceof Reply ? sendReply(made, reply) : sendDocument(made, page, reply)
}

async function inputOf({ key, path, setting }: Page, request: FastifyRequest, reply: FastifyReply): Promise<PageInput> {
  const { headers } = request
  const { value } = pattern(path)
  const places = Object.fromEntries(
    placeholders(path).map((name) => [name, value(request.params as Matched, name) ?? '']),
  )
  request.caller = await setting.authorise({
    request: { headers, query: request.query as Readonly<Record<string, string>> },
    asked: key,
    secured: false,
    path: () => places,
  })
  return {
    ...setting.services,
    log: setting.log.child({ request: request.id }),
    path: places,
    query: new URLSearchParams(request.url.split('?', 2)[1]),
    form: formOf(request.body, headers['content-type']),
    headers,
    cookies: cookiesIn(headers.cookie),
    caller: request.caller,
    base: setting.prefix,
    address: originOf(request) + setting.prefix,
    signal: hungUp(reply),
  }
}

/** What a browser must not guess, keep or tell others. */
const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'kittn-answer': 'handler',
}

function sendDocument({ made }: HtmlDocument, { setting }: Page, reply: FastifyReply): FastifyReply {
  const { status = 200, headers = {} } = made
  return reply
    .code(status)
    .headers({ ...HEADERS, 'content-security-policy': policy(made), ...headers })
    .header('content-type', 'text/html; charset=utf-8')
    .send(documentText(made, setting.prefix))
}

function sendReply({ status, body, headers }: Reply, reply: FastifyReply): FastifyReply {
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8'
  reply.code(status).headers({ ...HEADERS, ...(body === undefined ? {} : { 'content-type': type }), ...headers })
  return reply.send(body === undefined || typeof body === 'string' ? body : JSON.stringify(body))
}

/** An error as a person reads it. */
function apology(page: Page) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const { status, words, detail } = failureOf(error, request, page.setting.log)
    const title = phrase(status)
    const body = html`<h1>${title}</h1>
      ${words && html`<p>${words}</p>`}
      <p class="soft">${status} · ${request.id}</p>`
    reply.headers(detail.headers ?? {})
    sendDocument(document({ title, body, status }), page, reply)
  }
}
