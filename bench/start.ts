/**
 * `kittn serve` as published: CPU and time from its start to its first answer, and resident memory idle and after load, on a
 * page of twenty operations and on the corpus page with the most text. Ratios are to a node:http server that does nothing.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { corpus } from '../test/corpus.ts'
import { keep, median, table } from './measure.ts'

const ROOT = resolve(import.meta.dirname, '..')
const ROUNDS = Number(process.env['ROUNDS'] ?? 3)
const IDLE = 3000
const FLOOR = 'node:http'

const scratch = mkdtempSync(join(tmpdir(), 'kittn-start-'))
const serve = (page: string): string[] => [join(ROOT, 'dist/cli/main.js'), 'serve', page, '--port', '0', '--no-log']
const big = corpus.find(({ name }) => name.startsWith('gomorpheus'))
const BARE = `require('http').createServer((_, r) => r.end('ok')).listen(0, '127.0.0.1',
  function () { console.error('http://127.0.0.1:' + this.address().port) })`
const SUBJECTS: Readonly<Record<string, readonly string[]>> = {
  [FLOOR]: ['-e', BARE],
  'apis/kittn': serve(join(ROOT, 'apis/kittn')),
  ...(big === undefined ? {} : { [big.name]: serve(big.root) }),
}

type Round = { readonly wall: number; readonly cpu: number; readonly idle: number; readonly loaded: number }

/** Megabytes that are resident, and milliseconds of CPU so far. */
const resident = ({ pid }: ChildProcess): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
const cpuSoFar = ({ pid }: ChildProcess): number => {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ').slice(13, 15).map(Number)
  return ((user ?? Number.NaN) + (system ?? Number.NaN)) * 10
}

async function round(args: readonly string[], data: string): Promise<Round> {
  const began = performance.now()
  const own = args[0] === '-e' ? args : [...args, '--data', data]
  const child = spawn(process.execPath, own, { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = new Promise((done) => child.once('exit', done))
  const address = await new Promise<string>((found) =>
    child.stderr.on('data', (text) => {
      const port = /http:\/\/\S+:(\d+)/.exec(String(text))?.[1]
      if (port !== undefined) found(`http://127.0.0.1:${port}`)
    }),
  )
  await (await fetch(`${address}/healthz`)).text()
  const [wall, cpu] = [performance.now() - began, cpuSoFar(child)]
  await sleep(IDLE)
  const idle = resident(child)
  spawnSync('wrk', ['-t1', '-c50', '-d3s', `${address}/healthz`])
  const loaded = resident(child)
  child.kill()
  await ended
  return { wall, cpu, idle, loaded }
}

const rounds: Record<string, Round[]> = {}
for (let n = 0; n < ROUNDS; n++)
  for (const [at, [name, args]] of Object.entries(SUBJECTS).entries())
    (rounds[name] ??= []).push(await round(args, join(scratch, `${n}-${at}.sqlite`)))
rmSync(scratch, { recursive: true, force: true })

const middle = (all: readonly Round[], of: keyof Round): number => Math.round(median(all.map((one) => one[of])))
const results = Object.entries(rounds).map(([name, all]) => {
  const [wall, cpu, idle, loaded] = (['wall', 'cpu', 'idle', 'loaded'] as const).map((of) => middle(all, of))
  return { name, wall, cpu, idle, loaded, ratio: (cpu ?? 0) / middle(rounds[FLOOR] ?? [], 'cpu') }
})
const rows = results.map((one) => [
  one.name,
  ...[one.wall, one.cpu, one.idle, one.loaded].map(String),
  one.ratio.toFixed(1),
])
console.log(table([['', 'ms to 200', 'ms CPU', 'MB idle', 'MB loaded', 'CPU ratio'], ...rows]))
const result = { node: process.version, rounds: ROUNDS, load: loadavg()[0], results }
keep('start', result)
