/**
 * Bets that Instamrkt takes in a second: one process, one SQLite file, a thousand subscribers of the game. Bettors,
 * subscribers and the server are processes of their own. Afterwards the pool is resolved and the books are audited.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { keep, MACHINE, median, table } from './measure.ts'

const ROOT = resolve(import.meta.dirname, '..')
const SUBSCRIBERS = 1000
const ROUNDS = 3
/** Seconds of one round. */
const SECONDS = 3

export type Round = { readonly bets: number; readonly refused: number; readonly seconds: number }
type Told = Partial<Round> & {
  readonly port?: number
  readonly micros?: number
  readonly messages?: number
  readonly wrong?: readonly string[]
  readonly kept?: number
}

const place = mkdtempSync(join(tmpdir(), 'kittn-bets-'))
const server = run('servers/bets-server.ts', join(place, 'x.sqlite'))
const ready = await told(server)
const { port = 0 } = ready
const listeners = run('servers/bets-subscribers.ts', JSON.stringify({ ...ready, count: SUBSCRIBERS }))
await told(listeners)
const bettors = run('servers/bets-bettors.ts', JSON.stringify(ready))
await told(bettors)

const rounds: { readonly rate: number; readonly micros: number }[] = []
let taken = 0
// The first round warms up.
for (let round = 0; round <= ROUNDS; round++) {
  const before = (await ask(server, { cpu: true })).micros ?? 0
  const { bets = 0, refused = 0, seconds = 1 } = await ask(bettors, { seconds: SECONDS })
  const after = (await ask(server, { cpu: true })).micros ?? 0
  if (refused > 0) throw new Error(`${refused} bets were refused`)
  taken += bets
  if (round > 0) rounds.push({ rate: bets / seconds, micros: (after - before) / bets })
}
const { messages = 0 } = await ask(listeners, { count: true })
const { wrong = ['the server said nothing'], kept = 0 } = await ask(server, { audit: true })
for (const child of [server, listeners, bettors]) child.kill()
rmSync(place, { recursive: true, force: true })
if (wrong.length > 0 || kept !== taken) throw new Error([`${taken} bets taken, ${kept} kept`, ...wrong].join('\n'))

const rate = median(rounds.map((one) => one.rate))
const micros = median(rounds.map((one) => one.micros))
console.log(`bets over HTTP, one process, SQLite, ${SUBSCRIBERS} subscribers, medians of ${ROUNDS} rounds`)
console.log(
  table([
    ['', ''],
    ['bets a second', rate.toFixed(0)],
    ['CPU of the server for each bet, µs', micros.toFixed(0)],
    ['bets taken and kept', String(taken)],
    ['messages to subscribers', String(messages)],
    ['wrong in the books', String(wrong.length)],
  ]),
)
const results = { subscribers: SUBSCRIBERS, rate, micros, taken, messages, wrong: wrong.length }
keep('bets', { ...MACHINE, ...results })
if (port === 0) throw new Error('the server did not listen')

async function ask(child: ChildProcess, what: object): Promise<Told> {
  child.send(what)
  return told(child)
}

async function told(child: ChildProcess): Promise<Told> {
  const [message] = (await once(child, 'message')) as [Told]
  return message
}

function run(file: string, ...args: string[]): ChildProcess {
  return fork(join(ROOT, 'bench', file), args, { execArgv: ['--conditions=kittn-source'] })
}
