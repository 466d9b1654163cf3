/** What `kittn dev` prints first: short enough to be read, and what it says to try works. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { after, before, describe, it } from 'node:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually, ROOT, start, type Started } from '../command-line.ts'

describe('the greeting of several APIs', () => {
  const data = mkdtempSync(join(tmpdir(), 'kittn-'))
  let server: Started
  let printed: string
  before(async () => {
    server = await start('dev', join(ROOT, 'apis'), '--data', data)
    printed = await eventually(() => (server.printed().includes('Ctrl-C') ? server.printed() : undefined), 60_000)
  })
  after(async () => {
    await server.kill()
    rmSync(data, { recursive: true, force: true })
  })

  it('counts operations in place of listing them', () => {
    assert.match(printed, /Kittn API\n(?: .*\n)* {2}Answers +4 operations by handler, 1 by store\n/)
    assert.match(printed, /Answers +27 operations by handler, 1 channel, 2 HTML pages\n/)
    assert.doesNotMatch(printed, /^ {2}(?:GET|POST) /m)
  })

  it('has calls to copy that are answered', () => {
    const calls = [...printed.matchAll(/^ {2}Try +(curl .*)$/gm)].map(([, call]) => call ?? '')
    assert.equal(calls.length, 6)
    for (const call of calls) execFileSync('sh', ['-c', `${call} --silent --fail --output /dev/null`])
  })
})
