/** The pages of apis/: nothing to find fault with, nothing that is only an example, and who may do what is written down. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { kittn, ROOT } from '../command-line.ts'
import { APIS, readingOf } from './folders.ts'

describe('the pages of apis/', () => {
  for (const name of APIS) {
    const folder = `apis/${name}`

    it(`${name}: lint finds nothing, and nothing is ignored`, () => {
      const { status, out, err } = kittn('lint', folder)
      assert.deepEqual([out + err, status], ['no findings\n', 0])
      const text = readFileSync(join(ROOT, folder, 'source/index.html.md'), 'utf8')
      assert.doesNotMatch(text, /kittn-ignore|kittn:ignore|\bignore:/)
    })

    it(`${name}: every operation is answered by a handler or the store`, () => {
      const { out } = kittn('plan', folder)
      const others = out.split('\n').filter((line) => /^ +[A-Z]+ .* (?:example|nothing)$/.test(line))
      assert.deepEqual(others, [])
      assert.ok(readingOf(name).contract.operations.every(({ path }) => out.includes(path)))
    })

    it(`${name}: every operation has a sample in every tab`, () => {
      const tabs = tabsOf(name)
      const bare = readingOf(name).contract.operations.filter(
        ({ samples }) => !tabs.every((tab) => samples.some((one) => one.tab === tab)),
      )
      assert.deepEqual([bare.map(({ key }) => key), tabs.length > 0], [[], true])
    })

    it(`${name}: its types are those of its page`, () => {
      const before = readFileSync(join(ROOT, folder, 'api.gen.d.ts'), 'utf8')
      assert.equal(kittn('types', folder).status, 0)
      assert.equal(readFileSync(join(ROOT, folder, 'api.gen.d.ts'), 'utf8'), before)
    })

    it(`${name}: a README says who may do what`, () => {
      const file = join(ROOT, folder, 'README.md')
      assert.ok(existsSync(file), `${folder}/README.md is missing`)
      assert.match(readFileSync(file, 'utf8'), /\|[ -]+\|/)
    })
  }
})

function tabsOf(name: string): string[] {
  return [
    ...new Set(readingOf(name).contract.operations.flatMap(({ samples }) => samples.flatMap((one) => one.tab ?? []))),
  ]
}
