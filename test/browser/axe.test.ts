import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { homePage, site } from '../../src/outputs/index.ts'
import { filesIn, read } from '../../src/read/index.ts'
import { corpus, noCorpus, noSeeds, seeds } from '../corpus.ts'
import { violations } from './axe.ts'
import { open, serve, withoutBrowser, type Served } from './chromium.ts'
import { SOURCE, siteOf } from './page.ts'

/** Pages of different makes and languages, short ones: axe-core takes seconds for a long page. */
const TEN: readonly string[] = [
  '1token-trade__docs',
  'AdlinMH__kidz-club-slate',
  'Anhilly__CO2-Rechner-api',
  'Arux-Software__tce-api-v1-docs',
  'Rotaville__api-docs',
  'codewars__codewars-api-docs',
  'pbj-writes__bicycle_api',
  'B2MSolutions__apidocs',
  'uclapi__uclapi.github.io',
  'widepay__api',
]

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
      const apis = [
        { name: 'kittn', title: 'Kittn', description: 'Cats.', prefix: '/kittn', operations: 5, channels: 0 },
      ]
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

  for (const { name, root, main } of corpus.filter((page) => TEN.includes(page.name))) {
    it(`has none of its own on the corpus page ${name}, in both schemes`, { skip: noCorpus }, async () => {
      const served = await serve(site.run(read(main, filesIn(root)), { dev: false }))
      const page = await open(served.address, { viewport: { width: 1280, height: 2400 } })
      assert.deepEqual(await violations(page), [])
      await page.emulateMedia({ colorScheme: 'dark' })
      assert.deepEqual(await violations(page, ['color-contrast']), [])
    })
  }

  it('has none with its switches open', async () => {
    const front = 'versions:\n  - v2: ./\n  - v1: ../v1/\ntranslations:\n  - en: ./\n  - ja: ../ja/\nsearch'
    const page = await open((await serve(siteOf(SOURCE.replace('search', front)))).address)
    for (const at of [0, 1]) {
      await page.locator('.pick summary').nth(at).click()
      assert.deepEqual(await violations(page), [])
    }
  })
})

/** What axe-core finds, each rule with the elements; `rules` are all unless some are named. */
