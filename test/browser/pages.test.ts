/** Several pages under one navigation, the parts of a page that fold and switch, and a page as one file. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { markdown, openapi, singleFiles, site } from '../../src/outputs/index.ts'
import type { OutputFile } from '../../src/outputs/output.ts'
import { readPages } from '../../src/read/index.ts'
import { errors, open, serve, until, withoutBrowser, type Served } from './chromium.ts'

const LONG = Array.from({ length: 80 }, (_, at) => `{ "line": ${at} },`).join('\n')
const FRONT = 'search: true\nlanguage_tabs:\n  - shell\n  - ruby\n'
const SOURCES: Readonly<Record<string, string>> = {
  'index.html.md': `---
title: Zoo
toc_depth: 3
versions:
  - v2: ./
  - v1: v1/
${FRONT}---

# Animals

Every animal of the zoo.

\`\`\`json--minimal
{ "id": 1 }
\`\`\`

\`\`\`json--full
{ "id": 1, "name": "Leo" }
\`\`\`

## List animals

\`\`\`shell
curl https://example.com/animals
\`\`\`

\`\`\`ruby
zoo.animals
\`\`\`

### Query Parameters

Long ago.

${'More.\n\n'.repeat(20)}

### Paging

${'More.\n\n'.repeat(20)}

# Log

\`\`\`json
${LONG}
\`\`\`
`,
  'guide/keepers.html.md': `---\ntitle: Keepers\nnav_group: Guides\n${FRONT}---\n\n# Feeding\n\nKeepers have a ключ.\n`,
}

const filesOf = (single: boolean): OutputFile[] => {
  const files = { read: (path: string) => SOURCES[path], has: (path: string) => path in SOURCES }
  const reading = readPages(['index.html.md', 'guide/keepers.html.md'], files)
  return [site, markdown, openapi].flatMap((output) => output.run(reading, { dev: false, single }))
}
const visible = (page: Page, text: string): Promise<boolean> =>
  page.getByText(text, { exact: true }).first().isVisible()

const OTHER: OutputFile = { path: 'v1/index.html', content: '<!doctype html><title>v1</title><p>Old.' }

describe('several pages', { skip: withoutBrowser }, () => {
  let served: Served
  before(async () => {
    served = await serve([...filesOf(false), OTHER])
  })

  it('are found by one search, which leads from one to another', async () => {
    const page = await open(served.address)
    await page.keyboard.press('/')
    await page.getByRole('combobox', { name: 'Search' }).fill('ключ')
    await page.getByRole('option', { name: /Keepers.*Feeding/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/guide/keepers.html#feeding')
    await page.keyboard.press('/')
    await page.getByRole('combobox', { name: 'Search' }).fill('list anim')
    await page
      .getByRole('option', { name: /List animals/ })
      .first()
      .waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/docs/#list-animals')
  })

  it('stand in the navigation of each, in groups, and lead on to the next', async () => {
    const page = await open(`${served.address}guide/keepers.html`)
    assert.equal(await page.locator('#kittn-nav .toc-page[aria-current]').textContent(), 'Keepers')
    assert.equal(await page.locator('#kittn-nav .toc-group').textContent(), 'Guides')
    await page.locator('.turns [rel=prev]').click()
    await page.waitForURL('**/docs/')
    assert.equal(await page.locator('#kittn-nav .toc-h1').first().textContent(), 'Animals')
  })

  it('follow the third level of the contents where the page has one', async () => {
    const page = await open(`${served.address}#query-parameters`)
    await until(page, "document.querySelector('.toc-link[aria-current]')?.hash === '#query-parameters'")
    await page.evaluate("document.querySelector('#paging').scrollIntoView()")
    await page.mouse.wheel(0, 40)
    await until(page, "document.querySelector('.toc-link[aria-current]')?.hash === '#paging'")
  })

  it('keep the section when the reader goes to another version', async () => {
    const page = await open(`${served.address}#log`)
    await page.locator('.pick summary').click()
    await page.getByRole('link', { name: 'v1' }).click()
    await page.waitForURL('**/docs/v1/#log')
  })
})

