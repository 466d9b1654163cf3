/** Every shell sample of the pages of apis/ runs as it is read in `dev`, in the order of the page: what is copied works. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Response } from '../../src/model/contract.ts'
import { success } from '../../src/model/sight.ts'
import type { Block, Code } from '../../src/model/page.ts'
import type { Json } from '../../src/model/shape.ts'
import { deep } from '../../src/model/walk.ts'
import { copyOf, start, type Started } from '../command-line.ts'
import { APIS, readingOf } from './folders.ts'

/** curl says the status of each answer, which the samples do not ask for. */
const home = mkdtempSync(join(tmpdir(), 'kittn-curl-'))
writeFileSync(join(home, '.curlrc'), 'silent\nshow-error\nwrite-out = "%{stderr}status %{http_code}\\n"\n')
after(() => rmSync(home, { recursive: true }))

for (const name of APIS)
  describe(`the shell samples of ${name}`, () => {
    const copy = copyOf(`apis/${name}`)
    const { page, contract } = readingOf(name)
    let [server, shown]: [Started | undefined, string] = [undefined, '']
    before(async () => {
      server = await start('dev', copy.path)
      shown = await (await fetch(`${server.address}/`)).text()
    })
    after(async () => {
      await server?.kill()
      copy.remove()
    })

    for (const { text } of [...deep(page.blocks)].filter(isCall)) {
      const operation = contract.operations.find(({ samples }) => samples.some((one) => one.text === text))
      it(operation?.key ?? text.split('\n', 1)[0], async () => {
        const script = asServed(text, contract.servers, server?.address ?? '')
        assert.ok(shown.includes(escaped(script.split('\n', 1)[0] ?? '')), 'the site shows it with the address')
        const { out, err } = await shell(script)
        const statuses = [...err.matchAll(/^status (\d+)/gm)].map(([, status]) => Number(status))
        assert.ok(statuses.length > 0 && statuses.every((status) => status >= 200 && status < 300), err + out)
        const documented = success(operation)
        if (documented !== undefined && isJson(documented))
          assert.deepEqual(outline(answerIn(out)), outline(documented.example))
      })
    }
  })

function isCall(block: Block): block is Code {
  return block.kind === 'code' && (block.tab ?? block.language) === 'shell' && /\bcurl\b/.test(block.text)
}

function isJson({ mediaType }: Response): boolean {
  return /json/i.test(mediaType)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** A sample as the site of `kittn dev` shows it: the page's origin is that of the server. */
function asServed(text: string, servers: readonly string[], address: string): string {
  const origins = new Set(servers.filter((one) => URL.canParse(one)).map((one) => new URL(one).origin))
  return [...origins].reduce((sample, origin) => sample.replaceAll(origin, address), text)
}

type Ran = { readonly out: string; readonly err: string }

/** Runs it where the files are that it sends, and where it may leave others. */
function shell(script: string): Promise<Ran> {
  for (const [, name = ''] of script.matchAll(/=@([\w.-]+)/g)) writeFileSync(join(home, name), 'what it sends')
  const child = spawn('bash', ['-c', script], { cwd: home, env: { ...process.env, CURL_HOME: home, HOME: home } })
  const ran = { out: '', err: '' }
  child.stdout.on('data', (part) => (ran.out += String(part)))
  child.stderr.on('data', (part) => (ran.err += String(part)))
  return new Promise((done) => child.on('close', () => done(ran)))
}

function answerIn(out: string): Json | undefined {
  return out.trim() === '' ? undefined : (JSON.parse(out) as Json)
}

/** Names of the fields of an answer, and of the first item of lists. */
function outline(value: Json | undefined): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(outline)
  return typeof value === 'object' && value !== null ? Object.keys(value) : typeof value
}
