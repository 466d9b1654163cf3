/** How HTML pages come onto the wire. */
import type { Requirement } from '../../model/security.ts'
import { placeholders } from '../../model/names.ts'
import { phrase } from '../../model/status.ts'
import type { Authorise } from '../authorise.ts'
import type { AnyBehaviour } from '../behaviour.ts'
import { failureOf } from '../errors.ts'
import type { Exchange } from '../exchange.ts'
import { Reply } from '../fail.ts'
import { contentOf, FileAnswer } from '../file.ts'
import { Meter } from '../meter.ts'
import { named, type Handle, type Route } from '../operation.ts'
import type { Router } from '../router.ts'
import { headOf, write } from '../send.ts'
import { sendContent } from '../send-file.ts'
import type { FileStore } from '../../store/index.ts'
import type { AnyServices, Logger } from '../services.ts'
import { cookiesIn } from './cookies.ts'
import { document, documentText, policy, type HtmlDocument } from './document.ts'
import { html } from './html.ts'
import { checkOrigin, formOf, madeOf, type PageHandler, type PageInput } from './pages.ts'

export type PagesSetting = {
  /** Name of the API. */
  readonly api: string
  readonly pages: NonNullable<AnyBehaviour['pages']>
  readonly title: string
  readonly prefix: string
  readonly services: AnyServices
  readonly security: readonly Requirement[]
  readonly authorise: Authorise
  readonly fileStore: FileStore | undefined
  readonly log: Logger
}

/** Adds a route for each HTML page. Its errors are documents too. */
export function addPages(router: Router<Route>, setting: PagesSetting): Route[] {
  return Object.entries(setting.pages).map(([key, handler]) => {
    const [method = '', path = ''] = key.split(' ')
    const meter = new Meter({ api: setting.api, operation: key })
    // What the handler is typed with was made from the same page as what it gets.
    const page = { key, names: placeholders(path), handler: handler as PageHandler, setting }
    const handle: Handle = (exchange, values) => {
      exchange.meter = meter
      return answer(page, exchange, values).catch((error: unknown) => apologise(error, page, exchange))
    }
    const route = { handle, meter }
    for (const one of method === 'GET' ? ['GET', 'HEAD'] : [method]) router.add(one, path, route)
    return route
  })
}

type Page = {
  readonly key: string
  readonly names: readonly string[]
  readonly handler: PageHandler
  readonly setting: PagesSetting
}

async function answer(page: Page, exchange: Exchange, values: readonly string[]): Promise<void> {
  exchange.checkAddress()
  if (exchange.method === 'POST') checkOrigin(exchange.headers)
  const made = madeOf(await page.handler(await inputOf(page, exchange, values)), page.setting.title)
  if (made instanceof Reply) sendReply(made, exchange)
  else if (made instanceof FileAnswer)
    await sendContent(exchange, await contentOf(made, page.setting.fileStore), 'handler')
  else sendDocument(made, page, exchange)
}

async function inputOf(
  { key, names, setting }: Page,
  exchange: Exchange,
  values: readonly string[],
): Promise<PageInput> {
  const { headers } = exchange
  const path = named(names, values)
  const { security } = setting
  exchange.caller = await setting.authorise({
    request: exchange,
    asked: key,
    secured: false,
    security,
    path: () => path,
    sent: exchange,
  })
  const body = await exchange.body()
  return {
    ...setting.services,
    log: setting.log.child({ request: exchange.id }),
    path,
    query: new URLSearchParams(exchange.url.split('?', 2)[1]),
    form: formOf(body, headers['content-type']),
    headers,
    cookies: cookiesIn(headers.cookie),
    caller: exchange.caller,
    base: setting.prefix,
    address: exchange.origin + setting.prefix,
    from: exchange.address,
    signal: exchange.hungUp(),
  }
}

/** What a browser must not guess, keep or tell others. */
const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'kittn-answer': 'handler',
}

function sendDocument({ made }: HtmlDocument, { setting }: Page, exchange: Exchange): void {
  const { status = 200, headers = {} } = made
  const type = { 'content-type': 'text/html; charset=utf-8' }
  const head = headOf({ ...HEADERS, 'content-security-policy': policy(made), ...headers, ...type })
  write(exchange, status, head, documentText(made, setting.prefix))
}

function sendReply({ status, body, headers }: Reply, exchange: Exchange): void {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8'
  write(
    exchange,
    status,
    headOf({ ...HEADERS, ...(text === undefined ? {} : { 'content-type': type }), ...headers }),
    text,
  )
}

/** An error as a person reads it. */
function apologise(error: unknown, page: Page, exchange: Exchange): void {
  const { status, words, detail } = failureOf(error, exchange, page.setting.log)
  const title = phrase(status)
  const body = html`<h1>${title}</h1>
    ${words && html`<p>${words}</p>`}
    <p class="soft">${status} · ${exchange.id}</p>`
  sendDocument(document({ title, body, status, ...(detail.headers && { headers: detail.headers }) }), page, exchange)
}
