import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { open, serve, until, withoutBrowser, type Served } from './chromium.ts'
import { SOURCE, siteOf } from './page.ts'

describe('samples', { skip: withoutBrowser }, () => {
  let served: Served
  before(async () => {
    served = await serve(siteOf(SOURCE))
  })

  it('are copied without the line end, and the button says so', async () => {
    const page = await open(served.address, { permissions: ['clipboard-read', 'clipboard-write'] })
    const block = page.locator('.row:has(#get-kitten-1) .highlight:visible').first()
    await block.getByRole('button', { name: 'Copy' }).click()
    await until(page, "document.querySelector('[role=status]')?.textContent === 'Copied'")
    const copied = await page.evaluate<string>('navigator.clipboard.readText()')
    assert.equal(copied, 'curl "https://example.com/api/kittens/1" \\\n  -H "Authorization: meowmeowmeow"')
  })

  it('are coloured over plain text, without elements', async () => {
    const page = await open(served.address)
    await until(page, "CSS.highlights.get('kittn-S')?.size > 0")
    const painted = await page.evaluate<string[]>(
      "[...CSS.highlights.get('kittn-S')].map((range) => range.startContainer.data.slice(range.startOffset, range.endOffset))",
    )
    assert.ok(painted.includes('"Authorization: meowmeowmeow"'), painted.join())
    assert.equal(await page.locator('pre.highlight code *').count(), 0)
  })

  it('have the colours of their card: light on a dark one, in a light page too', async () => {
    const page = await open(served.address, { colorScheme: 'light' })
    const colour = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate(
          (code): string =>
            code.ownerDocument.defaultView?.getComputedStyle(code).getPropertyValue('--code-string') ?? '',
        )
    assert.notEqual(await colour('.highlight:not(.answer) > pre > code'), await colour('.answer > pre > code'))
  })

  it('lose their colours when they are far away', async () => {
    const page = await open(served.address)
    await until(page, "CSS.highlights.get('kittn-S')?.size > 0")
    await page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    await until(
      page,
      "![...CSS.highlights.get('kittn-S')].some((range) => range.startContainer.data.includes('kittens/1\"'))",
    )
  })

  it('have their language to choose on the card, by keyboard too, and the reader stays there', async () => {
    const page = await open(served.address)
    const card = (tab: string) => page.locator(`.row:has(#get-kitten-2) [data-only=${tab}]`)
    await card('shell').scrollIntoViewIfNeeded()
    const choice = (tab: string) => card(tab).getByLabel('Language of the samples')
    assert.deepEqual(await choice('shell').locator('option').allTextContents(), ['ruby', 'Python', 'shell'])
    await choice('shell').selectOption('python')
    assert.equal(await card('python').isVisible(), true)
    assert.equal(new URL(page.url()).search, '?python')
    await until(page, "document.activeElement.className === 'card-language'")
    await page.keyboard.press('ArrowUp')
    await card('ruby').waitFor()
    await until(page, "document.activeElement.value === 'ruby'")
  })

  it('can be scrolled by keyboard where they are too wide', async () => {
    const page = await open(served.address, { viewport: { width: 320, height: 700 } })
    const block = page.locator('.row:has(#get-kitten-1) pre:visible').first()
    await block.scrollIntoViewIfNeeded()
    await until(page, "document.querySelector('.tab-shell').tabIndex === 0")
    assert.equal(await block.getAttribute('role'), 'group')
  })
})
