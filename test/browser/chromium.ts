/** One real Chromium for all test files, and a web server that serves files from memory under a strict policy. */
import { after, afterEach } from 'node:test'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { chromium, type Browser, type BrowserContextOptions, type CDPSession, type Page } from 'playwright-core'
import { ARGUMENTS } from './arguments.ts'
import type { Had, OutputFile } from '../../src/outputs/output.ts'

const PATHS = [
  process.env['KITTN_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.md': 'text/markdown; charset=utf-8',
}

/** What the site must get by with. */
export const POLICY = "default-src 'self'; script-src 'self'; style-src 'self'"

const executablePath = PATHS.find((path) => path !== undefined && existsSync(path))

/** The reason to skip browser tests, or false. In CI a missing browser is a failure, not a reason. */
export const withoutBrowser: string | false =
  executablePath === undefined && process.env['CI'] === undefined ? 'Chromium is not installed' : false

let started: Promise<Browser> | undefined

/** `alone`: the test puts scripts of its own into the page, which would stay; nobody else gets it. */
type Options = BrowserContextOptions & { readonly alone?: boolean }
type Kept = { readonly key: string; readonly alone: boolean; readonly page: Page; readonly session: CDPSession }

/** A new page costs four times what it costs to show something in it: pages are used again, emptied, when their test is over. */
const free: Kept[] = []
const taken: Kept[] = []

/** A page for the running test; `options` are scheme, size, whether scripts run. What its scripts throw ends up in `errors`. */
export async function open(address: string, options: Options = {}): Promise<Page> {
  // These can be changed in any page; the others are those of a context.
  const { viewport = { width: 1280, height: 800 }, colorScheme = 'light', ...fixed } = options
  const key = JSON.stringify(fixed)
  const at = free.findIndex((one) => one.key === key)
  const kept = at < 0 ? await made(key, fixed) : free.splice(at, 1)[0]!
  taken.push(kept)
  const { page } = kept
  if (viewport !== null) await page.setViewportSize(viewport)
  await page.emulateMedia({ media: null, colorScheme, reducedMotion: 'reduce' })
  await page.goto(address, { waitUntil: 'load' })
  return page
}

async function made(key: string, { alone = false, ...options }: Options): Promise<Kept> {
  started ??= chromium.launch({ args: ARGUMENTS, ...(executablePath === undefined ? {} : { executablePath }) })
  const own = await (await started).newContext(options)
  const page = await own.newPage()
  page.on('pageerror', (error) => errors.push(error.message))
  return { key, alone, page, session: await own.newCDPSession(page) }
}

afterEach(async () => {
  for (const one of taken.splice(0)) {
    if (one.alone) await one.page.context().close()
    else free.push(await emptied(one))
  }
})

/** Nothing of what a test has left behind is there for the next: storage, history, connections, the mouse. */
async function emptied(one: Kept): Promise<Kept> {
  const { page, session } = one
  await page.evaluate('localStorage.clear(), sessionStorage.clear()').catch(() => undefined)
  await page.context().clearCookies()
  await page.context().setOffline(false)
  await page.goto('about:blank')
  await page.mouse.move(0, 0)
  await session.send('Page.resetNavigationHistory')
  return one
}

/** Waits until an expression is true in the page. Playwright's own way needs eval, which the policy forbids. */
export async function until(page: Page, expression: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await page.evaluate<boolean>(`Boolean(${expression})`)) return
    await page.waitForTimeout(25)
  }
  throw new Error(`It never came true: ${expression}`)
}

/** What scripts of any page have thrown so far. */
export const errors: string[] = []

export type Served = {
  /** With a slash at the end. */
  readonly address: string
  /** Puts other files in place of those served. */
  readonly replace: (files: readonly OutputFile[]) => void
  /** Sends a message to the pages that listen at `-/events`, when there is one. */
  readonly send: (message: unknown) => Promise<void>
  /** What the pages' policy has forbidden so far. */
  readonly violations: readonly string[]
}

/** Serves files under a prefix (`/docs/`) until all tests of the file are done; with an empty policy as a bare host does. */
export async function serve(files: readonly OutputFile[], prefix = '/docs/', policy: string = POLICY): Promise<Served> {
  let current = files
  const listeners = new Set<ServerResponse>()
  const violations: string[] = []
  const server = createServer((request, answer) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === '/violations') {
      request.on('data', (data: Buffer) => void violations.push(String(data)))
      return void answer.writeHead(204).end()
    }
    if (pathname === `${prefix}-/events`) {
      answer.writeHead(200, { 'content-type': 'text/event-stream' }).write(': listening\n\n')
      return void listeners.add(answer)
    }
    if (pathname === `${prefix}-/news`)
      return void text(request).then((body) => tell(answer, current, JSON.parse(body)))
    respond(
      answer,
      current.find(({ path }) => `${prefix}${path}` === pathname.replace(/\/$/, '/index.html')),
      policy,
    )
  })
  const port = await listen(server)
  servers.push(server)
  return {
    address: `http://127.0.0.1:${port}${prefix}`,
    replace: (next) => void (current = next),
    send: async (message) => {
      for (let tries = 0; listeners.size === 0 && tries < 200; tries++) await delay(25)
      for (const listener of listeners) listener.write(`data: ${JSON.stringify(message)}\n\n`)
    },
    violations,
  }
}

/** What the dev server says to a page that asks what is new on it. */
function tell(answer: ServerResponse, files: readonly OutputFile[], asked: Had & { readonly path: string }): void {
  const news = files.find(({ path }) => path === asked.path)?.news?.(asked)
  if (news === undefined) return void answer.writeHead(404).end()
  answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(news))
}

function respond(answer: ServerResponse, file: OutputFile | undefined, policy: string): void {
  if (file === undefined) return void answer.writeHead(404).end()
  const type = TYPES[extname(file.path)] ?? 'application/octet-stream'
  const enforced = policy === '' ? {} : { 'content-security-policy': `${policy}; report-uri /violations` }
  answer.writeHead(200, { 'content-type': type, ...enforced }).end(file.content)
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

const servers: Server[] = []
after(async () => {
  await (await started)?.close()
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
})
