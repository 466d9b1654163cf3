import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { homePage, site } from '../../src/outputs/index.ts'
import type { Reading } from '../../src/model/reading.ts'
import { filesIn, read } from '../../src/read/index.ts'
import { ROOT } from '../command-line.ts'
import { corpus, noCorpus, readingOf } from '../corpus.ts'
import { violations } from './axe.ts'
import { open, serve, withoutBrowser, type Served } from './chromium.ts'
import { SOURCE, siteOf } from './page.ts'

/** Pages of different makers, languages and styles of Markdown, short ones: axe-core takes seconds for a long page. */
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
const APIS = ['connecticket', 'elements', 'flowback', 'instamrkt', 'kittn', 'processout']

const served = (reading: Reading): Promise<Served> => serve(site.run(reading, { dev: false }))

describe('accessibility', { skip: withoutBrowser }, () => {
  let kittens: Served
  before(async () => {
    const front = 'versions:\n  - v2: ./\n  - v1: ../v1/\ntranslations:\n  - en: ./\n  - ja: ../ja/\nsearch'
    kittens = await serve(siteOf(SOURCE.replace('search', front)))
  })

  it('has no violation, nor in its search, its switches and the drawer of a phone', async () => {
    const page = await open(kittens.address)
    assert.deepEqual(await violations(page), [])
    for (const at of [0, 1]) {
      await page.locator('.pick summary').nth(at).click()
      assert.deepEqual(await violations(page, '#kittn-nav .picks'), [])
    }
    await page.keyboard.press('/')
    for (const [typed, to] of [
      ['kitten', 'option'],
      ['zzzzzzzz', 'status'],
    ] as const) {
      await page.getByRole('combobox').fill(typed)
      await page.getByRole(to).first().waitFor()
      assert.deepEqual(await violations(page, 'dialog.search'), [])
    }
    // The first empties the field, as search fields do.
    for (const key of ['Escape', 'Escape']) await page.keyboard.press(key)
    await page.setViewportSize({ width: 390, height: 800 })
    await page.getByRole('button', { name: 'Contents' }).click()
    assert.deepEqual(await violations(page, 'header, #kittn-nav'), [])
  })

  it('has none on the home page', async () => {
    const apis = [{ name: 'kittn', title: 'Kittn', description: 'Cats.', prefix: '/kittn', operations: 5, channels: 0 }]
    const home = await serve(homePage(apis, { text: '<p>All of <a href="#">them</a>.</p>' }))
    assert.deepEqual(await violations(await open(home.address)), [])
  })

  for (const name of APIS) {
    it(`has none on the page of ${name}, nor in its try-it`, async () => {
      const { address } = await served(read('index.html.md', filesIn(join(ROOT, 'apis', name, 'source'))))
      const page = await open(address)
      assert.deepEqual(await violations(page), [])
      await page.locator('[data-try]').first().click()
      await page.locator('dialog[open] .try-code').waitFor()
      assert.deepEqual(await violations(page, 'dialog[open]'), [])
    })
  }

  for (const one of corpus.filter(({ name }) => TEN.includes(name))) {
    it(`has none of its own on the corpus page ${one.name}`, { skip: noCorpus }, async () => {
      const { address } = await served(readingOf(one))
      assert.deepEqual(await violations(await open(address)), [])
    })
  }
})
