/**
 * How long an edit takes in `kittn dev` from the file's writing until a real browser has drawn it. The page stands open in
 * Chromium; each edit puts a paragraph and a blank line more into the middle of the largest file, so that all below moves.
 * (The first figure of this was until a client had the whole page, without a browser, with lines added at the end only.)
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { filesIn, read } from '../../src/read/index.ts'
import { CHROMIUM } from '../browser.ts'
import { median } from '../measure.ts'

const ROUNDS = 15

type Where = { readonly root: string; readonly main: string; readonly scratch: string }

/** Milliseconds from the clock, the median of some edits. */
export async function rebuild(kittn: readonly string[], { root, main, scratch }: Where): Promise<number> {
  const copy = join(scratch, 'edited')
  cpSync(root, copy, { recursive: true })
  const file = largest(copy, main)
  const [command = '', ...args] = [...kittn, 'dev', join(copy, main), '--port', '0', '--fresh']
  const server = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const browser = await chromium.launch(CHROMIUM)
  try {
    const page = await browser.newPage()
    await page.goto(await addressOf(server))
    const lines = readFileSync(file, 'utf8').split('\n')
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) times.push(await edit(file, lines, round, page))
    return median(times)
  } finally {
    await browser.close()
    server.kill()
  }
}

/** Of the main file and its includes. */
function largest(root: string, main: string): string {
  const { files } = read(main, filesIn(root)).page
  const [first] = files.toSorted((a, b) => b.text.length - a.text.length)
  return join(root, first?.path ?? main)
}

async function edit(file: string, lines: readonly string[], round: number, page: Page): Promise<number> {
  const said = `Edit ${round} of this page.`
  const seen = drawn(page, said)
  // The observer is there before the edit is.
  await page.evaluate('0')
  const began = performance.now()
  const middle = lines.findIndex((line, at) => at > lines.length / 2 && line.startsWith('#'))
  writeFileSync(file, lines.toSpliced(middle, 0, ...Array<string>(round).fill(''), said, '').join('\n'))
  await seen
  const took = performance.now() - began
  await page.waitForTimeout(300)
  return took
}

/** Resolves when what stands on the page has been drawn. */
function drawn(page: Page, said: string): Promise<void> {
  return page.evaluate(`new Promise((resolve) => {
    const shows = (node) => node.textContent.includes(${JSON.stringify(said)})
    new MutationObserver((changes, observer) => {
      if (!changes.some(({ addedNodes }) => [...addedNodes].some(shows))) return
      observer.disconnect()
      requestAnimationFrame(() => setTimeout(resolve))
    }).observe(document.querySelector('main'), { childList: true })
  })`)
}

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    server.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const address = /http:\/\/[\w.:[\]]+/.exec(said)?.[0]
      if (address !== undefined) resolve(address)
    })
    server.on('exit', () => reject(new Error(`kittn dev ended: ${said}`)))
  })
}
