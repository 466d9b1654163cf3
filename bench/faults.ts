/**
 * Faults, with figures: kill -9, a full disk, PostgreSQL restarted, Redis gone, callers that are slow, idle or hostile. Whatever was acknowledged has to be there.
 * Words pick those whose names have them: `faults.ts Redis`.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../test/servers/postgres.ts'
import { full } from './faults/full.ts'
import { gone } from './faults/gone.ts'
import { idle } from './faults/idle.ts'
import { kill } from './faults/kill.ts'
import { malformed } from './faults/malformed.ts'
import { restart } from './faults/restart.ts'
import { slow } from './faults/slow.ts'
import { keep, resultsOf } from './measure.ts'

const ROUNDS = Number(process.env['ROUNDS'] ?? 20)
const KEPT = resultsOf('faults')
const words = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'kittn-faults-'))
const postgres = await startPostgres(true)

const FAULTS: Readonly<Record<string, () => Promise<object>>> = {
  'kill -9, SQLite': () => kill(join(folder, 'kill.sqlite'), ROUNDS),
  'kill -9, PostgreSQL': () => kill(postgres.address, ROUNDS),
  'disk full, SQLite': () => full(join(folder, 'full.sqlite')),
  'PostgreSQL restarted': () => restart(postgres, 'INT'),
  'PostgreSQL killed': () => restart(postgres, 'KILL'),
  'Redis gone': gone,
  'slow-loris': () => slow(join(folder, 'slow.sqlite')),
  'idle connections': () => idle(join(folder, 'idle.sqlite')),
  'malformed requests, SQLite': () => malformed(join(folder, 'malformed.sqlite')),
  'malformed requests, PostgreSQL': () => malformed(postgres.address),
}

const results = existsSync(KEPT) ? (JSON.parse(readFileSync(KEPT, 'utf8')) as Record<string, object>) : {}
for (const [name, fault] of Object.entries(FAULTS)) {
  if (words.length > 0 && !words.some((word) => name.includes(word))) continue
  const figures = await fault()
  results[name] = figures
  console.log(name, JSON.stringify(figures))
  keep('faults', results)
}
await postgres.stop()
rmSync(folder, { recursive: true, force: true })
