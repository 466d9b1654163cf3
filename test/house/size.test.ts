/** Files and functions are small enough to be read in one go. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { ROOT, sources } from './tree.ts'

const LONGEST_FILE = 400
const MEDIAN_FILE = 100
const LONGEST_FUNCTION = 60

const sizes = sources('src').map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))

describe('size', () => {
  it(`no file of src has more than ${LONGEST_FILE} lines`, () => {
    assert.deepEqual(
      sizes.filter(({ lines }) => lines > LONGEST_FILE),
      [],
    )
  })

  it(`half of the files of src have at most ${MEDIAN_FILE} lines`, () => {
    const sorted = sizes.map(({ lines }) => lines).toSorted((a, b) => a - b)
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0
    assert.ok(median > 0 && median <= MEDIAN_FILE, `the median is ${median}`)
  })

  it(`no function of src has more than ${LONGEST_FUNCTION} lines`, () => {
    assert.deepEqual(longFunctions(), [])
  })
})

/** The linter knows where functions end. */
function longFunctions(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'kittn-size-'))
  const config = join(folder, 'oxlintrc.json')
  const limit = { max: LONGEST_FUNCTION, skipBlankLines: true, skipComments: true }
  const rules = { 'max-lines-per-function': ['error', limit] }
  try {
    writeFileSync(config, JSON.stringify({ categories: { correctness: 'off' }, rules }))
    const linter = join(ROOT, 'node_modules/oxlint/bin/oxlint')
    const ran = spawnSync(process.execPath, [linter, '--config', config, '--format', 'json', 'src'], {
      cwd: ROOT,
      encoding: 'utf8',
    })
    const { diagnostics } = JSON.parse(ran.stdout) as { diagnostics: { message: string; filename: string }[] }
    return diagnostics.map(({ message, filename }) => `${filename}: ${message}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
