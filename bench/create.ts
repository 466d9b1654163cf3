/**
 * CPU of the server for a create, checked and on disk, on 50 connections: SQLite and PostgreSQL against node:http that
 * reads the same body. All in one run, in turns; the middle of the rounds counts. Callers (wrk) are processes of their own
 * and not in it; nor is PostgreSQL, whose CPU stands beside.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../test/servers/postgres.ts'
import { startServer } from './faults/load.ts'
import { keep, median, table } from './measure.ts'
import { load, pinned } from './wrk.ts'

const ROUNDS = Number(process.env['ROUNDS'] ?? 3)
const SECONDS = Number(process.env['SECONDS'] ?? 2)
/** Requests before the clock is looked at: until then V8 spends as much on compiling as on answering. */
const WARM = 100_000
/** The server's own core, if it gets one: the command that starts it there. */
const TASKSET = pinned(0, '', [])
  .flat()
  .filter((word) => word !== '')
const FLOOR = 'node:http, reads the body'

const folder = mkdtempSync(join(tmpdir(), 'kittn-create-'))
const postgres = await startPostgres(true)
const DATA: Readonly<Record<string, string>> = {
  [FLOOR]: 'reads-body',
  'Kittn on SQLite': join(folder, 'create.sqlite'),
  'Kittn on PostgreSQL': postgres.address,
}

type Round = { readonly micros: number; readonly beside: number; readonly perSecond: number }

async function round(data: string): Promise<Round> {
  const server = await startServer(data, TASKSET)
  const send = (seconds: number): Promise<number> =>
    load(`${server.address}/api/kittens`, { seconds, connections: 50, script: 'create.lua' })
  for (let sent = 0; sent < WARM;) sent += await send(SECONDS)
  const beside = (): number => (data === postgres.address ? postgres.cpu() : 0)
  const [before, besideBefore, began] = [await server.cpu(), beside(), performance.now()]
  const done = await send(SECONDS)
  const [used, took] = [(await server.cpu()) - before, (performance.now() - began) / 1000]
  const others = beside() - besideBefore
  await server.end('SIGTERM')
  return { micros: used / done, beside: others / done, perSecond: done / took }
}

const rounds: Record<string, Round[]> = {}
for (let n = 0; n < ROUNDS; n++)
  for (const [name, data] of Object.entries(DATA)) (rounds[name] ??= []).push(await round(data))
const floor = (rounds[FLOOR] ?? []).map(({ micros }) => micros)
const results = Object.entries(rounds).map(([name, all]) => ({
  name,
  micros: median(all.map((one) => one.micros)),
  beside: median(all.map((one) => one.beside)),
  perSecond: Math.round(median(all.map((one) => one.perSecond))),
  // Each round against the floor of the same round, so that a busy moment weighs on both.
  ratio: median(all.map(({ micros }, n) => micros / (floor[n] ?? Number.NaN))),
}))
const rows = results.map(({ name, micros, beside, perSecond, ratio }) => [
  name,
  micros.toFixed(1),
  beside === 0 ? '' : beside.toFixed(1),
  perSecond.toFixed(0),
  ratio.toFixed(2),
])
console.log(table([['', 'CPU µs', 'PostgreSQL', 'a second', 'ratio'], ...rows]))
await postgres.stop()
rmSync(folder, { recursive: true, force: true })
const result = { node: process.version, rounds: ROUNDS, seconds: SECONDS, load: loadavg()[0], results }
keep('create', result)
