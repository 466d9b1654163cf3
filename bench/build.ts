/**
 * What reading and building cost on a page of about 1.3 MB, as published, beside cmark-gfm on the same text: CPU of the whole
 * process, start and children too, as ratios of medians. All run in turns, so that a busy machine slows all of them.
 * Shins renders the same Markdown where `script/bootstrap --bench` brought it.
 * Usage: script/bench build [PAGE] — a page of the corpus; GROWTH=all measures up to 50 MB, which takes minutes.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { growth, type Grown } from './reading/growth.ts'
import { rebuild } from './reading/rebuild.ts'
import { subject, type Subject } from './reading/subject.ts'
import { cpuOf, keep, MACHINE, median, table } from './measure.ts'

const ROOT = resolve(import.meta.dirname, '..')
const PEERS = join(ROOT, 'bench/peers')
const ROUNDS = 7
/** One run of cmark-gfm is too short for the clock. */
const REFERENCE_RUNS = 10
const SIZES =
  process.env['GROWTH'] === 'all' ? { lint: [1, 10, 50], build: [1, 5, 20] } : { lint: [1, 4], build: [1, 4] }

type Result = {
  readonly page: string
  readonly bytes: number
  /** Milliseconds of CPU, user and system, by what was run. */
  readonly cpu: Readonly<Record<string, number>>
  /** The same, in runs of cmark-gfm. */
  readonly ratios: Readonly<Record<string, number>>
  readonly growth: readonly Grown[]
  /** Milliseconds from an edit to the page with it, in `kittn dev`. */
  readonly rebuildMs: number
}

if (spawnSync('cmark-gfm', ['--version']).status !== 0) {
  console.error('kittn bench: needs cmark-gfm (Debian: apt-get install cmark-gfm, macOS: brew install cmark-gfm)')
  process.exit(1)
}

const scratch = mkdtempSync(join(tmpdir(), 'kittn-bench-'))
process.env['XDG_CACHE_HOME'] = join(scratch, 'cache')
try {
  const result = await measure(subject(process.argv[2], scratch))
  print(result)
  keep('build', { ...MACHINE, ...result })
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

async function measure({ name, root, main, text }: Subject): Promise<Result> {
  const kittn = [process.execPath, join(ROOT, 'dist/cli/main.js')]
  const commands = commandsFor(kittn, join(root, main), text)
  // The first run fills Node's cache of compiled code and ours of what was built.
  for (const [, command] of commands) cpuOf(command)
  const rounds = Array.from({ length: ROUNDS }, () => commands.map(([, command, runs]) => cpuOf(command, runs)))
  const cpu = commands.map(([what], at) => [what, median(rounds.map((round) => round[at] ?? Number.NaN))] as const)
  const reference = cpu[0]?.[1] ?? Number.NaN
  return {
    page: name,
    bytes: Buffer.byteLength(text),
    cpu: Object.fromEntries(cpu),
    ratios: Object.fromEntries(cpu.map(([what, ms]) => [what, ms / reference])),
    growth: growth(kittn, { text, scratch }, SIZES),
    rebuildMs: await rebuild(kittn, { root, main, scratch }),
  }
}

type Command = readonly [what: string, command: readonly string[], runs: number]

function commandsFor(kittn: readonly string[], page: string, text: string): Command[] {
  const plain = join(scratch, 'page.md')
  writeFileSync(plain, text)
  const slate = join(scratch, 'slate.md')
  writeFileSync(slate, `---\ntitle: Bench\nlanguage_tabs:\n  - shell\n---\n\n${text}`)
  const build = [...kittn, 'build', page, '--out', join(scratch, 'site')]
  return [
    ['cmark-gfm', ['cmark-gfm', '-e', 'table', '-e', 'strikethrough', plain], REFERENCE_RUNS],
    ['kittn lint', [...kittn, 'lint', page], 1],
    ['kittn build', [...build, '--no-cache'], 1],
    ['kittn build again', build, 1],
    ...shins(slate),
  ]
}

function shins(page: string): Command[] {
  if (!existsSync(join(PEERS, 'node_modules/shins'))) return []
  const script = `require(${JSON.stringify(join(PEERS, 'node_modules/shins'))}).render(
    require('fs').readFileSync(process.argv[1], 'utf8'), { unsafe: true, customCss: false },
    (error, html) => { if (error) throw error; require('fs').writeFileSync(process.argv[1] + '.html', html) })`
  return [['shins', [process.execPath, '-e', script, page], 1]]
}

function print({ page, bytes, cpu, ratios, growth: grown, rebuildMs }: Result): void {
  console.log(`${page}, ${(bytes / 1e6).toFixed(2)} MB, CPU of the whole process, median of ${ROUNDS}`)
  const rows = Object.entries(cpu).map(([what, ms]) => [what, ms.toFixed(1), (ratios[what] ?? Number.NaN).toFixed(1)])
  console.log(table([['', 'ms', 'ratio'], ...rows]))
  const sizes = grown.map(({ command, megabytes, ms }) => [`${command}, ${megabytes} MB`, ms.toFixed(0)])
  console.log(table([['', 'ms a MB'], ...sizes]))
  console.log(`  from an edit to the page with it in kittn dev: ${rebuildMs.toFixed(0)} ms`)
}
