/** Measures how long an edit takes to reach the open page and the API in `kittn dev`, on the Kittn page. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { copyOf, start } from '../test/command-line.ts'
import { CHROMIUM } from './browser.ts'
import { keep } from './measure.ts'

const ROUNDS = 15

const copy = copyOf('apis/kittn')
const server = await start('dev', copy.path)
const browser = await chromium.launch(CHROMIUM)
const page = await browser.newPage()
await page.goto(server.address)

const screen: number[] = []
const api: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  screen.push(await untilOnScreen(round))
  api.push(await untilInApi(round))
}
await browser.close()
await server.kill()
copy.remove()

const result = { rounds: ROUNDS, screenMs: summary(screen), apiMs: summary(api) }
console.table({ 'page edit → screen, ms': result.screenMs, 'api.ts edit → API, ms': result.apiMs })
keep('reload', result)

async function untilOnScreen(round: number): Promise<number> {
  const file = join(copy.path, 'source/includes/_errors.md')
  const text = `Round ${round} of tea.`
  const seen = page.waitForFunction((wanted) => document.querySelector('main')?.textContent?.includes(wanted), text, {
    polling: 'raf',
  })
  const began = performance.now()
  writeFileSync(file, readFileSync(file, 'utf8').replace(/Kittn serves kittens, not tea\.|Round \d+ of tea\./, text))
  await seen
  return performance.now() - began
}

async function untilInApi(round: number): Promise<number> {
  const file = join(copy.path, 'api.ts')
  const began = performance.now()
  writeFileSync(file, readFileSync(file, 'utf8').replace(/fail\(403[^)]*\)/, `fail(403, 'round ${round}')`))
  const headers = { authorization: 'meowmeowmeow' }
  while (!(await (await fetch(`${server.address}/api/kittens/5`, { headers })).text()).includes(`round ${round}`));
  return performance.now() - began
}

function summary(values: readonly number[]): { readonly median: number; readonly worst: number } {
  const sorted = values.toSorted((a, b) => a - b)
  return { median: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0), worst: Math.round(sorted.at(-1) ?? 0) }
}
