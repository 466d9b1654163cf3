/**
 * CPU per request for `GET /api/kittens/2`: Kittn with everything on, against node:http that answers constant bytes,
 * Fastify by hand with the same work, and others that answer from a description. All in one run, in turns; the middle of
 * the rounds counts, as a ratio. What is not installed is named, and the rest is measured.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { keep, median } from './measure.ts'
import { SECRET } from './servers/ready.ts'
import { load, pinned, PINS } from './wrk.ts'

const ROUNDS = Number(process.env['ROUNDS'] ?? 5)
const SECONDS = Number(process.env['SECONDS'] ?? 3)
const CONNECTIONS = 50

const SUBJECTS = {
  'node:http, constant bytes': ['http.ts'],
  'Fastify by hand, same work': ['fastify.ts', 'fastify.sqlite'],
  'Kittn, from the page': ['kittn.ts', 'kittn.sqlite'],
  'Kittn, through a handler': ['kittn.ts', 'handler.sqlite', 'handler'],
  'Prism 5.16': ['peer.ts', 'prism', 'prism'],
  'json-server 0.17': ['peer.ts', 'json-server', 'json-server'],
  'express-openapi-validator': ['peer.ts', 'validator', 'express-openapi-validator'],
} as const satisfies Readonly<Record<string, readonly string[]>>
type Name = keyof typeof SUBJECTS
const NAMES = Object.keys(SUBJECTS) as Name[]
const FLOOR: Name = 'node:http, constant bytes'

type Running = { readonly child: ChildProcess; readonly port: number }
type Usage = { readonly cpu: number; readonly memory: number }
type Round = { readonly micros: number; readonly perSecond: number; readonly megabytes: number }

const folder = mkdtempSync(join(tmpdir(), 'kittn-bench-'))

/** Undefined for what does not start, which is said. */
function start(name: Name): Promise<Running | undefined> {
  const [script, file, ...rest] = SUBJECTS[name] as readonly string[]
  const path = join(import.meta.dirname, 'servers', script ?? '')
  const args = ['--conditions=kittn-source', path, ...(file === undefined ? [] : [join(folder, file)]), ...rest]
  const child = spawn(...pinned(0, process.execPath, args), { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let said = ''
  child.stderr?.on('data', (text) => (said += String(text)))
  return new Promise((resolve) => {
    child.once('message', (message) => resolve({ child, port: (message as { port: number }).port }))
    child.once('exit', () => {
      if (!over) console.error(`${name} is not measured: ${reason(said)}`)
      resolve(undefined)
    })
  })
}

/** Why a process ended: which package it lacks, or what it said last. */
function reason(said: string): string {
  const lacking = /Cannot find (?:module|package) '([^']+)'/.exec(said)?.[1]
  if (lacking !== undefined) return `${lacking} is not here; script/bootstrap --bench brings it`
  return /^\w*Error.*$/m.exec(said)?.[0] ?? said.trim().split('\n').at(-1) ?? 'it ended'
}

function usage({ child }: Running): Promise<Usage> {
  return new Promise((resolve) => {
    child.once('message', (message) => resolve(message as Usage))
    child.send('usage')
  })
}

const send = ({ port }: Running, seconds: number): Promise<number> =>
  load(`http://127.0.0.1:${port}/api/kittens/2`, {
    seconds,
    connections: CONNECTIONS,
    headers: [`Authorization: ${SECRET}`],
  })

async function round(running: Running): Promise<Round> {
  const before = await usage(running)
  const requests = await send(running, SECONDS)
  const after = await usage(running)
  return {
    micros: (after.cpu - before.cpu) / requests,
    perSecond: requests / SECONDS,
    megabytes: after.memory / 1024 / 1024,
  }
}

let over = false
const started = await Promise.all(NAMES.map(async (name) => [name, await start(name)] as const))
const servers = new Map(started.filter((one): one is [Name, Running] => one[1] !== undefined))
if (!servers.has(FLOOR)) throw new Error(`without ${FLOOR} there is nothing to compare with`)
const rounds = new Map<Name, Round[]>(NAMES.map((name) => [name, []]))
for (const server of servers.values()) await send(server, SECONDS)
for (let n = 1; n <= ROUNDS; n++) {
  process.stderr.write(process.stderr.isTTY ? `\rround ${n} of ${ROUNDS}` : '')
  for (const [name, server] of servers) rounds.get(name)?.push(await round(server))
}
over = true
for (const { child } of servers.values()) child.disconnect()
rmSync(folder, { recursive: true, force: true })

const floor = (rounds.get(FLOOR) ?? []).map(({ micros }) => micros)
const rows = [...servers.keys()].map((name) => {
  const mine = rounds.get(name) ?? []
  return {
    name,
    micros: median(mine.map(({ micros }) => micros)),
    // Each round against the floor of the same round, so that a busy moment weighs on both.
    ratio: median(mine.map(({ micros }, n) => micros / (floor[n] ?? Number.NaN))),
    perSecond: Math.round(median(mine.map(({ perSecond }) => perSecond))),
    megabytes: Math.round(median(mine.map(({ megabytes }) => megabytes))),
  }
})

process.stderr.write(process.stderr.isTTY ? '\r' : '')
console.log(`GET /api/kittens/2, ${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s${PINS ? ', pinned' : ''}`)
for (const row of rows) {
  const cells = [
    row.ratio.toFixed(2).padStart(6),
    row.micros.toFixed(1).padStart(8),
    String(row.perSecond).padStart(8),
    String(row.megabytes).padStart(6),
  ]
  console.log(`${row.name.padEnd(28)} ${cells[0]} ×  ${cells[1]} µs CPU  ${cells[2]}/s  ${cells[3]} MB`)
}
const result = {
  measures: 'CPU per request, GET /api/kittens/2',
  node: process.version,
  rounds: ROUNDS,
  seconds: SECONDS,
  /** Of the machine, at the end: what else ran beside the benchmark. */
  load: loadavg()[0],
  rows,
}
keep('request', result)
