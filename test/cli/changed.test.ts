/** The day of the last change, as git knows it. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { changedIn } from '../../src/cli/changed.ts'
import { filesIn, readPages } from '../../src/read/index.ts'

const base = mkdtempSync(join(tmpdir(), 'kittn-changed-'))
after(() => rmSync(base, { recursive: true }))

const AUTHOR = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@b.example', GIT_CONFIG_GLOBAL: '/dev/null' }
const COMMITTER = { GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@b.example', GIT_CONFIG_NOSYSTEM: '1' }
function git(folder: string, day: string, ...words: string[]): void {
  const env = { ...process.env, ...AUTHOR, ...COMMITTER, GIT_COMMITTER_DATE: `${day}T12:00:00Z` }
  execFileSync('git', words, { cwd: folder, env, stdio: 'ignore' })
}
function write(folder: string, name: string, text: string): void {
  mkdirSync(join(folder, 'includes'), { recursive: true })
  writeFileSync(join(folder, name), text)
}
const changed = async (folder: string): Promise<Record<string, string>> => {
  const pages = ['index.html.md', 'other.html.md', 'said.html.md'] as const
  return Object.fromEntries(await changedIn(folder, readPages([...pages], filesIn(folder))))
}
const fill = (folder: string): void => {
  write(folder, 'index.html.md', '---\nincludes: [errors]\n---\n\n# A\n')
  write(folder, 'includes/_errors.md', '# Errors\n')
  write(folder, 'other.html.md', '# B\n')
  write(folder, 'said.html.md', '---\nlast_changed: 2020-02-02\n---\n\n# C\n')
}

describe('the last change', () => {
  const folder = join(base, 'repository')
  before(() => {
    fill(folder)
    git(folder, '2026-01-02', 'init', '--quiet')
    git(folder, '2026-01-02', 'add', '.')
    git(folder, '2026-01-02', 'commit', '--quiet', '-m', 'One')
    write(folder, 'includes/_errors.md', '# Errors\n\nMore.\n')
    git(folder, '2026-03-04', 'commit', '--quiet', '-a', '-m', 'Two')
  })

  it('is that of the last commit to the page or its includes, where the page says none', async () =>
    assert.deepEqual(await changed(folder), { 'index.html': '2026-03-04', 'other.html': '2026-01-02' }))

  it('is unknown where the history was cut off', async () => {
    const shallow = join(base, 'shallow')
    git(base, '2026-03-04', 'clone', '--quiet', '--depth=1', pathToFileURL(folder).href, shallow)
    assert.deepEqual(await changed(shallow), {})
  })

  it('is unknown outside of a repository, and in one that is broken', async () => {
    const plain = join(base, 'plain')
    fill(plain)
    assert.deepEqual(await changed(plain), {})
    mkdirSync(join(plain, '.git'))
    assert.deepEqual(await changed(plain), {})
  })
})
