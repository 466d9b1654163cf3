/** Includes: where they are looked for, in which order, and what never leaves the folder. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import type { Finding } from '../../src/finding.ts'
import { filesIn, read } from '../../src/read/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'kittn-include-'))
after(() => rmSync(folder, { recursive: true, force: true }))

let count = 0
/** A source folder on disk with these files. */
function source(files: Readonly<Record<string, string>>): string {
  const root = join(folder, String(count++), 'source')
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}
const main = (...names: string[]) => `---\nincludes:\n${names.map((name) => `  - ${name}\n`).join('')}---\n# Main\n`
const headings = (root: string, path = 'index.html.md') =>
  read(path, filesIn(root)).page.blocks.flatMap((block) =>
    block.kind === 'heading' ? [`${block.id} ${block.span.file}:${block.span.line}`] : [],
  )
/** What lint says of the words of these small pages is tested elsewhere. */
const aboutFiles = (all: readonly Finding[]) => all.filter(({ code }) => /^(?:include|id|page)-/.test(code))
const findings = (root: string, path = 'index.html.md') =>
  aboutFiles(read(path, filesIn(root)).findings).map(
    ({ code, span }) => `${code} ${span.file}:${span.line}:${span.column}`,
  )

describe('includes', () => {
  it('are appended in order, each with its own places', () => {
    const root = source({ 'index.html.md': main('b', 'a'), 'includes/_a.md': '\n# A\n', 'includes/_b.md': '# B\n' })
    assert.deepEqual(
      headings(root),
      ['main index.html.md:5', 'b includes/_b.md:1', 'a includes/_a.md:2'].map((line, at) =>
        at === 0 ? 'main index.html.md:6' : line,
      ),
    )
  })

  it('may lie in subfolders, where the last part has the underscore', () => {
    const root = source({ 'index.html.md': main('users/list'), 'includes/users/_list.md': '# List\n' })
    assert.deepEqual(headings(root).slice(1), ['list includes/users/_list.md:1'])
  })

  it('of a page in a subfolder are looked for beside it first', () => {
    const root = source({
      'v1/index.html.md': main('errors', 'shared'),
      'v1/includes/_errors.md': '# Own errors\n',
      'includes/_errors.md': '# Errors\n',
      'includes/_shared.md': '# Shared\n',
    })
    assert.deepEqual(headings(root, 'v1/index.html.md').slice(1), [
      'own-errors v1/includes/_errors.md:1',
      'shared includes/_shared.md:1',
    ])
  })

  it('may have another extension, be named with theirs, or lack the underscore', () => {
    const root = source({
      'index.html.md': main('a', 'b.md', 'c'),
      'includes/_a.md.erb': '# A\n',
      'includes/_b.md': '# B\n',
      'includes/c.md': '# C\n',
    })
    assert.deepEqual(headings(root).slice(1), ['a includes/_a.md.erb:1', 'b includes/_b.md:1', 'c includes/c.md:1'])
  })

  it('lose front matter of their own', () => {
    const root = source({ 'index.html.md': main('a'), 'includes/_a.md': '---\ntitle: No\n---\n# A\n' })
    assert.deepEqual(headings(root).slice(1), ['a includes/_a.md:4'])
  })

  it('that are missing are findings at their line, with the names that were looked for', () => {
    const root = source({ 'index.html.md': main('here', 'gone'), 'includes/_here.md': '# Here\n' })
    const all = aboutFiles(read('index.html.md', filesIn(root)).findings)
    assert.deepEqual(
      all.map(({ code, span }) => `${code} ${span.line}:${span.column}`),
      ['include-missing 4:5'],
    )
    assert.match(all[0]?.message ?? '', /`gone`.*`includes\/_gone\.md`/)
  })

  it('watch every path that was looked for', () => {
    const root = source({ 'index.html.md': main('gone') })
    const { watched } = read('index.html.md', filesIn(root))
    assert.ok(watched.includes('index.html.md') && watched.includes('includes/_gone.md'))
  })

  it('never leave the folder, by dots or by a link', () => {
    const root = source({ 'index.html.md': main('../../secret', 'link', 'away/x') })
    writeFileSync(join(root, '../secret.md'), '# Secret\n')
    writeFileSync(join(root, '../_secret.md'), '# Secret\n')
    mkdirSync(join(root, 'includes'))
    mkdirSync(join(root, '../away'))
    writeFileSync(join(root, '../away/_x.md'), '# Away\n')
    symlinkSync(join(root, '../secret.md'), join(root, 'includes/_link.md'))
    symlinkSync(join(root, '../away'), join(root, 'includes/away'))
    assert.deepEqual(headings(root), ['main index.html.md:7'])
    assert.deepEqual(findings(root), [
      'include-outside index.html.md:3:5',
      'include-outside index.html.md:4:5',
      'include-outside index.html.md:5:5',
    ])
  })

  it('may be links that stay inside', () => {
    const root = source({ 'index.html.md': main('a'), 'shared.md': '# Shared\n', 'includes/x.txt': '' })
    symlinkSync('../shared.md', join(root, 'includes/_a.md'))
    assert.deepEqual(headings(root).slice(1), ['shared includes/_a.md:1'])
  })
})

describe('ids', () => {
  it('of later files are numbered on, and sections of one name are told', () => {
    const file = '# Kittens\n\n## Get All\n\n### HTTP Request\n\n### HTTP Request\n'
    const root = source({ 'index.html.md': file.replace('# Kittens', main('a').trim()), 'includes/_a.md': file })
    assert.deepEqual(
      headings(root).map((line) => line.split(' ')[0]),
      ['main', 'get-all', 'http-request', 'http-request-2', 'kittens', 'get-all-2', 'http-request-3', 'http-request-4'],
    )
    assert.deepEqual(findings(root), ['id-duplicate includes/_a.md:3:1'])
  })

  it('stay unique where a number is written out', () => {
    const root = source({ 'index.html.md': `${main('a')}\n# Main 2\n`, 'includes/_a.md': '# Main\n' })
    const ids = headings(root).map((line) => line.split(' ')[0])
    assert.equal(new Set(ids).size, 3)
  })
})

describe('a page', () => {
  it('that is not there is a finding', () => {
    const { findings: all, page } = read('nothing.md', filesIn(source({ 'index.html.md': '# A\n' })))
    assert.deepEqual(
      all.map(({ code }) => code),
      ['page-missing'],
    )
    assert.deepEqual(page.blocks, [])
  })
})

describe('ids across includes', () => {
  it('leave every id of Slate with the heading that has it there', () => {
    const files = new Map([
      ['page.md', '---\nincludes:\n  - users\n---\n# Teas\n\n### HTTP Request\n'],
      ['includes/_users.md', '# Users\n\n### HTTP Request\n\n# Groups\n\n### HTTP Request\n'],
    ])
    const { page } = read('page.md', { read: (path) => files.get(path) })
    const ids = page.blocks.map((block) => (block.kind === 'heading' ? block.id : ''))
    assert.deepEqual(ids, ['teas', 'http-request', 'users', 'http-request-3', 'groups', 'http-request-2'])
  })
})
