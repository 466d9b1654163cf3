import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { open, serve, until, withoutBrowser, type Served } from './chromium.ts'
import { SOURCE, siteOf } from './page.ts'

describe('search', { skip: withoutBrowser }, () => {
  let served: Served
  before(async () => {
    served = await serve(siteOf(SOURCE))
  })

  it('is loaded when it is first wanted, and not before', async () => {
    const page = await open(served.address)
    assert.equal(await page.locator('script[src*="search.js"]').count(), 0)
    await page.keyboard.press('/')
    await page.getByRole('dialog').waitFor()
    assert.equal(await page.evaluate<string>('document.activeElement.getAttribute("role")'), 'combobox')
  })

  it('loses nothing that is typed before it is there', async () => {
    const page = await open(served.address)
    await page.evaluate(`for (const key of ['/', 'k', 'i', 'x', 'Backspace', 't'])
      dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }))`)
    await page.locator('.search[data-query=kit] [role=option]').first().waitFor()
    assert.equal(await page.getByRole('combobox', { name: 'Search' }).inputValue(), 'kit')
  })

  it('goes to what was found by keyboard alone', async () => {
    const page = await open(served.address)
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('kitten')
    await page.locator('.search[data-query=kitten] [role=option]').first().waitFor()
    const second = await page.locator('[role=option]').nth(1).locator('.found-title').textContent()
    await page.keyboard.press('ArrowDown')
    assert.equal(await page.locator('[role=option][aria-selected=true] .found-title').textContent(), second)
    await page.keyboard.press('Enter')
    assert.equal(await page.getByRole('dialog').count(), 0)
    assert.equal(
      await page
        .locator(`${new URL(page.url()).hash}`)
        .evaluate((heading): string => heading.firstChild?.textContent ?? ''),
      second,
    )
  })

  it('finds by prefix, with typos, in any script, in code and in addresses', async () => {
    const page = await open(served.address)
    const expected: readonly (readonly [string, string])[] = [
      ['kitt', 'Kittens'],
      ['introductoin', 'Introduction'],
      ['ключ', 'Errors'],
      ['НЕВЕРЕН', 'Errors'],
      ['GET /api/kittens/7', 'Get Kitten 7'],
      ['api.kittens.get(11)', 'Get Kitten 11'],
      ['claws', 'Introduction'],
    ]
    for (const [query, title] of expected) {
      const titles = await results(page, query)
      assert.ok(titles.includes(title), `${query}: ${titles.join(', ')}`)
    }
  })

  it('shows where a word stands, and says so when there is none', async () => {
    const page = await open(served.address)
    await results(page, 'claws')
    assert.match((await page.locator('.found-text').first().textContent()) ?? '', /Mind the claws/)
    assert.equal(await page.locator('.found-text mark').first().textContent(), 'claws')
    assert.deepEqual(await results(page, 'zzzzqqqq'), [])
    assert.match((await page.locator('.search-note').textContent()) ?? '', /Nothing found for “zzzzqqqq”/)
  })

  it('offers the contents and where the reader has been before anything is typed', async () => {
    const page = await open(served.address)
    await page.keyboard.press('/')
    await page.getByRole('dialog').waitFor()
    const offered = (name: string) => page.getByRole('group', { name }).getByRole('option')
    assert.deepEqual(await offered('Table of contents').allTextContents(), [
      'Introduction',
      'Kittens',
      'Errors',
      'Last',
    ])
    assert.equal(await page.locator('[aria-selected=true]:is([role=option])').count(), 0)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    assert.equal(new URL(page.url()).hash, '#last')
    await page.keyboard.press('/')
    assert.deepEqual(await offered('Recent').allTextContents(), ['Last'])
    await results(page, 'kitten')
    await page.getByRole('combobox', { name: 'Search' }).fill('')
    await offered('Recent').waitFor()
  })

  it('says so where it cannot be loaded, and can be asked for again; so does try-it', async () => {
    const page = await open(served.address)
    await page.context().setOffline(true)
    await page.keyboard.press('/')
    await page.getByText('The search could not be loaded.').waitFor()
    await page.locator('.try').first().click()
    await page.getByText('What can be tried could not be loaded').waitFor()
    assert.equal(await page.locator('[aria-busy]').count(), 0)
    await page.context().setOffline(false)
    await page.keyboard.press('/')
    await page.getByRole('dialog', { name: 'Search' }).waitFor()
  })

  it('closes by Escape and gives the focus back', async () => {
    const page = await open(served.address)
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    assert.equal(await page.getByRole('dialog').count(), 0)
    assert.equal(await page.evaluate<string>('document.activeElement.className'), 'find')
  })
})

/** The titles that a query finds. */
async function results(page: Page, query: string): Promise<string[]> {
  if ((await page.getByRole('dialog').count()) === 0) await page.keyboard.press('/')
  await page.getByRole('combobox', { name: 'Search' }).fill(query)
  await until(page, `document.querySelector('.search').dataset.query === ${JSON.stringify(query)}`)
  return page.locator('.found-title').allTextContents()
}
