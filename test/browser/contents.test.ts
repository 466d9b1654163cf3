import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { open, serve, until, withoutBrowser, type Served } from './chromium.ts'
import { SOURCE, siteOf } from './page.ts'

describe('table of contents', { skip: withoutBrowser }, () => {
  let served: Served
  before(async () => {
    served = await serve(siteOf(SOURCE))
  })

  it('follows the scroll with entry, address and title', async () => {
    const page = await open(served.address)
    assert.equal(await current(page), 'Introduction')
    assert.equal(await page.title(), 'Kitten "Reference" <API>')
    await scrollTo(page, '#get-kitten-5')
    await until(page, "location.hash === '#get-kitten-5'")
    assert.equal(await current(page), 'Get Kitten 5')
    assert.equal(await page.title(), 'Get Kitten 5 – Kitten "Reference" <API>')
  })

  it('adds nothing to the history by scrolling', async () => {
    const page = await open(served.address)
    const length = await page.evaluate<number>('history.length')
    await scrollTo(page, '#get-kitten-5')
    await until(page, "location.hash === '#get-kitten-5'")
    assert.equal(await page.evaluate<number>('history.length'), length)
  })

  it('reaches every entry by scrolling, the short ones at the end too', async () => {
    const page = await open(served.address)
    const seen = new Set<string>()
    const height = await page.evaluate<number>('document.documentElement.scrollHeight')
    for (let top = 0; top <= height; top += 60) {
      await page.evaluate(`scrollTo({ top: ${top}, behavior: 'instant' }); new Promise(requestAnimationFrame)`)
      await page.evaluate('new Promise(requestAnimationFrame)')
      seen.add(await current(page))
    }
    const entries = await page.locator('.toc-link > span').allTextContents()
    assert.deepEqual(
      entries.filter((entry) => !seen.has(entry)),
      [],
    )
  })

  it('marks the entry that was clicked, even where the page cannot scroll to it', async () => {
    const page = await open(served.address)
    await page.getByRole('navigation').getByRole('link', { name: 'Errors' }).click()
    await page.waitForTimeout(300)
    assert.equal(await current(page), 'Errors')
    assert.equal(new URL(page.url()).hash, '#errors')
  })

  it('scrolls itself so that the active entry is in sight', async () => {
    const page = await open(served.address, { viewport: { width: 1280, height: 420 } })
    await scrollTo(page, '#get-kitten-12')
    await until(page, "location.hash === '#get-kitten-12'")
    const box = await page.locator('#kittn-nav [aria-current]').boundingBox()
    assert.ok(box !== null && box.y > 50 && box.y + box.height < 420, JSON.stringify(box))
  })

  it('is a drawer on a phone: opens, holds the focus, closes by Escape and by going somewhere', async () => {
    const page = await open(served.address, { viewport: { width: 390, height: 800 } })
    const nav = page.getByRole('navigation')
    assert.equal(await nav.isVisible(), false)
    await scrollTo(page, '#get-kitten-12')
    const place = await page.evaluate<number>('scrollY')
    assert.ok(place > 1000)
    // By hand: the driver's own click would scroll to the button first.
    const box = await page.getByRole('button', { name: 'Contents' }).boundingBox()
    await page.mouse.click((box?.x ?? 0) + 5, (box?.y ?? 0) + 5)
    assert.equal(await nav.isVisible(), true)
    assert.equal(await page.evaluate<boolean>("document.activeElement.closest('#kittn-nav') !== null"), true)
    await page.keyboard.press('Escape')
    assert.equal(await nav.isVisible(), false)
    assert.equal(await page.evaluate<string>('document.activeElement.className'), 'menu')
    assert.equal(await page.evaluate<number>('scrollY'), place, 'the page stays where it was')
    await page.getByRole('button', { name: 'Contents' }).click()
    await nav.getByRole('link', { name: 'Errors' }).click()
    assert.equal(await nav.isVisible(), false)
    assert.equal(new URL(page.url()).hash, '#errors')
  })
})

/** As a reader would: once all of the page has its height. */
async function scrollTo(page: Page, selector: string): Promise<void> {
  await until(page, "'whole' in document.documentElement.dataset")
  const top = `document.querySelector('${selector}').getBoundingClientRect().top + scrollY - 80`
  await page.evaluate(`scrollTo({ top: ${top}, behavior: 'instant' })`)
}

async function current(page: Page): Promise<string> {
  return (await page.locator('#kittn-nav [aria-current] > span').textContent()) ?? ''
}
