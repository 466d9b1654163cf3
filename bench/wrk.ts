/** Load by wrk, whose CPU nobody counts; server and load on a core of their own, where there are two and `taskset` is there. */
import { spawn, spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

export const PINS: boolean = availableParallelism() > 1 && spawnSync('taskset', ['-V']).status === 0

/** A command that stays on this core. */
export function pinned(core: number, command: string, args: readonly string[]): [string, string[]] {
  return PINS ? ['taskset', ['-c', String(core), command, ...args]] : [command, [...args]]
}

export type Load = {
  readonly seconds: number
  readonly connections: number
  /** Of the request, as `name: value`. */
  readonly headers?: readonly string[]
  /** A script for wrk in `servers/`, which says what is sent. */
  readonly script?: string
  /** Whether answers other than 2xx are what is asked for. */
  readonly anyStatus?: boolean
}

/** Sends requests for so many seconds and says how many were answered. Rejects if one was not, or not with 2xx. */
export function load(
  url: string,
  { seconds, connections, headers = [], script, anyStatus = false }: Load,
): Promise<number> {
  const said = headers.flatMap((header) => ['-H', header])
  const lua = script === undefined ? [] : ['-s', join(import.meta.dirname, 'servers', script)]
  const args = ['-t1', '--timeout', '30s', `-c${connections}`, `-d${seconds}s`, ...said, ...lua, url]
  const child = spawn(...pinned(1, 'wrk', args), { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout?.on('data', (chunk) => (text += String(chunk)))
  const failed = anyStatus ? /Socket errors/ : /Non-2xx|Socket errors/
  return new Promise((resolve, reject) => {
    child.on('error', () => reject(new Error('wrk is missing: apt-get install wrk')))
    child.on('close', () => {
      if (failed.test(text)) reject(new Error(`not every request was answered:\n${text}`))
      resolve(Number(/(\d+) requests in/.exec(text)?.[1]))
    })
  })
}
