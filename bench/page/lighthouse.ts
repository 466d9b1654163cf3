/** Lighthouse's four scores of a site, as a phone sees it. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { CHROMIUM } from '../browser.ts'
import { median } from '../measure.ts'
import { staticServer } from './static.ts'

const CLI = resolve(import.meta.dirname, '../peers/node_modules/lighthouse/cli/index.js')
const ROUNDS = 3
const FLAGS = '--headless=new --no-sandbox --disable-gpu'

export type Scores = Readonly<Record<string, number>>

/** The medians of some runs, of 100; undefined where Lighthouse is not there. */
export async function lighthouse(folder: string): Promise<Scores | undefined> {
  if (!existsSync(CLI)) return undefined
  const server = await staticServer(folder)
  const rounds: Scores[] = []
  // The server lives in this process, so Lighthouse must not block it.
  for (let round = 0; round < ROUNDS; round++) rounds.push(await once(server.address))
  server.close()
  const names = Object.keys(rounds[0] ?? {})
  return Object.fromEntries(names.map((name) => [name, median(rounds.map((one) => one[name] ?? Number.NaN))]))
}

async function once(address: string): Promise<Scores> {
  const out = join(tmpdir(), `kittn-lighthouse-${process.pid}.json`)
  const args = [CLI, address, '--output=json', `--output-path=${out}`, '--quiet', `--chrome-flags=${FLAGS}`]
  const child = spawn(process.execPath, args, {
    env: { ...process.env, CHROME_PATH: CHROMIUM.executablePath },
    stdio: 'inherit',
  })
  await new Promise((resolve) => void child.on('exit', resolve))
  const { categories } = JSON.parse(readFileSync(out, 'utf8')) as { categories: Record<string, { score: number }> }
  rmSync(out)
  return Object.fromEntries(Object.entries(categories).map(([name, { score }]) => [name, Math.round(score * 100)]))
}
