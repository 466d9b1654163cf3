import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { homePage, site } from '../../src/outputs/index.ts'
import { filesIn, read } from '../../src/read/index.ts'
import { noSeeds, seeds } from '../corpus.ts'
import { open, serve, withoutBrowser, type Served } from './chromium.ts'
import { SOURCE, siteOf } from './page.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe('accessibility', { skip: withoutBrowser }, () => {
  let served: Served
  before(async () => {
    served = await serve(siteOf(SOURCE))
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no violation in ${colorScheme} colours`, async () => {
      assert.deepEqual(await violations(await open(served.address, { colorScheme })), [])
    })

    it(`has none in the search in ${colorScheme} colours`, async () => {
      const page = await open(served.address, { colorScheme })
      await page.keyboard.press('/')
      await page.getByRole('combobox').fill('kitten')
      await page.getByRole('option').first().waitFor()
      assert.deepEqual(await violations(page), [])
    })

    it(`has none in the drawer of a phone in ${colorScheme} colours`, async () => {
      const page = await open(served.address, { colorScheme, viewport: { width: 390, height: 800 } })
      await page.getByRole('button', { name: 'Contents' }).click()
      assert.deepEqual(await violations(page), [])
    })

    it(`has none on the home page in ${colorScheme} colours`, async () => {
      const apis = [{ name: 'kittn', title: 'Kittn', description: 'Cats.', prefix: '/kittn', operations: 5 }]
      const home = await serve(homePage(apis))
      assert.deepEqual(await violations(await open(home.address, { colorScheme })), [])
    })
  }

  for (const { name, root, main } of seeds) {
    it(`has none of its own on the seed page ${name}`, { skip: noSeeds }, async () => {
      const seed = await serve(site.run(read(main, filesIn(root)), { dev: false }))
      assert.deepEqual(await violations(await open(seed.address)), [])
    })
  }
})

/** What axe-core finds, each rule with the elements. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>('axe.run()')
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' · ')}`)
}
