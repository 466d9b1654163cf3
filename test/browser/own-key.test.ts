import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { open, serve, until, withoutBrowser, type Served } from './chromium.ts'
import { siteOf } from './page.ts'

const SOURCE = `---
title: Keys
language_tabs:
  - shell
  - python
---

# Authentication

\`Authorization: meowmeowmeow\`

# Things

## Get Things

\`\`\`shell
curl "https://a.example.com/things" -H "Authorization: meowmeowmeow"
echo meowmeowmeow2
\`\`\`

\`\`\`python
headers={'Authorization': 'meowmeowmeow'}
\`\`\`

\`GET https://a.example.com/things\`
`

describe('the own key of a reader', { skip: withoutBrowser }, () => {
  let served: Served
  before(async () => {
    served = await serve(siteOf(SOURCE))
  })
  const given = async (key: string): Promise<Page> => {
    const page = await open(served.address, { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.locator('[data-try]').click()
    await page.getByLabel('Key').fill(key)
    return page
  }
  const sample = (page: Page): Promise<string | null> => page.locator('.tab-shell code').textContent()

  it('stands in every sample, marked, and is what is copied', async () => {
    const page = await given('my-own-key')
    await page.keyboard.press('Escape')
    await until(page, "document.querySelector('.tab-shell code').textContent.includes('my-own-key')")
    assert.equal(
      await sample(page),
      'curl "https://a.example.com/things" -H "Authorization: my-own-key"\necho meowmeowmeow2',
    )
    assert.match((await page.locator('.tab-python code').textContent()) ?? '', /'my-own-key'/)
    const marked =
      "[...CSS.highlights.get('kittn-own')].map((range) => range.startContainer.data.slice(range.startOffset, range.endOffset))"
    assert.deepEqual(await page.evaluate(marked), ['my-own-key', 'my-own-key'])
    await page.locator('.highlight[data-own-key]:visible').getByRole('button', { name: 'Copy' }).click()
    await until(page, "document.querySelector('[role=status][data-announcer]')?.textContent === 'Copied'")
    assert.match(await page.evaluate<string>('navigator.clipboard.readText()'), /Authorization: my-own-key"/)
  })

  it('keeps the colours in their places', async () => {
    const page = await given('k')
    await until(page, "document.querySelector('.tab-shell code').textContent.includes('Authorization: k')")
    const strings =
      "[...CSS.highlights.get('kittn-S')].map((range) => range.startContainer.data.slice(range.startOffset, range.endOffset))"
    await until(page, `${strings}.includes('"Authorization: k"')`)
  })

  it('leaves the samples as they were when it is forgotten', async () => {
    const page = await given('my-own-key')
    await page.getByLabel('Remember in this browser').check()
    await page.reload()
    await until(page, "document.querySelector('.tab-shell code').textContent.includes('my-own-key')")
    await page.locator('[data-try]').click()
    await page.getByRole('button', { name: 'Forget' }).click()
    await until(page, "!document.querySelector('main').textContent.includes('my-own-key')")
    assert.match((await sample(page)) ?? '', /Authorization: meowmeowmeow"/)
    assert.equal(await page.locator('[data-own-key]').count(), 0)
  })

  it('goes nowhere and runs as nothing', async () => {
    const page = await given('<img src=x onerror="window.owned=1">')
    await until(page, "document.querySelector('.tab-shell code').textContent.includes('<img')")
    assert.equal(await page.evaluate('window.owned'), undefined)
    assert.equal(await page.locator('main img').count(), 0)
    assert.deepEqual([...served.violations], [])
  })
})
