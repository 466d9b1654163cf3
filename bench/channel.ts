/**
 * CPU per delivered message of one publish to many subscribers in one process, against bare `ws` that sends the same
 * bytes to as many. Server and subscribers are processes of their own, so that only the server counts; both servers run
 * in turns. Subscribers read and count, and ask nothing.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { keep, MACHINE, median, table } from './measure.ts'

const ROOT = resolve(import.meta.dirname, '..')
const ROUNDS = 5
/** Publishes in a round, so that each round delivers as many messages. */
const DELIVERED = 100_000

type Told = { readonly port?: number; readonly micros?: number; readonly ready?: number }

const results: { readonly subscribers: number; readonly kittn: number; readonly ws: number; readonly ratio: number }[] =
  []
for (const subscribers of [500, 5000]) results.push(await measure(subscribers))
console.log('one publish to many subscribers, CPU of the server for each message, µs, medians')
console.log(
  table([
    ['subscribers', 'ws', 'kittn', 'ratio'],
    ...results.map((one) => [String(one.subscribers), one.ws.toFixed(2), one.kittn.toFixed(2), one.ratio.toFixed(2)]),
  ]),
)
keep('channel', { ...MACHINE, results })

async function measure(subscribers: number): Promise<(typeof results)[number]> {
  const servers = await Promise.all([start('kittn'), start('ws')])
  const clients = await Promise.all(servers.map(({ port }) => subscribe(port, subscribers)))
  const times: Record<'kittn' | 'ws', number[]> = { kittn: [], ws: [] }
  // The first round warms both up.
  for (let round = 0; round <= ROUNDS; round++)
    for (const { child, name } of servers) {
      const { micros = Number.NaN } = await ask(child, { publish: Math.ceil(DELIVERED / subscribers), subscribers })
      if (round > 0) times[name].push(micros)
    }
  for (const child of [...clients, ...servers.map((one) => one.child)]) child.kill()
  const [kittn, ws] = [median(times.kittn), median(times.ws)]
  return { subscribers, kittn, ws, ratio: kittn / ws }
}

type Started = { readonly name: 'kittn' | 'ws'; readonly child: ChildProcess; readonly port: number }

async function start(name: 'kittn' | 'ws'): Promise<Started> {
  const child = run(`servers/channel-${name}.ts`)
  const [{ port = 0 }] = (await once(child, 'message')) as [Told]
  return { name, child, port }
}

async function subscribe(port: number, count: number): Promise<ChildProcess> {
  const child = run('servers/subscribers.ts', String(port), String(count))
  await once(child, 'message')
  return child
}

async function ask(child: ChildProcess, what: object): Promise<Told> {
  child.send(what)
  const [told] = (await once(child, 'message')) as [Told]
  return told
}

function run(file: string, ...args: string[]): ChildProcess {
  return fork(join(ROOT, 'bench', file), args, { execArgv: ['--conditions=kittn-source'] })
}
