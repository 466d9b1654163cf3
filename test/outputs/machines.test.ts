/** What machines get: Markdown twins, llms.txt, the sitemap and previews. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { markdown, site, sitemap } from '../../src/outputs/index.ts'
import type { OutputFile } from '../../src/outputs/output.ts'
import { read } from '../../src/read/index.ts'

const SOURCE = `---
title: Tea "House"
includes:
  - errors
last_changed: 2026-03-01
---

# Teas

Every tea of the house, see [the list][list], with its origin.

## List Teas

\`GET https://example.com/teas\`

- one
- two

[list]: https://example.com/list
`
const FILES: Readonly<Record<string, string>> = { 'index.md': SOURCE, 'includes/_errors.md': '# Errors\n\nNone.\n' }
const reading = read('index.md', { read: (path: string) => FILES[path] })
const address = 'https://docs.example.com/tea/'
const textOf = (files: readonly OutputFile[], path: string): string =>
  String(files.find((file) => file.path === path)?.content)

describe('Markdown twins', () => {
  const files = markdown.run(reading, { dev: false })

  it('are the page with its includes and link definitions, without its settings', () => {
    const page = textOf(files, 'page.md')
    assert.match(
      page,
      /^---\ntitle: "Tea \\"House\\""\n---\n\n# Teas\n\nEvery tea[^]*- one\n- two\n\n# Errors\n\nNone\./,
    )
    assert.match(page, /\[list\]: https:\/\/example.com\/list/)
    assert.doesNotMatch(page, /includes:/)
  })

  it('are there for each section with what is under it', () => {
    assert.match(textOf(files, 'sections/teas.md'), /^# Teas[^]*## List Teas[^]*- two/)
    assert.match(textOf(files, 'sections/list-teas.md'), /^## List Teas\n\n`GET https:\/\/example.com\/teas`/)
    assert.equal(textOf(files, 'sections/errors.md'), '# Errors\n\nNone.\n')
  })
})

describe('llms.txt', () => {
  it('leads to each section, with the operations in it', () => {
    const list = textOf(markdown.run(reading, { dev: false }), 'llms.txt')
    assert.match(list, /^# Tea "House"\n\n> Every tea of the house/)
    assert.match(
      list,
      /\n- \[Teas\]\(sections\/teas.md\)\n {2}- \[List Teas\]\(sections\/list-teas.md\): `GET \/teas`\n/,
    )
  })

  it('has whole addresses where they are known', () => {
    const list = textOf(markdown.run(reading, { dev: false, address }), 'llms.txt')
    assert.match(list, /\(https:\/\/docs.example.com\/tea\/sections\/teas.md\)/)
    assert.match(list, /\(https:\/\/docs.example.com\/tea\/openapi.json\)/)
  })

  it('has a companion that holds the whole text', () => {
    assert.match(textOf(markdown.run(reading, { dev: false }), 'llms-full.txt'), /^# Tea "House"[^]*# Errors\n\nNone/)
  })
})

describe('sitemap.xml', () => {
  it('needs the address of the site', () => {
    assert.deepEqual(sitemap.run(reading, { dev: false }), [])
    assert.match(
      textOf(sitemap.run(reading, { dev: false, address }), 'sitemap.xml'),
      /<url><loc>https:\/\/docs.example.com\/tea\/<\/loc><lastmod>2026-03-01<\/lastmod><\/url>/,
    )
  })
})

describe('previews', () => {
  it('say title, description and address', () => {
    const html = textOf(site.run(reading, { dev: false, address }), 'index.html')
    assert.match(html, /<meta property="og:title" content="Tea &quot;House&quot;">/)
    assert.match(html, /<meta name="description" content="Every tea of the house, see the list, with its origin.">/)
    assert.match(html, /<link rel="canonical" href="https:\/\/docs.example.com\/tea\/">/)
    assert.match(html, /<link rel="alternate" type="text\/markdown" href="page.md">/)
  })
})
