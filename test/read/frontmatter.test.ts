/** Front matter: settings, tabs, and what happens when it is broken. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { read } from '../../src/read/index.ts'

/** What lint says of the words of these small pages is tested elsewhere. */
const page = (text: string) => {
  const result = read('index.html.md', { read: (path) => (path === 'index.html.md' ? text : undefined) })
  return { ...result, findings: result.findings.filter(({ code }) => code === 'front-matter') }
}

describe('front matter', () => {
  it('gives title, tabs, footers, search and meta', () => {
    const { page: found } = page(
      `---\ntitle: Zoo\nlanguage_tabs: # a comment\n  - shell\n  - python--two: Python 2\ntoc_footers:\n  - <a href='#'>Key</a>\nsearch: yes\nmeta:\n  - name: description\n    content: All animals\n---\n# A\n`,
    )
    assert.equal(found.title, 'Zoo')
    assert.deepEqual(found.tabs, [
      { key: 'shell', label: 'shell' },
      { key: 'python--two', label: 'Python 2' },
    ])
    assert.deepEqual(found.tocFooters, ["<a href='#'>Key</a>"])
    assert.equal(found.search, true)
    assert.equal(found.description, 'All animals')
  })

  it('may part the includes into several lists', () => {
    const files: Record<string, string> = {
      'a.md': '---\nincludes_topics: [b]\nincludes_methods:\n  - c\n---\n# A\n',
      'includes/_b.md': '# B\n',
      'includes/_c.md': '# C\n',
    }
    const { page: found } = read('a.md', { read: (path) => files[path] })
    assert.deepEqual(
      found.files.map((file) => file.path),
      Object.keys(files),
    )
  })

  it('keeps keys that Kittn does not know', () => {
    assert.deepEqual(page('---\ntitle: Zoo\nhighlight_theme: dark\nlogo: {wide: 3}\n---\n').page.front, {
      title: 'Zoo',
      highlight_theme: 'dark',
      logo: { wide: 3 },
    })
  })

  it('may be missing', () => {
    const { page: found, findings } = page('# Only a heading\n')
    assert.equal(found.title, 'API Documentation')
    assert.deepEqual(findings, [])
    assert.equal(found.blocks[0]?.span.line, 1)
  })

  it('may begin after a byte order mark, have Windows line ends, and end in dots', () => {
    const { page: found } = page('\uFEFF---\r\ntitle: Zoo\r\n...\r\n# A\r\n')
    assert.equal(found.title, 'Zoo')
    assert.equal(found.blocks[0]?.span.line, 4)
  })

  it('counts lines of the file, not of the body', () => {
    assert.equal(page('---\ntitle: Zoo\n---\n\n# A\n').page.blocks[0]?.span.line, 5)
  })

  it('that is broken is a finding with its place, and the page goes on', () => {
    const { page: found, findings } = page('---\ntitle: Zoo\nlanguage_tabs: [shell\n---\n# A\n')
    assert.deepEqual(
      findings.map(({ code, span }) => [code, span.line]),
      [['front-matter', 4]],
    )
    assert.deepEqual(found.front, {})
    assert.equal(found.blocks.length, 1)
  })

  it('that is never closed is a finding', () => {
    const { findings, page: found } = page('---\ntitle: Zoo\n\n# A\n')
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['front-matter'],
    )
    assert.ok(found.blocks.some((block) => block.kind === 'heading' && block.text === 'A'))
  })

  it('that is a list, or whose aliases multiply, is a finding', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((name, at) => `${name}: &${name} [${`*${'abcdefgh'[at]},`.repeat(9)}x]`).join('\n')}`
    for (const yaml of ['- a\n- b', bomb]) {
      assert.deepEqual(
        page(`---\n${yaml}\n---\n# A\n`).findings.map(({ code }) => code),
        ['front-matter'],
      )
    }
  })

  it('with deep nesting does not overflow', () => {
    assert.doesNotThrow(() => page(`---\na: ${'['.repeat(50_000)}\n---\n# A\n`))
  })

  it('never throws, whatever it holds', () => {
    const value = fc.oneof(fc.string(), fc.constantFrom('[', '{', '- ', '&a ', '*a', ': ', '\n', '!!', '---', '|', '"'))
    fc.assert(fc.property(fc.array(value), (parts) => void page(`---\n${parts.join('')}\n---\n# A\n`)))
  })
})
