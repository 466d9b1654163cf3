/** What was built before is used again exactly as long as it would be built again. */
import assert from 'node:assert/strict'
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import fc from 'fast-check'
import { built, cacheIn, type Built, type Cache, type Known } from '../../src/cli/cache/index.ts'
import { serveable } from '../../src/cli/compose.ts'
import { load, type Loaded } from '../../src/cli/load.ts'
import { projectsAt } from '../../src/cli/project.ts'
import { openStore } from '../../src/store/index.ts'

const base = mkdtempSync(join(tmpdir(), 'kittn-cache-'))
after(() => rmSync(base, { recursive: true }))

let folders = 0
function fresh(): string {
  const folder = join(base, String(++folders))
  mkdirSync(join(folder, 'source/includes'), { recursive: true })
  mkdirSync(join(folder, 'source/images'))
  mkdirSync(join(folder, 'data'))
  writeFileSync(join(folder, 'source/index.html.md'), PAGE)
  return folder
}
const PAGE = `---
title: Kites
language_tabs: [shell]
includes: [errors, more]
logo: images/kite.svg
---

# Kites

[Other](other.html), ![kite](kite.png)

## Get a kite

\`GET /kites/{id}\`

\`\`\`shell
curl https://kites.example/kites/1
\`\`\`
`

/** All that a build depends on is touched by one of these. */
const EDITS: readonly ((folder: string, text: string) => void)[] = [
  (folder, text) => appendFileSync(join(folder, 'source/index.html.md'), `\n${text}\n`),
  (folder, text) => writeFileSync(join(folder, 'source/includes/_errors.md'), `# Errors\n\n${text}\n`),
  (folder) => rmSync(join(folder, 'source/includes/_errors.md'), { force: true }),
  (folder, text) => writeFileSync(join(folder, 'source/includes/more.md'), `# More\n\n${text}\n`),
  (folder, text) => writeFileSync(join(folder, 'source/other.html.md'), `# Other\n\n${text}\n`),
  (folder) => rmSync(join(folder, 'source/other.html.md'), { force: true }),
  (folder, text) => writeFileSync(join(folder, 'source/images/kite.png'), text),
  (folder) => rmSync(join(folder, 'source/images/kite.png'), { force: true }),
  (folder, text) => writeFileSync(join(folder, 'source/images/kite.svg'), text),
  (folder, text) => writeFileSync(join(folder, 'data/site.yml'), JSON.stringify({ text })),
  (folder, text) =>
    writeFileSync(join(folder, 'source/index.html.md.erb'), `# Kites\n\n<%= data.site.text %> ${text}\n`),
  (folder) => utimesSync(join(folder, 'source/index.html.md'), 1, 1),
  (folder) => writeFileSync(join(folder, 'source/index.html.md'), PAGE),
  (folder, text) => writeFileSync(join(folder, 'api.ts'), `export default { pages: {} } // ${text.length}`),
  (folder) => rmSync(join(folder, 'api.ts'), { force: true }),
]
const edits = fc.array(fc.tuple(fc.nat(EDITS.length - 1), fc.constantFrom('one', 'two', '`GET /kites`', '# Kites')), {
  maxLength: 12,
})

async function sites(folder: string, known: Known | undefined, trust = false): Promise<readonly Built[]> {
  return Promise.all(projectsAt(folder).map((project) => built(project, { dev: false, trust }, known)))
}

describe('a folder of APIs in dev', () => {
  it('has the site of each made once for each state of its files', async () => {
    const [project] = projectsAt(fresh())
    assert.ok(project)
    const store = openStore(join(fresh(), 'records.db'))
    const loaded = await load(project)
    const served = (one: Loaded, origin: string) =>
      serveable(one, store, { dev: true, origin, demo: [], delivery: { smtp: undefined, inside: true } }).files
    const files = served(loaded, 'http://one.example')
    assert.equal(served(loaded, 'http://one.example'), files)
    assert.notEqual(served(loaded, 'http://two.example'), files)
    assert.notEqual(served(await load(project), 'http://one.example'), files)
    await store.close()
  })
})

describe('a cache of what was built', () => {
  it('gives what a build without it gives, whatever was edited between', async () => {
    await fc.assert(
      fc.asyncProperty(edits, async (all) => {
        const folder = fresh()
        const known = { code: 'this', cache: cacheIn(join(folder, 'cache')) }
        for (const [at, text] of all) {
          EDITS[at]?.(folder, text)
          const cold = await sites(folder, undefined)
          assert.deepEqual(await sites(folder, known), cold)
          assert.deepEqual(await sites(folder, known), cold)
        }
      }),
      { numRuns: 25 },
    )
  })

  it('spares the work where nothing has changed, and does it for other options and by other code', async () => {
    const folder = fresh()
    let puts = 0
    const counted = ({ get, put }: Cache): Cache => ({ get, put: (...entry) => (puts++, put(...entry)) })
    const cache = counted(cacheIn(join(folder, 'cache')))
    for (const _ of [1, 2, 3]) await sites(folder, { code: 'this', cache })
    assert.equal(puts, 1)
    await sites(folder, { code: 'this', cache }, true)
    assert.equal(puts, 2)
    await sites(folder, { code: 'that', cache })
    assert.equal(puts, 3)
  })

  it('is no loss where it is broken or cannot be written', async () => {
    const folder = fresh()
    writeFileSync(join(folder, 'file'), 'no folder')
    const cold = await sites(folder, undefined)
    for (const place of ['file', '/dev/null/x'])
      assert.deepEqual(await sites(folder, { code: 'this', cache: cacheIn(join(folder, place)) }), cold)
    const broken: Cache = { get: () => undefined, put: () => {} }
    assert.deepEqual(await sites(folder, { code: 'this', cache: broken }), cold)
  })
})
