/** One site in headless Chromium: what is loaded, when it is there, and how fast it answers. */
import { chromium, type CDPSession, type Page } from 'playwright-core'
import { setTimeout as delay } from 'node:timers/promises'
import { CHROMIUM } from '../browser.ts'
import { median } from '../measure.ts'

/** Bytes as transferred, milliseconds, bytes of heap after a collection; undefined where the site has no such thing. */
export type Look = {
  readonly bytes: number
  readonly scriptBytes: number
  readonly paint: number
  readonly quiet: number
  readonly longest: number
  readonly heap: number
  readonly nodes: number
  readonly tab: number | undefined
  readonly jump: number | undefined
  readonly found: number | undefined
  readonly frame: number | undefined
}

export type Wish = { readonly rounds: number; readonly interact: boolean; readonly search: Search }
/** How to open the search, what to type, and what a hit looks like. */
export type Search = { readonly key: string; readonly field: string; readonly term: string; readonly hit: string }

/** A window of this many milliseconds with little work in it is quiet; it counts from its start. */
const WINDOW = 1200
const SETTLING = 1000

/** Several loads in one warm browser, each with nothing cached: their medians, and the best of each figure. */
export async function inBrowser(address: string, wish: Wish): Promise<{ medians: Look; best: Look }> {
  const browser = await chromium.launch(CHROMIUM)
  await (await browser.newPage()).goto(address, { waitUntil: 'load' })
  const looks: Look[] = []
  for (let round = 0; round < wish.rounds; round++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    // A new window loads pages of the browser's own, which are not the site's.
    await page.waitForTimeout(SETTLING)
    looks.push(await look(page, address, wish))
    await context.close()
  }
  await browser.close()
  return { medians: joined(looks, median), best: joined(looks, (values) => Math.min(...values)) }
}

function joined(looks: readonly Look[], how: (values: readonly number[]) => number): Look {
  const names = Object.keys(looks[0] ?? {}) as (keyof Look)[] // the keys of Look
  const one = (name: keyof Look): number | undefined => {
    const known = looks.map((look) => look[name]).filter((value) => value !== undefined)
    return known.length === 0 ? undefined : how(known)
  }
  return Object.fromEntries(names.map((name) => [name, one(name)])) as Look
}

async function look(page: Page, address: string, wish: Wish): Promise<Look> {
  const session = await page.context().newCDPSession(page)
  const loaded = await count(session)
  const browser = page.context().browser()
  await browser?.startTracing(page, { categories: ['toplevel', 'loading'] })
  await page.goto(address, { waitUntil: 'load' })
  const quiet = await untilQuiet(page, session)
  const longest = longestTask(JSON.parse(String(await browser?.stopTracing())) as Trace) // as Chromium writes it
  const paint = await page.evaluate<number>(
    "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN",
  )
  const { bytes, scriptBytes } = { ...loaded }
  const { heap, nodes } = await memory(session)
  const answers = wish.interact ? await answered(page, wish.search) : NOTHING
  return { bytes, scriptBytes, paint, quiet, longest, heap, nodes, ...answers }
}

const NOTHING = { tab: undefined, jump: undefined, found: undefined, frame: undefined }

type TraceEvent = { readonly name: string; readonly pid: number; readonly tid: number; readonly tdur?: number }
type Trace = { readonly traceEvents: readonly TraceEvent[] }

/** Milliseconds of CPU of the longest task on the page's main thread: other work on the machine does not count. */
function longestTask({ traceEvents }: Trace): number {
  const main = traceEvents.find(({ name }) => name === 'firstContentfulPaint')
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) => name.endsWith('RunTask') && pid === main?.pid && tid === main.tid,
  )
  return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur)) / 1000
}

async function count(session: CDPSession): Promise<{ bytes: number; scriptBytes: number }> {
  const sum = { bytes: 0, scriptBytes: 0 }
  const types = new Map<string, string>()
  await session.send('Network.enable')
  session.on('Network.responseReceived', ({ requestId, type }) => void types.set(requestId, type))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    sum.bytes += encodedDataLength
    if (types.get(requestId) === 'Script') sum.scriptBytes += encodedDataLength
  })
  return sum
}

/** Milliseconds from navigation to the start of the first window in which the main thread works less than 60 ms. */
async function untilQuiet(page: Page, session: CDPSession): Promise<number> {
  // CPU of the page, not the time that other work on the machine kept it waiting.
  await session.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' })
  await session.send('Performance.enable')
  const work = async (): Promise<number> => (await metrics(session)).get('TaskDuration') ?? 0
  for (let tries = 0; tries < 12; tries++) {
    const [start, before] = [await page.evaluate<number>('performance.now()'), await work()]
    await page.waitForTimeout(WINDOW)
    if ((await work()) - before < 0.06) return tries === 0 ? await lastWork(page) : start
  }
  return Number.NaN
}

