import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { errors, open, serve, until, withoutBrowser, type Served } from './chromium.ts'
import { SOURCE, siteOf } from './page.ts'

describe('the page', { skip: withoutBrowser }, () => {
  let served: Served
  before(async () => {
    served = await serve(siteOf(SOURCE))
  })

  it('does everything under a strict policy', async () => {
    const page = await open(served.address)
    await page.getByRole('tab', { name: 'ruby' }).click()
    await page.keyboard.press('/')
    await page.getByRole('combobox', { name: 'Search' }).fill('kitten')
    await page.locator('.search[data-query=kitten] [role=option]').first().waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Dark' }).click()
    await page.waitForTimeout(200)
    assert.deepEqual([...served.violations], [])
    assert.deepEqual([...errors], [])
  })

  it('has the scheme of the system, or the one that was chosen, from the first frame on', async () => {
    const page = await open(served.address, { colorScheme: 'dark' })
    const paper = () => page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor')
    const dark = await paper()
    await page.getByRole('button', { name: 'Light' }).click()
    const light = await paper()
    assert.notEqual(light, dark)
    await page.reload()
    assert.equal(await paper(), light)
    assert.equal(await page.getByRole('button', { name: 'Light' }).getAttribute('aria-pressed'), 'true')
    await page.getByRole('button', { name: 'As the system' }).click()
    assert.equal(await paper(), dark)
  })

  it('is whole without scripts: every sample to be read with its language, the contents to be used', async () => {
    const page = await open(served.address, { javaScriptEnabled: false })
    const samples = page.locator('.highlight[data-only]')
    assert.equal(await samples.count(), 36)
    for (const sample of (await samples.all()).slice(0, 6)) {
      assert.equal(await sample.isVisible(), true)
      assert.match((await sample.getAttribute('data-label')) ?? '', /^(shell|ruby|Python)$/)
    }
    assert.equal(await page.locator('.lang-specific.ruby').isVisible(), true)
    await page.getByRole('navigation').getByRole('link', { name: 'Errors' }).click()
    assert.equal(new URL(page.url()).hash, '#errors')
    for (const name of ['Search', 'Light', 'Contents'])
      assert.equal(await page.getByRole('button', { name }).isVisible(), false)
    const phone = await open(served.address, { javaScriptEnabled: false, viewport: { width: 390, height: 800 } })
    assert.equal(await phone.getByRole('navigation').isVisible(), true)
  })

  for (const width of [320, 390, 768, 1024, 1440, 3840]) {
    it(`fits a window of ${width} pixels`, async () => {
      const page = await open(served.address, { viewport: { width, height: 800 } })
      assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= width)
      const size = await page.evaluate<string>('getComputedStyle(document.documentElement).fontSize')
      assert.equal(size, width > 3520 ? '21px' : '16px', 'bigger screens are looked at from further away')
    })
  }

  it('prints the chosen language and none of the controls', async () => {
    const page = await open(`${served.address}?ruby`)
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.locator('.tab-ruby').first().isVisible(), true)
    assert.equal(await page.locator('.tab-python').first().isVisible(), false)
    for (const selector of ['.find', '.lang-selector', '#kittn-nav', '.copy', '.permalink'])
      assert.equal(await page.locator(selector).first().isVisible(), false, selector)
  })

  it('is mirrored where the page is written from right to left', async () => {
    const rtl = await serve(siteOf(SOURCE.replace('search: true', 'search: true\nrtl: true\nlang: fa')))
    const page = await open(rtl.address)
    assert.equal(await page.locator('html').getAttribute('lang'), 'fa')
    const x = async (selector: string) => (await page.locator(selector).first().boundingBox())?.x ?? Number.NaN
    assert.ok((await x('#kittn-nav')) > (await x('#introduction')))
    assert.ok((await x('#get-kitten-1')) > (await x('.row:has(#get-kitten-1) .samples')))
    assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= 1280)
  })

  it("keeps its frame whatever the author's HTML leaves open or closes", async () => {
    const broken = ['<div class="x">', '</div>', '</div></div>', '<span>', '<b><a href="#">'].join('\n\nText.\n\n')
    const stray = await serve(siteOf(SOURCE.replace('Kittens are small.', broken)))
    const page = await open(stray.address)
    assert.equal(await page.locator('main > .row').count(), 16)
    assert.equal(await page.locator('body > :is(header, nav, main)').count(), 3)
  })

  it('lands on the heading of a link to it, and offers that link', async () => {
    const page = await open(`${served.address}#http-request-3`)
    const box = await page.locator('#http-request-3').boundingBox()
    assert.ok(box !== null && box.y > 50 && box.y < 200, JSON.stringify(box))
    await page.locator('#get-kitten-4').hover()
    await page.locator('#get-kitten-4 > .permalink').click()
    await until(page, "location.hash === '#get-kitten-4'")
  })
})
