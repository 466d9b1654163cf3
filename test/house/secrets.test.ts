/** What is kept says nothing of the machine that it was made on, and holds no secret. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { textOf, tracked } from './tree.ts'

const FORBIDDEN: Readonly<Record<string, RegExp>> = {
  'a folder of one machine': new RegExp(
    ['work', 'home', 'root', 'Users'].map((name) => `(?<![\\w.:/}-])/${name}/[\\w.-]+`).join('|'),
  ),
  'a drive of one machine': /(?<![\w/])[A-Z]:\\(?:Users|work|dev)\\/i,
  'the host of a registry': new RegExp(
    ['registry', 'npm', 'packages'].map((name) => `\\b${name}\\.[\\w-]+\\.[a-z]{2,}\\b`).join('|'),
  ),
  'an address that a package was fetched from': /"resolved"\s*:\s*"https?:/,
  'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  'a token': /\b(?:ghp|gho|ghs|github_pat|npm|xox[abp])_[A-Za-z0-9]{20,}|\bAKIA[0-9A-Z]{16}\b/,
}

const files = (tracked() ?? []).filter((path) => !/\.(png|jpe?g|gif|woff2?|ico|webp)$/.test(path))

describe('kept files', { skip: files.length === 0 ? 'not a git checkout' : false }, () => {
  for (const [what, pattern] of Object.entries(FORBIDDEN)) {
    it(`do not hold ${what}`, () => {
      const found = files.flatMap((path) => {
        const lines = textOf(path).split('\n')
        return lines.flatMap((line, index) =>
          pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 100)}`] : [],
        )
      })
      assert.deepEqual(found, [])
    })
  }
})
