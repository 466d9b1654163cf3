/**
 * Resident memory under mixed load: reads, creates, 401s and 404s on 50 connections for MINUTES (3 by default). Prints the
 * series, one value every ten seconds; the last half should not grow. Uploads and WebSockets are not in it.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from './wrk.ts'
import { keep } from './measure.ts'

const MINUTES = Number(process.env['MINUTES'] ?? 3)
const EVERY = 10_000

const folder = mkdtempSync(join(tmpdir(), 'kittn-load-'))
const child = fork(join(import.meta.dirname, 'servers/kittn.ts'), [join(folder, 'load.sqlite')], {
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  execArgv: ['--conditions=kittn-source'],
})
const [{ port }] = (await once(child, 'message')) as [{ readonly port: number }]
const resident = (): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024)

const idle = resident()
const series: number[] = []
const timer = setInterval(() => series.push(resident()), EVERY)
const asked = { seconds: MINUTES * 60, connections: 50, script: 'mixed.lua', anyStatus: true }
const requests = await load(`http://127.0.0.1:${port}`, asked)
clearInterval(timer)
child.disconnect()
rmSync(folder, { recursive: true, force: true })

console.log(`${requests} requests in ${MINUTES} minutes; MB idle ${idle}, then ${series.join(' ')}`)
const result = { node: process.version, minutes: MINUTES, load: loadavg()[0], requests, idle, series }
keep('load', result)
