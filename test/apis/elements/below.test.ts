/** A walk through folders goes on where it was left, whatever names there are. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { localFolder } from '../../../apis/elements/connectors/localfolder.ts'
import { below } from '../../../apis/elements/hubs/documents/work.ts'

const FOLDERS = ['a', 'a/b', 'a/b/c', 'a/bb', 'a b', 'a!', 'a!/b', 'aa', 'a-b/c', 'A', 'é/a']

describe('a walk through folders', () => {
  it('goes on behind any place, and misses and repeats nothing', async () => {
    const root = mkdtempSync(join(tmpdir(), 'kittn-below-'))
    for (const one of FOLDERS) mkdirSync(join(root, one), { recursive: true })
    const walk = async (after?: string): Promise<string[]> =>
      (await Array.fromAsync(below(localFolder(root), '/', after))).map(({ path }) => path)
    const all = await walk()
    assert.equal(new Set(all).size, 13)
    for (const [at, path] of all.entries()) assert.deepEqual(await walk(path), all.slice(at + 1), path)
    rmSync(root, { recursive: true })
  })
})
