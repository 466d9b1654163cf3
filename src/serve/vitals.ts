/** What those who run the server ask it: whether it lives, whether it takes requests, and what it did. */
import { secretHash } from '../auth/index.ts'
import type { Store } from '../store/index.ts'
import type { Exchange, Flow } from './exchange.ts'
import { Failure } from './fail.ts'
import { exposition, type Meter } from './meter.ts'
import { write } from './send.ts'

/** Answers of the server itself, by their path. Whatever a page describes there goes before. */
export type Vitals = ReadonlyMap<string, (exchange: Exchange) => void | Promise<void>>

export type Watched = {
  readonly flow: Flow
  readonly stores: () => readonly Store[]
  readonly meters: () => readonly Meter[]
}

export function vitals({ flow, stores, meters }: Watched): Vitals {
  return new Map([
    ['/healthz', (exchange) => tell(exchange, 200, 'ok')],
    ['/readyz', (exchange) => ready(exchange, flow, stores())],
    [
      '/metrics',
      async (exchange) => {
        if (!isLocal(exchange) && !(await isAdmin(exchange, stores()))) throw new Failure(401, OPERATORS, CHALLENGE)
        write(exchange, 200, [...METRICS], exposition(meters(), flow.open))
      },
    ],
  ])
}

const METRICS: readonly string[] = [
  'content-type',
  'text/plain; version=0.0.4; charset=utf-8',
  'cache-control',
  'no-store',
]
const OPERATORS = 'Metrics are for operators: send an administrator’s key as `Authorization: Bearer …`.'
const CHALLENGE = { headers: { 'www-authenticate': 'Bearer realm="metrics"' } }

function tell(exchange: Exchange, status: number, text: string): void {
  write(exchange, status, ['content-type', 'text/plain; charset=utf-8', 'cache-control', 'no-store'], `${text}\n`)
}

/** A balancer sends nothing more to a server that is about to stop, or whose store does not answer. */
async function ready(exchange: Exchange, flow: Flow, stores: readonly Store[]): Promise<void> {
  if (flow.closing) return tell(exchange, 503, 'stopping')
  const answers = stores.map(async (store) => store.records('-').get('-'))
  const all = Promise.all(answers).then(() => true)
  const alive = await Promise.race([all, later(2000)]).catch(() => false)
  tell(exchange, alive ? 200 : 503, alive ? 'ready' : 'the store does not answer')
}

function later(milliseconds: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), milliseconds).unref())
}

/** Whoever asks from the machine itself may see; what a proxy on it hands on comes from elsewhere. */
function isLocal({ request, headers }: Exchange): boolean {
  const address = request.socket.remoteAddress ?? ''
  const own = address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1'
  return own && headers['x-forwarded-for'] === undefined && headers['forwarded'] === undefined
}

async function isAdmin(exchange: Exchange, stores: readonly Store[]): Promise<boolean> {
  const token = /^Bearer +(\S+)$/i.exec(exchange.header('authorization') ?? '')?.[1]
  if (token === undefined) return false
  const found = await Promise.all(stores.map((store) => store.credentials.find(secretHash(token))))
  return found.some((credential) => credential?.admin === true)
}
