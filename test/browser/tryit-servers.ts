/** Servers that try-it calls: the real Kittn with a page, and one of another origin that answers as it is told. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { start, type Started } from '../command-line.ts'
import { open } from './chromium.ts'

/** What was started is ended once all tests of the file are done. */
const ends: (() => unknown)[] = []
after(() => Promise.all(ends.map((end) => end())))

export type Dev = Started & {
  /** Writes the page anew, for live reload. */
  readonly write: (source: string) => void
}

/** `kittn dev` with a page given as text, until all tests of the file are done. */
export async function dev(source: string): Promise<Dev> {
  const home = mkdtempSync(join(tmpdir(), 'kittn-try-'))
  const write = (text: string): void => writeFileSync(join(home, 'source/index.html.md'), text)
  mkdirSync(join(home, 'source'))
  write(source)
  const started = await start('dev', home)
  ends.push(async () => {
    await started.kill()
    rmSync(home, { recursive: true, force: true })
  })
  return { ...started, write }
}

export type Received = {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}
export type Other = {
  readonly address: string
  /** What has arrived so far, preflights left out. */
  readonly received: Received[]
  /** How the next requests are answered. */
  answer: (answer: ServerResponse) => void
  /** Whether pages of other origins may read the answers. */
  cors: boolean
}

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*, authorization',
  'access-control-allow-methods': '*',
}

/** A server of another origin, until all tests of the file are done. */
export async function other(): Promise<Other> {
  const received: Received[] = []
  const server = createServer((request, answer) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (made.cors) for (const [name, value] of Object.entries(CORS)) answer.setHeader(name, value)
      if (request.method === 'OPTIONS') return void answer.writeHead(made.cors ? 204 : 403).end()
      const { method = '', url = '', headers } = request
      received.push({ method, url, headers, body: String(Buffer.concat(chunks)) })
      made.answer(answer)
    })
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
  ends.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  const made: Other = {
    address: `http://127.0.0.1:${port}`,
    received,
    cors: true,
    answer: (answer) => void answer.end('{}'),
  }
  return made
}

/** The page with try-it open for an operation. */
export async function tried(address: string, key: string, options: Parameters<typeof open>[1] = {}): Promise<Page> {
  const page = await open(address, options)
  await page.locator(`[data-try="${key}"]`).click()
  await page.locator('dialog.tryit[open]').waitFor()
  return page
}

/** Presses the button and waits for what comes of it. */
export async function send(page: Page): Promise<string> {
  await page.getByRole('button', { name: /^Send/ }).click()
  await page.locator('.try-answer').waitFor()
  return (await page.locator('.try-answer').innerText()).replaceAll('\u00a0', ' ')
}

/** The request as the code on the page shows it. */
export async function shownCode(page: Page): Promise<string> {
  return (await page.locator('.try-code code').textContent()) ?? ''
}
