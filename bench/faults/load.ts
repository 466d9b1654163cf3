/** What the faults share: a server in a process of its own, and many callers that create. */
import { spawn, type ChildProcess } from 'node:child_process'
import { Agent, request } from 'node:http'
import { join } from 'node:path'

export type Running = {
  readonly address: string
  readonly child: ChildProcess
  /** CPU time of the server so far, in microseconds. */
  readonly cpu: () => Promise<number>
  /** Resident memory of the server, in megabytes. */
  readonly memory: () => Promise<number>
  readonly end: (signal: NodeJS.Signals) => Promise<void>
}

/** Starts a server; `before` is a command that starts it under limits. */
export async function startServer(data: string, before: readonly string[] = []): Promise<Running> {
  const script = join(import.meta.dirname, data === 'reads-body' ? '../servers/reads-body.ts' : 'server.ts')
  const [command = '', ...args] = [...before, process.execPath, '--conditions=kittn-source', script, data]
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const next = (): Promise<string> =>
    new Promise((resolve) => child.stdout.once('data', (text) => resolve(String(text).trim())))
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const told = (word: number): Promise<number> => {
    const answer = next()
    child.stdin.write('?')
    return answer.then((text) => Number(text.split(' ')[word]))
  }
  const address = await next()
  return {
    address,
    child,
    cpu: () => told(1),
    memory: async () => Math.round((await told(2)) / 1e6),
    end(signal) {
      child.kill(signal)
      return ended
    },
  }
}

/** Status 0: no answer. */
export type Outcome = { readonly status: number; readonly id: number | undefined; readonly at: number }

/** `total` creates by `callers` at once, or as many as there are until `over`. */
export async function create(
  address: string,
  { callers, total = Infinity, over = () => false, heard = () => undefined }: Load,
): Promise<Outcome[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: callers })
  const outcomes: Outcome[] = []
  let begun = 0
  const caller = async (): Promise<void> => {
    while (begun < total && !over()) {
      begun++
      const outcome = await post(agent, address)
      outcomes.push(outcome)
      heard(outcomes.length)
      if (outcome.status === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  agent.destroy()
  return outcomes
}

type Load = {
  readonly callers: number
  readonly total?: number
  readonly over?: () => boolean
  readonly heard?: (count: number) => void
}

const BODY = '{"name":"Max","breed":"unknown","fluffiness":5}'
const HEADERS = { authorization: 'meow', 'content-type': 'application/json', 'content-length': BODY.length }

function post(agent: Agent, address: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const none = (): void => resolve({ status: 0, id: undefined, at: performance.now() })
    const sent = request(`${address}/api/kittens`, { method: 'POST', agent, headers: HEADERS }, (answer) => {
      let text = ''
      answer.on('data', (chunk) => (text += String(chunk)))
      answer.on('error', none)
      answer.on('end', () => {
        const id = answer.statusCode === 201 ? Number(/"id":(\d+)/.exec(text)?.[1]) : undefined
        resolve({ status: answer.statusCode ?? 0, id, at: performance.now() })
      })
    })
    sent.on('error', none)
    sent.end(BODY)
  })
}

/** How many of each status. */
export function statuses(outcomes: readonly Outcome[]): Readonly<Record<string, number>> {
  const counted = Object.groupBy(outcomes, ({ status }) => (status === 0 ? 'no answer' : String(status)))
  return Object.fromEntries(Object.entries(counted).map(([status, list]) => [status, list?.length ?? 0]))
}

/** The ids of what was acknowledged. */
export function acknowledged(outcomes: readonly Outcome[]): number[] {
  return outcomes.flatMap(({ id }) => (id === undefined ? [] : [id]))
}
