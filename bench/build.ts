/**
 * CPU of `kittn lint` and `kittn build`, as published, on a page of about 1.3 MB against cmark-gfm on the same text, as ratios
 * of medians.
 * The whole process counts, start and children too; both run in turns so that a busy machine slows both.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { filesIn, read } from '../src/read/index.ts'
import { corpus } from '../test/corpus.ts'
import { cpuOf, median, table } from './measure.ts'

const ROOT = resolve(import.meta.dirname, '..')
const WANTED = 1_350_000
const ROUNDS = 7
/** One run of cmark-gfm is too short for the clock. */
const REFERENCE_RUNS = 10

type Subject = { readonly name: string; readonly main: string; readonly text: string }

if (spawnSync('cmark-gfm', ['--version']).status !== 0) {
  console.error('kittn bench: needs cmark-gfm (Debian: apt-get install cmark-gfm, macOS: brew install cmark-gfm)')
  process.exit(1)
}

const scratch = mkdtempSync(join(tmpdir(), 'kittn-bench-'))
try {
  run(subject())
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

function run({ name, main, text }: Subject): void {
  const plain = join(scratch, 'page.md')
  writeFileSync(plain, text)
  const kittn = [process.execPath, join(ROOT, 'dist/cli/main.js')]
  const render = ['cmark-gfm', '-e', 'table', '-e', 'strikethrough', plain]
  const rounds = Array.from({ length: ROUNDS }, (_, round) => ({
    lint: cpuOf([...kittn, 'lint', main]),
    build: cpuOf([...kittn, 'build', main, '--out', join(scratch, `site-${round}`)]),
    reference: cpuOf(render, REFERENCE_RUNS),
  }))
  const bytes = Buffer.byteLength(text)
  const [lint, build] = [median(rounds.map((round) => round.lint)), median(rounds.map((round) => round.build))]
  const reference = median(rounds.map((round) => round.reference))
  report({ page: name, bytes, lint, build, reference, rounds })
}

type Result = {
  readonly page: string
  readonly bytes: number
  /** Milliseconds of CPU, user and system. */
  readonly lint: number
  readonly build: number
  readonly reference: number
  readonly rounds: readonly { readonly lint: number; readonly build: number; readonly reference: number }[]
}

function report(result: Result): void {
  const { page, bytes, lint, build, reference } = result
  const row = (name: string, ms: number): string[] => [name, ms.toFixed(1), (ms / reference).toFixed(1)]
  console.log(`${page}, ${(bytes / 1e6).toFixed(2)} MB, CPU of the whole process, median of ${ROUNDS}`)
  console.log(
    table([['', 'ms', 'ratio'], row('cmark-gfm', reference), row('kittn lint', lint), row('kittn build', build)]),
  )
  const folder = join(ROOT, 'bench/results')
  mkdirSync(folder, { recursive: true })
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length }
  writeFileSync(join(folder, 'build.json'), `${JSON.stringify({ ...machine, ...result }, null, 2)}\n`)
}

/** The page that is named, else the one beside the checkout whose size is nearest, else our own page many times. */
function subject(): Subject {
  const [named] = process.argv.slice(2)
  const found = named === undefined ? nearest() : corpus.find((page) => page.name === named)
  if (found === undefined) return manyKittens()
  return { name: found.name, main: join(found.root, found.main), text: wholeText(found.root, found.main) }
}

function nearest(): (typeof corpus)[number] | undefined {
  const far = (page: (typeof corpus)[number]): number => Math.abs(wholeText(page.root, page.main).length - WANTED)
  const sized = corpus.map((page) => ({ page, distance: far(page) }))
  return sized.toSorted((a, b) => a.distance - b.distance)[0]?.page
}

function manyKittens(): Subject {
  const source = join(ROOT, 'apis/kittn/source/index.html.md')
  const [, front = '', body = ''] = /^(---\n[^]*?\n---\n)([^]*)$/.exec(readFileSync(source, 'utf8')) ?? []
  const text = body.repeat(Math.ceil(WANTED / body.length))
  const main = join(scratch, 'index.html.md')
  writeFileSync(main, front.replace(/^includes:\n(?: .*\n)*/m, '') + text)
  return { name: 'the Kittn page many times', main, text }
}

/** Main file and includes, without the front matter. */
function wholeText(root: string, main: string): string {
  const { files } = read(main, filesIn(root)).page
  return files.map((file) => file.text.replace(/^---\n[^]*?\n---\n/, '')).join('\n')
}
