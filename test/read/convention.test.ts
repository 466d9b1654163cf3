/** docs/convention.md: every example means what stands under it. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { read } from '../../src/read/index.ts'
import { told } from './telling.ts'

type Example = { readonly title: string; readonly files: ReadonlyMap<string, string>; readonly meaning: unknown }

const text = readFileSync(join(import.meta.dirname, '../../docs/convention.md'), 'utf8')

describe('docs/convention.md', () => {
  const all = examples(text)
  it('has examples', () => assert.ok(all.length >= 30))
  for (const [at, { title, files, meaning }] of all.entries()) {
    it(`${title}, example ${at + 1}`, () => {
      const [main = ''] = files.keys()
      const actual = told(read(main, { read: (path) => files.get(path) }))
      assert.deepEqual(only(actual, meaning), meaning)
    })
  }
})

/** Blocks of Markdown, each a file, and the block of YAML after them. */
function examples(document: string): Example[] {
  const found: Example[] = []
  const parts = document.matchAll(
    /^#+ (?<title>.+)$|^(?<fence>`{3,})(?<kind>markdown|yaml)(?:--(?<name>\S*))?\n(?<body>[\s\S]*?)^\k<fence>$/gm,
  )
  let [title, files] = ['', new Map<string, string>()]
  for (const { groups = {} } of parts) {
    if (groups['title'] !== undefined) title = groups['title']
    else if (groups['kind'] === 'markdown')
      files.set(groups['name'] || 'index.html.md', (groups['body'] ?? '').replaceAll(/^;(?=--8<-- )/gm, ''))
    else {
      found.push({ title, files, meaning: parse(groups['body'] ?? '') })
      files = new Map()
    }
  }
  return found
}

/** Told one by one, with their keys. */
const KEYED = new Set(['operations', 'channels', 'webhooks'])

/** What an example tells of: the keys that it names, at the top and of each operation. Lists of operations are their keys. */
function only(actual: Record<string, unknown>, meaning: unknown): unknown {
  return Object.fromEntries(
    Object.entries(meaning as Record<string, unknown>).map(([key, value]) => [
      key,
      KEYED.has(key) ? operations(actual[key], value) : actual[key],
    ]),
  )
}

function operations(actual: unknown, meaning: unknown): unknown {
  const all = actual as Record<string, Record<string, unknown>>
  if (Array.isArray(meaning)) return Object.keys(all)
  const wanted = meaning as Record<string, Record<string, unknown>>
  return Object.fromEntries(
    Object.entries(all).map(([key, operation]) => [
      key,
      Object.fromEntries(Object.keys(wanted[key] ?? {}).map((name) => [name, operation[name]])),
    ]),
  )
}
