/** A real PostgreSQL for tests: the one of DATABASE_URL, else one of our own that lives as long as this process. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { USER, keep, type Kept, placeFor, programOf, untilIt } from './program.ts'

let address: Promise<string> | undefined

/** The address of a database in which each test takes a schema of its own. */
export function postgres(): Promise<string> {
  const given = process.env['DATABASE_URL']
  address ??= given === undefined ? startPostgres().then((own) => own.address) : Promise.resolve(given)
  return address
}

export type OwnPostgres = {
  readonly address: string
  /** Ends it, the data stays. */
  readonly stop: Kept['stop']
  readonly restart: () => Promise<void>
  /** CPU time of its processes so far, in microseconds, where the system tells. */
  readonly cpu: () => number
}

/** Nothing of it outlives a power cut unless it is `durable`. It listens on a socket, and on a `port` where one is named. */
export async function startPostgres(durable = false, port?: number): Promise<OwnPostgres> {
  const place = placeFor('postgres')
  run('cp', '-a', template(), `${place}/data`)
  const address = `postgres:///postgres?host=${place}&user=postgres${port === undefined ? '' : `&port=${port}`}`
  const command = [programOf('postgres'), '-D', `${place}/data`, '-k', place, ...settings(durable, port)]
  let kept: Kept
  const restart = async (): Promise<void> => {
    // What a power cut has left of it holds memory that the next one needs, for a moment.
    await untilIt(async () => assert.deepEqual(working(`${place}/data`), []))
    kept = keep(command, place)
    await untilIt(() => answers(address))
  }
  await restart()
  return { address, stop: (signal) => kept.stop(signal), restart, cpu: () => cpuOf(working(`${place}/data`)) }
}

/** The processes that work in a folder, where the system tells. */
function working(folder: string): string[] {
  const all = existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : []
  return all.filter((id) => {
    try {
      return readlinkSync(`/proc/${id}/cwd`) === folder
    } catch {
      // It is gone, or somebody else's.
      return false
    }
  })
}

/** Of all these processes together. Linux counts it in hundredths of a second, user and system, after the name (proc(5)). */
function cpuOf(processes: readonly string[]): number {
  const ticks = processes.map((id) => {
    const [, , ...fields] = readFileSync(`/proc/${id}/stat`, 'utf8').replace(/^.*\)/s, '0 0').split(' ')
    return Number(fields[11]) + Number(fields[12])
  })
  return ticks.reduce((sum, one) => sum + one, 0) * 10_000
}

const CACHE = join(import.meta.dirname, '../../node_modules/.cache')

/** Data as initdb makes them, which takes a second: made once for each version and copied from then on. */
function template(): string {
  const [initdb, owner] = [programOf('initdb'), `${USER.uid ?? 'own'}`]
  const kept = join(CACHE, `postgres${initdb.replaceAll(/[^\w]+/g, '-')}-${owner}`)
  if (existsSync(kept)) return kept
  const place = placeFor('initdb')
  const made = `${place}/data`
  run(initdb, '-D', made, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N')
  mkdirSync(CACHE, { recursive: true })
  const near = `${kept}-${process.pid}`
  spawnSync('cp', ['-a', made, near])
  rmSync(place, { recursive: true })
  try {
    renameSync(near, kept)
  } catch {
    // Another process was quicker.
    rmSync(near, { recursive: true })
  }
  return kept
}

/** PostgreSQL's own programs run as its user; what copies has to read what is here. */
function run(program: string, ...args: readonly string[]): void {
  const user = program === 'cp' ? {} : { ...USER, cwd: '/' }
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8', ...user })
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`)
}

function settings(durable: boolean, port: number | undefined): string[] {
  const quick = durable ? [] : ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off']
  const places = port === undefined ? ['listen_addresses='] : ['listen_addresses=127.0.0.1', `port=${port}`]
  return [...places, 'max_connections=200', 'shared_buffers=64MB', ...quick].flatMap((one) => ['-c', one])
}

async function answers(address: string): Promise<void> {
  const client = new Client({ connectionString: address })
  await client.connect()
  await client.end()
}

/** Takes away what a test has left. */
export async function dropSchema(address: string, schema: string): Promise<void> {
  const client = new Client({ connectionString: address })
  await client.connect()
  await client.query(`DROP SCHEMA IF EXISTS ${client.escapeIdentifier(schema)} CASCADE`)
  await client.end()
}
