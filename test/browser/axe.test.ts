import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
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
      ['', '.offer'],
      ['kitten', '.found-text'],
      ['zzzzzzzz', '[role=status]'],
    ] as const) {
      await page.getByRole('combobox', { name: 'Search' }).fill(typed)
      await page.locator(to).first().waitFor({ state: 'attached' })
      assert.deepEqual(await violations(page, 'dialog.search'), [])
    }
    // The first empties the field, as search fields do.
    for (const key of ['Escape', 'Escape']) await page.keyboard.press(key)
    await page.setViewportSize({ width: 390, height: 800 })
    await page.getByRole('button', { name: 'Contents' }).click()
    assert.deepEqual(await violations(page, 'header, #kittn-nav'), [])
  })

  it('has every stop of the keyboard in sight, with a mark of the focus', async () => {
    const { address } = await served(read('index.html.md', filesIn(join(ROOT, 'apis/kittn/source'))))
    const page = await open(address)
    const wrong: string[] = []
    let stops = 0
    for (let last = ''; stops < 300; stops++) {
      await page.keyboard.press('Tab')
      const [name, trouble] = await page.evaluate<[string, string]>(STOP)
      if (name === '' && last !== '') break
      if (trouble !== '') wrong.push(`${name}: ${trouble}`)
      last = name
    }
    assert.deepEqual(wrong, [])
    assert.ok(stops > 40 && stops < 300, `${stops} stops`)
  })

  it('has none on the home page, nor where nothing is', async () => {
    const apis = [{ name: 'kittn', title: 'Kittn', description: 'Cats.', prefix: '/kittn', operations: 5, channels: 0 }]
    const home = await serve(homePage(apis, { text: '<p>All of <a href="#">them</a>.</p>', base: '/docs/' }))
    for (const path of ['', '404.html']) assert.deepEqual(await violations(await open(home.address + path)), [])
  })

  it('has none on the pages of the six APIs, nor in their try-it', async () => {
    const found = await twoAtOnce(APIS, async (name, page) => {
      const { address } = await served(read('index.html.md', filesIn(join(ROOT, 'apis', name, 'source'))))
      await page.goto(address)
      const whole = await violations(page)
      await page.locator('[data-try]').first().click()
      await page.locator('dialog[open] .try-code').waitFor()
      return [...whole, ...(await violations(page, 'dialog[open]'))].map((one) => `${name}: ${one}`)
    })
    assert.deepEqual(found, [])
  })

  it('has none of its own on ten pages of the corpus', { skip: noCorpus }, async () => {
    const pages = corpus.filter(({ name }) => TEN.includes(name))
    assert.equal(pages.length, TEN.length)
    const found = await twoAtOnce(pages, async (one, page) => {
      const { address } = await served(readingOf(one))
      await page.goto(address)
      return (await violations(page)).map((said) => `${one.name}: ${said}`)
    })
    assert.deepEqual(found, [])
  })
})

/** What has the focus, and what is wrong with that; nothing has it at the end of the page. */
const STOP = `(() => {
  const at = document.activeElement
  if (at === null || at === document.body) return ['', '']
  const name = at.outerHTML.slice(0, 100)
  const { left, right, top, bottom } = at.getBoundingClientRect()
  const [x, y] = [(Math.max(0, left) + Math.min(innerWidth, right)) / 2, (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2]
  if (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight) return [name, 'is out of sight']
  const over = document.elementFromPoint(x, y)?.closest('.bar')
  if (over && !over.contains(at)) return [name, 'is under the bar']
  const { outlineStyle, outlineWidth } = getComputedStyle(at)
  const marked = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || at.matches('.skip')
  return [name, marked ? '' : 'has no mark']
})()`

/** axe-core is what takes the time, in the page: two of them use two cores. */
async function twoAtOnce<T>(items: readonly T[], look: (item: T, page: Page) => Promise<string[]>): Promise<string[]> {
  const left = [...items]
  const found: string[] = []
  const work = async (): Promise<void> => {
    const page = await open('about:blank')
    for (let next = left.shift(); next !== undefined; next = left.shift()) found.push(...(await look(next, page)))
  }
  await Promise.all([work(), work()])
  return found
}
