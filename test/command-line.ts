/** Runs the command line of the checkout for tests, in a process of its own. */
import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

export const ROOT: string = join(import.meta.dirname, '..')
const MAIN = [`--conditions=kittn-source`, join(ROOT, 'src/cli/main.ts')]

/** Where tests find servers is not where the commands that they run do. */
function environment(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _database, REDIS_URL: _redis, ...inherited } = process.env
  return { ...inherited, NO_COLOR: '1' }
}

export type Ran = { readonly status: number | null; readonly out: string; readonly err: string }

/** Runs a command to its end. */
export function kittn(...args: readonly string[]): Ran {
  const ran = spawnSync(process.execPath, [...MAIN, ...args], {
    encoding: 'utf8',
    env: environment(),
  })
  return { status: ran.status, out: ran.stdout, err: ran.stderr }
}

export type Started = {
  /** `http://127.0.0.1:PORT` */
  readonly address: string
  /** All that was printed so far. */
  readonly printed: () => string
  readonly pid: number
  readonly kill: (signal?: NodeJS.Signals) => Promise<void>
}

/** Starts `dev` or `serve` on a free port and resolves when it has printed its address. Rejects with its output if it ends before. */
export async function start(command: 'dev' | 'serve', ...args: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, [...MAIN, command, ...args, '--port', '0', '--host', '127.0.0.1'], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += String(chunk)))
  const address = await addressOf(child, () => printed)
  return { address, printed: () => printed, pid: child.pid ?? 0, kill: (signal = 'SIGTERM') => killed(child, signal) }
}

type Child = ChildProcessByStdio<null, Readable, Readable>

function addressOf(child: Child, printed: () => string): Promise<string> {
  return new Promise((found, failed) => {
    const look = (): void => {
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(printed())?.[0]
      if (address) found(address)
    }
    for (const stream of [child.stdout, child.stderr]) stream.on('data', look)
    child.on('exit', () => failed(new Error(`ended before it listened:\n${printed()}`)))
  })
}

function killed(child: Child, signal: NodeJS.Signals): Promise<void> {
  return new Promise((ended) => {
    if (child.exitCode !== null || child.signalCode !== null) return ended()
    child.on('exit', () => ended())
    child.kill(signal)
  })
}

/** A copy of a folder of the checkout that a test may change, with the packages of the checkout; removed by `remove`. */
export function copyOf(folder: string): { readonly path: string; readonly remove: () => void } {
  const base = mkdtempSync(join(tmpdir(), 'kittn-'))
  const path = join(base, folder.split('/').at(-1) ?? 'copy')
  symlinkSync(join(ROOT, 'node_modules'), join(base, 'node_modules'))
  cpSync(join(ROOT, folder), path, { recursive: true, filter: (source) => !source.includes('.kittn') })
  return { path, remove: () => rmSync(base, { recursive: true, force: true }) }
}

/** Resolves with the first value that is not undefined; rejects after `ms`. */
export async function eventually<T>(look: () => Promise<T | undefined> | T | undefined, ms = 30_000): Promise<T> {
  const end = performance.now() + ms
  while (performance.now() < end) {
    const value = await look()
    if (value !== undefined) return value
    await new Promise((next) => setTimeout(next, 10))
  }
  throw new Error(`did not happen within ${ms} ms`)
}
