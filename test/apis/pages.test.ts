/** The pages of apis/: nothing to find fault with, nothing that is only an example, and who may do what is written down. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { load, type Loaded } from '../../src/cli/load.ts'
import { planOf } from '../../src/cli/planned.ts'
import { projectsAt } from '../../src/cli/project.ts'
import { types } from '../../src/outputs/index.ts'
import { ROOT } from '../command-line.ts'
import { APIS } from './folders.ts'
import { rightsOf } from './rights.ts'

for (const name of APIS)
  describe(`the page of apis/${name}`, () => {
    const folder = join(ROOT, 'apis', name)
    let loaded: Loaded
    before(async () => {
      const [project] = projectsAt(folder)
      assert.ok(project)
      loaded = await load(project)
    })

    it('has nothing that lint finds, and ignores nothing', () => {
      assert.deepEqual(loaded.findings, [])
      for (const { text } of loaded.reading.page.files) assert.doesNotMatch(text, /kittn-ignore|kittn:ignore|\bignore:/)
    })

    it('has every operation answered by a handler or the store', () => {
      const { actions } = planOf(loaded)
      assert.equal(actions.length, loaded.reading.contract.operations.length)
      assert.deepEqual(
        actions.filter(({ by }) => by === 'example' || by === 'nothing').map(({ operation }) => operation.key),
        [],
      )
    })

    it('has a sample of every operation in every tab', () => {
      const { operations } = loaded.reading.contract
      const tabs = [...new Set(operations.flatMap(({ samples }) => samples.flatMap((one) => one.tab ?? [])))]
      const bare = operations.filter(({ samples }) => !tabs.every((tab) => samples.some((one) => one.tab === tab)))
      assert.deepEqual([bare.map(({ key }) => key), tabs.length > 0], [[], true])
    })

    it('is what the types of its handlers were made from', () => {
      for (const { path, content } of types.run(loaded.reading, { dev: false }))
        assert.equal(readFileSync(join(folder, path), 'utf8'), content)
    })

    it('has a README that says who may do what', () => assert.ok(rightsOf(name).length > 0))
  })
