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

  it('leads to a home page that says what the folder is and counts what is in it', async () => {
    const home = await (await fetch(`${server.address}/`)).text()
    assert.match(home, /<h1>Six APIs from six pages<\/h1>/)
    assert.match(home, /27 operations · 1 channel/)
  })

  it('leads to pages whose samples connect to where they are read', async () => {
    const page = await (await fetch(`${server.address}/instamrkt/`)).text()
    const socket = `${server.address.replace('http', 'ws')}/instamrkt`
    assert.ok(page.includes(`${socket}/live`))
    assert.doesNotMatch(page, /wss:\/\//)
    const { channels } = (await (await fetch(`${server.address}/instamrkt/tryit.json`)).json()) as {
      channels: { servers: string[] }[]
    }
    assert.deepEqual(channels[0]?.servers, ['wss://api.instamrkt.example.com'], 'the page’s own stays to choose')
    const spec = await (await fetch(`${server.address}/instamrkt/asyncapi.json`)).text()
    assert.ok(spec.includes(new URL(server.address).host))
  })

  it('leads to portals that say where their mail is', async () => {
    const portal = await (await fetch(`${server.address}/kittn/developers`)).text()
    assert.match(portal, /href="\/kittn\/-\/mail">Mail</)
  })

  it('has calls to copy that are answered', () => {
    const calls = [...printed.matchAll(/^ {2}Try +(curl .*)$/gm)].map(([, call]) => call ?? '')
    assert.equal(calls.length, 6)
    for (const call of calls) execFileSync('sh', ['-c', `${call} --silent --fail --output /dev/null`])
  })
})
