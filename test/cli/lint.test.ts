/** `kittn lint` as people and programs use it: formats, exit codes, and `--fix` in real files. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import fc from 'fast-check'
import { mended } from '../../src/cli/lint/mend.ts'
import { FINDINGS } from '../../src/finding.ts'
import { read } from '../../src/read/index.ts'
import { kittn } from '../command-line.ts'

const base = mkdtempSync(join(tmpdir(), 'kittn-lint-'))
after(() => rmSync(base, { recursive: true }))

const page = (name: string, text: string | Uint8Array) => {
  const path = join(base, `${name}.md`)
  writeFileSync(path, text)
  return path
}

const FAULTY = `---
title: Zoo\u00A0API
---

# Animals

Remember â€” they bite, and a happy CafÃ© is the the best.

\`\`\`shell
curl "http://zoo.example/animals"
  -H "X: y"
  -H "Z: y"
\`\`\`

\`\`\`json
{
  "id": 1
}\`\`\`

Text.
`
const MENDED = FAULTY.replace('\u00A0', ' ')
  .replace('â€”', '—')
  .replace('Ã©', 'é')
  .replace('animals"\n', 'animals" \\\n')
  .replace('"X: y"\n', '"X: y" \\\n')
  .replace('}```', '}\n```')

describe('lint --fix', () => {
  it('mends what is mechanical, says so, and changes nothing else', () => {
    const path = page('faulty', FAULTY)
    const ran = kittn('lint', path, '--fix', '--format', 'json')
    assert.equal(readFileSync(path, 'utf8'), MENDED)
    for (const code of ['mojibake', 'invisible-character', 'fence-glued', 'shell-continuation'])
      assert.match(ran.err, new RegExp(`faulty\\.md: mended \\d places? \\(${code}\\)`))
    assert.match(ran.err, /mended 2 places \(mojibake\)/)
    const left = JSON.parse(ran.out) as { code: string }[]
    assert.deepEqual(
      left.map((one) => one.code),
      ['word-doubled'],
    )
  })
  it('changes nothing the second time', () => {
    const path = page('twice', FAULTY)
    kittn('lint', path, '--fix')
    const again = kittn('lint', path, '--fix')
    assert.equal(again.err, '')
    assert.equal(readFileSync(path, 'utf8'), MENDED)
  })
  it('keeps the line ends of the file', () => {
    const path = page('windows', FAULTY.replaceAll('\n', '\r\n'))
    kittn('lint', path, '--fix')
    assert.equal(readFileSync(path, 'utf8'), MENDED.replaceAll('\n', '\r\n'))
  })
  it('leaves a file alone that is no UTF-8, and what the page ignores', () => {
    const bytes = Buffer.concat([Buffer.from(FAULTY), Buffer.from([0xff, 0x0a])])
    const latin = page('latin', bytes)
    kittn('lint', latin, '--fix')
    assert.deepEqual(readFileSync(latin), bytes)
    const ignored = '---\nlint: { ignore: [mojibake] }\n---\n\n# A\n\nRemember â€” one.\n'
    const path = page('ignored', ignored)
    kittn('lint', path, '--fix')
    assert.equal(readFileSync(path, 'utf8'), ignored)
  })
  it('leaves nothing to mend on any page, whatever is spoiled in it', () => {
    const spoiled = fc.constantFrom(
      'â€”',
      'Ã©',
      'Ã¢â‚¬â„¢',
      '\u200B',
      '\u00A0',
      'curl "a"',
      '  -H x',
      '}```',
      '```json',
      '```',
      'a',
      ' ',
      '\n',
      '---',
    )
    const files = (text: string) => ({ read: (path: string) => (path === 'x.md' ? text : undefined) })
    fc.assert(
      fc.property(fc.array(spoiled, { maxLength: 40 }), (parts) => {
        let text = parts.join('')
        for (let round = 0; round < 10; round++) {
          const fixes = read('x.md', files(text)).findings.flatMap((found) => found.fix ?? [])
          if (fixes.length === 0) return true
          const { text: after, made } = mended(text, fixes)
          assert.ok(made.size > 0, 'an edit fits what stands there')
          text = after
        }
        return false
      }),
      { numRuns: 150 },
    )
  })
})

describe('lint --format', () => {
  it('sarif: a log whose results name rules of the table and places of the file', () => {
    const path = page('sarif', '# A\n\nUse the the key, see [x](#y).\n')
    const log = JSON.parse(kittn('lint', path, '--format', 'sarif').out) as Log
    const [run] = log.runs
    const rules = run?.tool.driver.rules ?? []
    assert.equal(log.version, '2.1.0')
    assert.match(log.$schema, /sarif-schema-2\.1\.0\.json$/)
    assert.deepEqual(
      rules.map((rule) => rule.id),
      Object.keys(FINDINGS),
    )
    assert.deepEqual(
      run?.results.map(({ ruleId, level }) => [ruleId, level]),
      [
        ['word-doubled', 'note'],
        ['link-nowhere', 'warning'],
      ],
    )
    for (const result of run?.results ?? []) {
      assert.equal(rules[result.ruleIndex]?.id, result.ruleId)
      const [location] = result.locations
      assert.match(location?.physicalLocation.artifactLocation.uri ?? '', /^[^\\ ]+sarif\.md$/)
      assert.equal(location?.physicalLocation.region.startLine, 3)
      assert.ok((location?.physicalLocation.region.startColumn ?? 0) >= 1)
      assert.ok(result.message.text.length > 10)
    }
  })
  it('github: one command a finding, with nothing that would end it early', () => {
    const path = page('github', '# A\n\nUse the the key.\n')
    assert.match(
      kittn('lint', path, '--format', 'github').out,
      /^::notice file=[^,]+github\.md,line=3,col=5,title=word-doubled::.+\n$/,
    )
  })
  it('exit codes: 1 for errors only', () => {
    assert.equal(kittn('lint', page('note', '# A\n\nUse the the key.\n')).status, 0)
    assert.equal(kittn('lint', page('error', '# A\n\n```\nopen\n')).status, 1)
    assert.equal(kittn('lint', page('wrong', '# A\n'), '--format', 'xml').status, 2)
  })
})

type Log = {
  readonly $schema: string
  readonly version: string
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } }
    readonly results: readonly {
      readonly ruleId: string
      readonly ruleIndex: number
      readonly level: string
      readonly message: { readonly text: string }
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string }
          readonly region: { readonly startLine: number; readonly startColumn: number }
        }
      }[]
    }[]
  }[]
}
