/** The package as others get it: packed, installed into an empty folder by file, run on a page. */
import assert from 'node:assert/strict'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { ROOT } from './command-line.ts'

const PAGE = `---
title: Tea API
language_tabs:
  - shell
---

# Teas

## List Teas

\`GET http://example.com/teas\`

> The answer:

\`\`\`json
[{ "id": 1, "name": "Four Seasons" }]
\`\`\`

## Get a Tea

\`GET http://example.com/teas/<ID>\`

> The answer:

\`\`\`json
{ "id": 1, "name": "Four Seasons" }
\`\`\`
`

const BEHAVIOUR = `import { defineApi, fail } from 'kittn'

export default defineApi({
  operations: { 'GET /teas/{id}': ({ path }) => fail(418, 'no tea ' + path.id) },
})
`

const LIBRARY = `import { read, filesIn, outputs, type Reading } from 'kittn'

const reading: Reading = read('page.md', filesIn('.'))
const files = outputs.flatMap((output) => output.run(reading, { dev: false }))
console.log(files.map((file) => file.path).join(' '))
`

const folder = mkdtempSync(join(tmpdir(), 'kittn-package-'))
const env = {
  ...process.env,
  NO_COLOR: '1',
  XDG_CACHE_HOME: join(folder, 'cache'),
  PATH: dirname(process.execPath) + delimiter + process.env['PATH'],
}

describe('the package', { timeout: 300_000 }, () => {
  before(() => {
    run(ROOT, 'npm', 'pack', '--silent', '--pack-destination', folder)
    const [parcel = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'))
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
    run(folder, 'npm', 'install', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund', `./${parcel}`)
    writeFileSync(join(folder, 'page.md'), PAGE)
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('holds what runs and what explains it, and nothing else', () => {
    const there = readdirSync(join(folder, 'node_modules/kittn')).filter((name) => name !== 'node_modules')
    assert.deepEqual(there.toSorted(), ['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'docs', 'package.json'])
  })

  it('serves the site and the API of a page', async () => {
    const server = await dev()
    try {
      const site = await (await fetch(server.address)).text()
      assert.match(site, /<main[^]*Four Seasons/)
      for (const [, asset] of site.matchAll(/(?:src|href)="(assets\/[^"]+)"/g)) {
        assert.equal((await fetch(`${server.address}/${asset}`)).status, 200, asset)
      }
      const teas = await fetch(`${server.address}/teas`)
      assert.deepEqual(await teas.json(), [{ id: 1, name: 'Four Seasons' }])
      assert.equal(teas.headers.get('kittn-answer'), 'store')
    } finally {
      await server.stop()
    }
  })

  it('loads an api.ts that lies beside the page', async () => {
    writeFileSync(join(folder, 'api.ts'), BEHAVIOUR)
    const server = await dev()
    try {
      assert.equal((await fetch(`${server.address}/teas/1`)).status, 418)
    } finally {
      await server.stop()
      rmSync(join(folder, 'api.ts'))
    }
  })

  it('builds a site without the tools of the checkout', () => {
    assert.match(run(folder, join('node_modules', '.bin', 'kittn'), 'build', 'page.md', '--out', 'site'), /Tea API/)
    const files = readdirSync(join(folder, 'site'))
    assert.ok(files.includes('index.html') && files.includes('openapi.json'), files.join(' '))
  })

  it('remembers what it built in the cache of the system', () => {
    const build = (...more: string[]) =>
      run(folder, join('node_modules', '.bin', 'kittn'), 'build', 'page.md', '--out', 'again', ...more)
    assert.equal(build(), build())
    assert.equal(readdirSync(join(folder, 'cache/kittn')).length, 1)
  })

  it('is a library with types', () => {
    writeFileSync(join(folder, 'library.ts'), LIBRARY)
    assert.match(run(folder, process.execPath, 'library.ts'), /index\.html.*openapi\.json/)
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
    const flags = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2024',
      '--types',
      '',
      '--skipLibCheck',
    ]
    run(folder, process.execPath, tsc, ...flags, 'library.ts')
  })
})

function run(cwd: string, command: string, ...args: readonly string[]): string {
  const ran = spawnSync(command, args, { cwd, env, encoding: 'utf8', shell: false })
  assert.equal(ran.status, 0, `${command} ${args.join(' ')}\n${ran.error ?? ''}${ran.stdout}${ran.stderr}`)
  return ran.stdout
}

async function dev(): Promise<{ readonly address: string; readonly stop: () => Promise<void> }> {
  const command = join(folder, 'node_modules/.bin/kittn')
  const child = spawn(command, ['dev', 'page.md', '--port', '0'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { address: await addressOf(child), stop: () => stopped(child) }
}

function addressOf(child: ChildProcess): Promise<string> {
  let printed = ''
  return new Promise((found, failed) => {
    const look = (chunk: Buffer): void => {
      printed += String(chunk)
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0]
      if (address) found(address)
    }
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', look)
    child.on('exit', (code) => failed(new Error(`ended with ${code} before it listened:\n${printed}`)))
  })
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((ended) => {
    if (child.exitCode !== null) return ended()
    child.on('exit', () => ended())
    child.kill()
  })
}