/** When the page has been quiet since we look: the end of what it did. */
function lastWork(page: Page): Promise<number> {
  return page.evaluate<number>(`Math.max(
    performance.getEntriesByType('navigation')[0]?.loadEventEnd ?? 0,
    performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    ...performance.getEntriesByType('resource').map((e) => e.responseEnd))`)
}

async function memory(session: CDPSession): Promise<{ heap: number; nodes: number }> {
  await session.send('HeapProfiler.collectGarbage')
  const known = await metrics(session)
  return { heap: known.get('JSHeapUsedSize') ?? Number.NaN, nodes: known.get('Nodes') ?? Number.NaN }
}

async function metrics(session: CDPSession): Promise<Map<string, number>> {
  const { metrics: list } = await session.send('Performance.getMetrics')
  return new Map(list.map(({ name, value }) => [name, value]))
}

/** How long a peer may take for an answer before it counts as none. */
const PATIENCE = 30_000

/** From input to the frame that shows the answer, in milliseconds; each by itself, for a peer may have some and not others. */
async function answered(page: Page, search: Search): Promise<Pick<Look, 'tab' | 'jump' | 'found' | 'frame'>> {
  await page.evaluate('scrollTo(0, document.documentElement.scrollHeight / 3)')
  await page.waitForTimeout(400)
  const tab = await attempt(() =>
    page.evaluate<number>(clicked("[...document.querySelectorAll('.lang-selector [data-language-name]')].at(-1)")),
  )
  await page.waitForTimeout(400)
  const jump = await attempt(() => page.evaluate<number>(clicked("[...document.querySelectorAll('.toc-link')].at(-5)")))
  await page.waitForTimeout(400)
  const frame = await attempt(() => page.evaluate<number>(SCROLL))
  await page.waitForTimeout(300)
  return { tab, jump, found: await attempt(() => found(page, search)), frame }
}

/** Undefined for what a peer does not have, or does not answer in time. */
async function attempt(step: () => Promise<number>): Promise<number | undefined> {
  try {
    const late = delay(PATIENCE, undefined, { ref: false })
    return await Promise.race([step(), late])
  } catch {
    return undefined
  }
}

/** The time until the second frame after a click: the first may have begun before. */
function clicked(target: string): string {
  return `new Promise((resolve) => {
    const target = ${target}
    if (!target) return resolve(NaN)
    const began = performance.now()
    target.click()
    requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = () => resolve(performance.now() - began); channel.port2.postMessage(0) })
  })`
}

/** From end to end in 60 steps, a step a frame: the longest frame. */
const SCROLL = `new Promise((resolve) => {
  const step = document.documentElement.scrollHeight / 60
  scrollTo({ top: 0, behavior: 'instant' })
  let [worst, at, last] = [0, 0, undefined]
  const frame = (now) => {
    if (last !== undefined && at > 1) worst = Math.max(worst, now - last)
    last = now
    if (at++ > 60) return resolve(worst)
    scrollTo({ top: at * step, behavior: 'instant' })
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
})`

/** From the last key to the hit, once the index is there. */
async function found(page: Page, { key, field, term, hit }: Search): Promise<number> {
  if (key !== '') await page.keyboard.press(key)
  const box = page.locator(field).first()
  // Not by the mouse: what a peer lays over its field, or a page that is still busy, would keep it away.
  await box.focus({ timeout: PATIENCE })
  await page.keyboard.type(term.slice(0, -1))
  await page.locator(hit).first().waitFor({ state: 'attached', timeout: PATIENCE })
  await page.waitForTimeout(1200)
  await page.evaluate(`window.kittnFound = undefined
    document.addEventListener('input', () => {
      const began = performance.now()
      const answered = () => requestAnimationFrame(() => { window.kittnFound = performance.now() - began })
      const watcher = new MutationObserver(() => { watcher.disconnect(); answered() })
      watcher.observe(document.body, { childList: true, subtree: true })
    }, { capture: true, once: true })
    document.addEventListener('keyup', () => {}, { once: true })`)
  await page.keyboard.press(term.slice(-1))
  await page.waitForFunction('window.kittnFound !== undefined', undefined, { timeout: PATIENCE })
  return page.evaluate<number>('window.kittnFound')
}
