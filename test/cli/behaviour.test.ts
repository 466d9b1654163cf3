/** The example of docs/behaviour.md: it compiles against the types of its page, and does what the document says. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { kittn, ROOT, start, type Started } from '../command-line.ts'
import { connect } from '../wire/channel.ts'

const text = readFileSync(join(ROOT, 'docs/behaviour.md'), 'utf8')
const [, page = ''] = /````markdown\n([^]*?)````/.exec(text) ?? []
const [, code = ''] = /\n```ts\n([^]*?)```/.exec(text) ?? []
const ADA = { authorization: 'Token of-ada' }

describe('the example of docs/behaviour.md', () => {
  const base = mkdtempSync(join(tmpdir(), 'kittn-behaviour-'))
  let server: Started
  before(async () => {
    mkdirSync(join(base, 'source'))
    mkdirSync(join(base, 'node_modules'))
    symlinkSync(ROOT, join(base, 'node_modules/kittn'))
    writeFileSync(join(base, 'source/index.html.md'), page)
    writeFileSync(join(base, 'api.ts'), code)
    writeFileSync(join(base, 'package.json'), '{ "type": "module" }')
    const compilerOptions = { types: [], declaration: false, isolatedDeclarations: false }
    const config = { extends: join(ROOT, 'tsconfig.json'), compilerOptions, include: ['*.ts'] }
    writeFileSync(join(base, 'tsconfig.json'), JSON.stringify(config))
    server = await start('dev', base)
  })
  after(async () => {
    await server.kill()
    rmSync(base, { recursive: true })
  })

  it('compiles', () => {
    assert.equal(kittn('types', base).status, 0)
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
    const ran = spawnSync(process.execPath, [tsc, '-p', base, '--pretty', 'false'], { cwd: base, encoding: 'utf8' })
    assert.equal(
      ran.stdout
        .split('\n')
        .filter((line) => line.startsWith('api'))
        .join('\n'),
      '',
    )
  })

  it('runs', async () => {
    const live = await connect(`${server.address}/live`, ADA)
    assert.deepEqual(await live.ask({ op: 'watch', cage: 'west' }), { op: 'watching', cage: 'west' })
    const headers = { ...ADA, 'content-type': 'application/json' }
    const body = JSON.stringify({ name: 'Bo', cage: 'west' })
    const made = await fetch(`${server.address}/animals`, { method: 'POST', headers, body })
    assert.equal(made.status, 201, await made.clone().text())
    assert.deepEqual(await live.next(), { op: 'moved-in', name: 'Bo' })
    live.ws.close()
    const { id } = (await made.json()) as { id: number }
    assert.match(await (await fetch(`${server.address}/visit/${id}`)).text(), /<h1>Bo<\/h1>/)
    assert.match(await (await fetch(`${server.address}/-/mail`)).text(), /Welcome, Bo/)
    assert.equal(
      (await fetch(`${server.address}/animals`, { headers: { authorization: 'Token guessed' } })).status,
      401,
    )
  })
})
