import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { open, serve, until, withoutBrowser, type Served } from './chromium.ts'
import { SOURCE, siteOf } from './page.ts'

describe('tabs', { skip: withoutBrowser }, () => {
  let served: Served
  before(async () => {
    served = await serve(siteOf(SOURCE))
  })

  it('shows the samples of the first tab, and blocks without a tab', async () => {
    const page = await open(served.address)
    assert.deepEqual(await shown(page), ['json', 'shell'])
    assert.equal(await page.locator('.lang-specific.ruby').isVisible(), false)
  })

  it('opens in the language of the address, at its section, and remembers it', async () => {
    const page = await open(`${served.address}?python#errors`)
    assert.deepEqual(await shown(page), ['json', 'python'])
    assert.equal(await page.getByRole('tab', { name: 'Python' }).getAttribute('aria-selected'), 'true')
    await until(page, 'document.querySelector("#errors").getBoundingClientRect().top < innerHeight')
    await page.goto(served.address)
    assert.deepEqual(await shown(page), ['json', 'python'])
    await page.goto(`${served.address}?language=ruby#errors`)
    assert.deepEqual(await shown(page), ['json', 'ruby'])
  })

  it('switches by click, with an address to share, and back and forward', async () => {
    const page = await open(served.address)
    await page.getByRole('tab', { name: 'ruby' }).click()
    assert.deepEqual(await shown(page), ['json', 'ruby'])
    assert.equal(await page.locator('.lang-specific.ruby').isVisible(), true)
    assert.equal(new URL(page.url()).search, '?ruby')
    await page.getByRole('tab', { name: 'Python' }).click()
    await page.goBack()
    assert.deepEqual(await shown(page), ['json', 'ruby'])
    await page.goBack()
    assert.deepEqual(await shown(page), ['json', 'shell'])
    await page.goForward()
    assert.deepEqual(await shown(page), ['json', 'ruby'])
  })

  it('keeps the form of an address that says language=', async () => {
    const page = await open(`${served.address}?language=ruby&from=mail`)
    await page.getByRole('tab', { name: 'Python' }).click()
    assert.equal(new URL(page.url()).search, '?language=python&from=mail')
  })

  it('is one stop for the keyboard, with arrows inside', async () => {
    const page = await open(served.address)
    await page.getByRole('tab', { name: 'shell' }).focus()
    await page.keyboard.press('ArrowRight')
    assert.deepEqual(await shown(page), ['json', 'ruby'])
    await page.keyboard.press('End')
    assert.deepEqual(await shown(page), ['json', 'python'])
    await page.keyboard.press('ArrowRight')
    assert.deepEqual(await shown(page), ['json', 'shell'])
    assert.equal(await page.locator('[role=tab][tabindex="0"]').count(), 1)
  })

  it("keeps the reader's place", async () => {
    const page = await open(served.address, { viewport: { width: 700, height: 700 } })
    const heading = page.getByRole('heading', { name: 'Get Kitten 9' })
    await page.evaluate('location.hash = "get-kitten-9"')
    await page.mouse.wheel(0, -30)
    const before = await topOf(heading)
    // By the mouse itself: `click` would scroll before it clicks.
    const { x, y } = (await page.getByRole('tab', { name: 'Python' }).boundingBox()) ?? { x: 0, y: 0 }
    await page.mouse.click(x + 5, y + 5)
    assert.deepEqual(await shown(page), ['json', 'python'])
    assert.ok(Math.abs((await topOf(heading)) - before) <= 2, `${before} → ${await topOf(heading)}`)
  })

  it('shows the first language of a section that has none in the one chosen, with its name', async () => {
    const section = '# Only a Call\n\n```shell\ncurl "https://example.com/api"\n```\n\n# Last'
    const { address } = await serve(siteOf(SOURCE.replace('# Last', section)))
    const page = await open(`${address}?python#only-a-call`)
    const card = page.locator('.row:has(#only-a-call) div.highlight')
    assert.equal(await card.isVisible(), true)
    assert.equal(await card.getAttribute('data-label'), 'shell')
  })

  it('works where storage is forbidden', async () => {
    const page = await open('about:blank', { alone: true })
    await page.addInitScript(
      `Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden') } })`,
    )
    await page.goto(served.address)
    await page.getByRole('tab', { name: 'ruby' }).click()
    assert.deepEqual(await shown(page), ['json', 'ruby'])
  })
})

/** The languages of the code blocks that are to be seen. */
async function shown(page: Page): Promise<string[]> {
  const classes = await page
    .locator('pre.highlight:visible')
    .evaluateAll((list) => list.map((pre): string => pre.classList[1] ?? ''))
  return [...new Set(classes)].toSorted()
}

async function topOf(locator: Locator): Promise<number> {
  return (await locator.boundingBox())?.y ?? Number.NaN
}
