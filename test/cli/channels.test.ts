/** What the command line makes of a page with WebSocket channels, and of one without. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { kittn } from '../command-line.ts'
import { faults } from '../outputs/asyncapi-schema.ts'

const base = mkdtempSync(join(tmpdir(), 'kittn-channels-'))
const page = join(base, 'zoo.md')
const plain = join(base, 'plain.md')
const SOCKET =
  '# WebSocket\n\n`wss://zoo.example/ws`\n\n```json\n{"type": "born", "id": 7}\n```\n\n' +
  '## feed\n\n> Send:\n\n```json\n{"type": "feed"}\n```\n\n> Receive:\n\n```json\n{"type": "fed"}\n```\n'
writeFileSync(page, `---\ntitle: Zoo\n---\n\n# Animals\n\n## List\n\n\`GET /animals\`\n\n${SOCKET}`)
writeFileSync(plain, '---\ntitle: Plain\n---\n\n# Animals\n\n## List\n\n`GET /animals`\n')
after(() => rmSync(base, { recursive: true }))

describe('asyncapi', () => {
  it('prints a valid document, or writes it', () => {
    const ran = kittn('asyncapi', page)
    assert.equal(ran.status, 0, ran.err)
    assert.deepEqual(faults(JSON.parse(ran.out)), [])
    const file = join(base, 'out.json')
    assert.equal(kittn('asyncapi', page, '-o', file).status, 0)
    assert.equal(readFileSync(file, 'utf8'), ran.out)
  })
  it('says that there is no channel', () => {
    const ran = kittn('asyncapi', plain)
    assert.equal(ran.status, 2)
    assert.match(ran.err, /describes no WebSocket channel/)
  })
})

describe('build', () => {
  it('writes asyncapi.json beside the site only where there is a channel', () => {
    for (const [path, there] of [
      [page, true],
      [plain, false],
    ] as const) {
      const out = join(base, there ? 'with' : 'without')
      assert.equal(kittn('build', path, '--out', out).status, 0)
      assert.equal(existsSync(join(out, 'asyncapi.json')), there)
    }
  })
})

describe('plan', () => {
  it('lists channels and what clients send on them', () => {
    assert.match(kittn('plan', page).out, /^\s*WS\s+\/ws\s+example\n\s+feed\s+example$/m)
  })
})
