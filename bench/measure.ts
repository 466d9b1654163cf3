/** What benchmarks share. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'

const RESULTS = join(import.meta.dirname, 'results')

/** What figures were taken on. */
export const MACHINE: object = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length }

/** The file that keeps the figures of a benchmark. */
export function resultsOf(name: string): string {
  return join(RESULTS, `${name}.json`)
}

/** Keeps the figures of a benchmark, set as the project's files are. */
export function keep(name: string, figures: object): void {
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(resultsOf(name), JSON.stringify(figures, null, 2))
  spawnSync('npx', ['oxfmt', resultsOf(name)])
}

/** Milliseconds of CPU (user and system, with children) that one run of a command takes. Throws if it fails. */
export function cpuOf(command: readonly string[], runs = 1): number {
  const script = 'TIMEFORMAT="%3U %3S"; time for ((i = 0; i < RUNS; i++)); do "$@" >/dev/null 2>&3 || exit 1; done'
  const ran = spawnSync('bash', ['-c', `exec 3>/dev/null; ${script}`, 'bash', ...command], {
    encoding: 'utf8',
    env: { ...process.env, RUNS: String(runs), LC_ALL: 'C' },
  })
  if (ran.status !== 0) throw new Error(`${command.join(' ')} failed with ${ran.status}`)
  const [user, system] = ran.stderr.trim().split(/\s+/).map(Number)
  return (((user ?? Number.NaN) + (system ?? Number.NaN)) * 1000) / runs
}

/** The middle one; of an even number the upper of the two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Rows as text: the first column to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  const pad = (cell: string, column: number) => {
    const width = widths[column] ?? 0
    return column === 0 ? cell.padEnd(width) : cell.padStart(width)
  }
  return rows.map((row) => `  ${row.map(pad).join('  ')}`).join('\n')
}
