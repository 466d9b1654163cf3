/** A folder of siblings has a list, and every sibling is in it. */
import assert from 'node:assert/strict'
import { dirname } from 'node:path'
import { describe, it } from 'node:test'
import { sources } from './tree.ts'

/** Folders whose index.ts lists what they hold. */
const LISTS = [
  'src/outputs',
  'src/auth',
  'src/store',
  'src/cluster',
  'src/outbox',
  'src/cli/commands',
  'src/read/conventions',
  'src/read/lint',
]

/** Where the program begins, and what is started beside it: threads and code for the browser. */
const ROOTS = ['src/index.ts', 'src/cli/main.ts']
const BESIDE = /^src\/outputs\/site\/browser\/|\/worker\.ts$|\.d\.ts$/

const all = sources('src')
const imports = new Map(all.map(({ path, imports }) => [path, imports.map(({ target }) => target)]))

describe('every list is complete', () => {
  for (const folder of LISTS) {
    it(folder, () => {
      const list = `${folder}/index.ts`
      assert.ok(imports.has(list), `${list} is not there`)
      const inside = (path: string) => path.startsWith(`${folder}/`)
      const missing = all.filter(
        ({ path }) => inside(path) && !BESIDE.test(path) && !reachable([list], inside).has(path),
      )
      assert.deepEqual(
        missing.map(({ path }) => path),
        [],
      )
    })
  }

  it('siblings are not imported past the list', () => {
    const past = all.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => LISTS.some((folder) => isMember(target, folder) && !path.startsWith(`${folder}/`)))
        .map(({ target }) => `${path} → ${target}`),
    )
    assert.deepEqual(past, [])
  })

  it('no file is left over', () => {
    const used = reachable(ROOTS, () => true)
    assert.deepEqual(
      all.map(({ path }) => path).filter((path) => !used.has(path) && !BESIDE.test(path)),
      [],
    )
  })
})

/** A file right in the folder of a list, save the list and the types that its members share. */
function isMember(target: string, folder: string): boolean {
  return dirname(target) === folder && target !== `${folder}/index.ts` && target !== 'src/outputs/output.ts'
}

function reachable(from: readonly string[], within: (path: string) => boolean): Set<string> {
  const seen = new Set<string>()
  const open = [...from]
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    open.push(...(imports.get(path) ?? []).filter(within))
  }
  return seen
}