describe('parts of a page', { skip: withoutBrowser }, () => {
  let served: Served
  before(async () => {
    served = await serve(filesOf(false))
  })

  it('are tabs of their own where samples have names of their own, by keyboard too', async () => {
    const page = await open(served.address)
    assert.equal(await visible(page, '{ "id": 1 }'), true)
    assert.equal(await visible(page, '{ "id": 1, "name": "Leo" }'), false)
    await page.getByRole('tab', { name: 'minimal' }).focus()
    await page.keyboard.press('ArrowRight')
    assert.equal(await visible(page, '{ "id": 1, "name": "Leo" }'), true)
  })

  it('fold long code, and show all of it', async () => {
    const page = await open(`${served.address}#log`)
    const code = page.locator('pre', { hasText: '"line": 0' })
    const before = (await code.boundingBox())?.height ?? 0
    await page.getByRole('button', { name: 'Show all 80 lines' }).click()
    assert.ok(((await code.boundingBox())?.height ?? 0) > 2 * before)
    await page.getByRole('button', { name: 'Show less' }).click()
    assert.equal((await code.boundingBox())?.height, before)
  })

  it('can be copied as Markdown, as can the page', async () => {
    const page = await open(served.address, { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.locator('#list-animals > .twin').click()
    await page.locator('#list-animals > .twin.done').waitFor()
    assert.match(await page.evaluate<string>('navigator.clipboard.readText()'), /^## List animals\n\n```shell/)
    await page.locator('[data-twin]').click()
    await page.locator('[data-twin].done').waitFor()
    assert.match(await page.evaluate<string>('navigator.clipboard.readText()'), /# Animals[^]*# Log/)
  })

  it('are printed in the chosen language, or in all when asked', async () => {
    const page = await open(`${served.address}?ruby`)
    await page.evaluate('window.print = () => { window.printed = document.documentElement.dataset.tab ?? "all" }')
    await page.getByRole('button', { name: 'Print', exact: true }).click()
    assert.equal(await page.evaluate('window.printed'), 'ruby')
    await page.getByRole('button', { name: 'Print with every language' }).click()
    assert.equal(await page.evaluate('window.printed'), 'all')
    await page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert.equal(await page.evaluate('document.documentElement.dataset.tab'), 'ruby')
  })

  it('are all there without scripts', async () => {
    const page = await open(served.address, { javaScriptEnabled: false })
    for (const text of ['{ "id": 1 }', '{ "id": 1, "name": "Leo" }', 'zoo.animals'])
      assert.ok(await visible(page, text))
    assert.equal(await page.locator('.foot button:visible').count(), 0)
    await page.locator('.pick summary').click()
    assert.ok(await page.getByRole('link', { name: 'v1' }).isVisible())
  })
})

describe('a page as one file', { skip: withoutBrowser }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'kittn-single-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('works from disk: tabs, search and colours, asking nobody for anything', async () => {
    const [index, ...others] = singleFiles(filesOf(true))
    assert.deepEqual(
      others.map(({ path }) => path),
      ['guide/keepers.html'],
    )
    const path = join(folder, 'index.html')
    writeFileSync(path, index?.content ?? '')
    const before = errors.length
    const page = await open(pathToFileURL(path).href)
    const asked: string[] = []
    page.on('request', (request) => void asked.push(request.url()))
    await page.getByRole('tab', { name: 'ruby' }).click()
    assert.ok(await visible(page, 'zoo.animals'))
    await page.keyboard.press('/')
    await page.getByRole('combobox', { name: 'Search' }).fill('pagin')
    await page
      .getByRole('option', { name: /Paging/ })
      .first()
      .waitFor()
    assert.equal(await page.evaluate('CSS.highlights.size > 0'), true)
    assert.deepEqual(
      asked.filter((url) => !/^file:.*keepers\.html$/.test(url)),
      [],
    )
    assert.deepEqual(errors.slice(before), [])
  })

  it('lets nothing run but itself', async () => {
    const [index] = singleFiles(filesOf(true))
    const path = join(folder, 'hostile.html')
    const inject = '<main$1<img src="x" onerror="window.ran = 1"><script>window.ran = 1</script>'
    writeFileSync(path, String(index?.content).replace(/<main([^>]*>)/, inject))
    const page = await open(pathToFileURL(path).href)
    await page.keyboard.press('/')
    await page.getByRole('combobox', { name: 'Search' }).waitFor()
    assert.equal(await page.evaluate('window.ran'), undefined)
  })
})
