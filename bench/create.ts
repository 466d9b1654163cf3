/**
 * CPU of the server for a create, checked and on disk, by 50 callers: SQLite and PostgreSQL against node:http that reads
 * the same body. All in one run, in turns; the middle of the rounds counts. What PostgreSQL itself uses is not in it.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../test/servers/postgres.ts'
import { create, startServer } from './faults/load.ts'
import { median, table } from './measure.ts'

const ROUNDS = Number(process.env['ROUNDS'] ?? 3)
const SECONDS = Number(process.env['SECONDS'] ?? 2)
const FLOOR = 'node:http, reads the body'

const folder = mkdtempSync(join(tmpdir(), 'kittn-create-'))
const postgres = await startPostgres(true)
const DATA: Readonly<Record<string, string>> = {
  [FLOOR]: 'reads-body',
  'Kittn on SQLite': join(folder, 'create.sqlite'),
  'Kittn on PostgreSQL': postgres.address,
}

type Round = { readonly micros: number; readonly perSecond: number }

async function round(data: string): Promise<Round> {
  const server = await startServer(data)
  let end = performance.now() + 1000
  const until = (): boolean => performance.now() > end
  await create(server.address, { callers: 50, over: until })
  const [before, began] = [await server.cpu(), performance.now()]
  end = began + SECONDS * 1000
  const done = (await create(server.address, { callers: 50, over: until })).filter(
    ({ status }) => status === 201,
  ).length
  const [used, took] = [(await server.cpu()) - before, (performance.now() - began) / 1000]
  await server.end('SIGTERM')
  return { micros: used / done, perSecond: done / took }
}

const rounds: Record<string, Round[]> = {}
for (let n = 0; n < ROUNDS; n++)
  for (const [name, data] of Object.entries(DATA)) (rounds[name] ??= []).push(await round(data))
const floor = median((rounds[FLOOR] ?? []).map(({ micros }) => micros))
const results = Object.entries(rounds).map(([name, all]) => {
  const micros = median(all.map((one) => one.micros))
  return { name, micros, perSecond: median(all.map((one) => one.perSecond)), ratio: micros / floor }
})
const rows = results.map(({ name, micros, perSecond, ratio }) => [
  name,
  micros.toFixed(1),
  perSecond.toFixed(0),
  ratio.toFixed(2),
])
console.log(table([['', 'CPU µs', 'a second', 'ratio'], ...rows]))
await postgres.stop()
rmSync(folder, { recursive: true, force: true })
mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
writeFileSync(join(import.meta.dirname, 'results/create.json'), `${JSON.stringify(results, undefined, 2)}\n`)
