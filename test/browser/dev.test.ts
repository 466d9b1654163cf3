import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { open, serve, until, withoutBrowser } from './chromium.ts'
import { SOURCE, siteOf } from './page.ts'

describe('live reload', { skip: withoutBrowser }, () => {
  it('puts the new content in place and keeps scroll, tab, open details and focus', async () => {
    const source = SOURCE.replace(
      'Kittens are small.',
      '<details id="more"><summary>More</summary>Fur.</details>\n\nKittens are small.',
    )
    const served = await serve(siteOf(source, true))
    const page = await open(served.address)
    await page.getByRole('tab', { name: 'ruby' }).click()
    await page.locator('#more > summary').click()
    await page.evaluate("document.querySelector('#get-kitten-8').scrollIntoView()")
    await page.evaluate("document.querySelector('#get-kitten-8 > .permalink').focus(); window.kept = 1")
    const before = await page.locator('#get-kitten-8').boundingBox()

    served.replace(
      siteOf(
        source
          .replace('Kittens are small.', 'Kittens are small.\n\n'.padEnd(900, 'And soft. '))
          .replace('number 8,', 'number eight,'),
        true,
      ),
    )
    await served.send({ type: 'reload' })
    await page.getByText('Reads kitten number eight,').waitFor()

    assert.equal(await page.getByText('And soft.').count(), 1)
    assert.equal(await page.evaluate<number>('window.kept'), 1, 'the page was loaded again')
    assert.equal(await page.locator('.tab-ruby:visible').count(), 12)
    assert.equal(await page.locator('#more').getAttribute('open'), '')
    assert.equal(await page.evaluate<string>('document.activeElement.parentElement.id'), 'get-kitten-8')
    const after = await page.locator('#get-kitten-8').boundingBox()
    assert.ok(Math.abs((after?.y ?? 0) - (before?.y ?? 9999)) <= 2, `${before?.y} → ${after?.y}`)
  })

  it('has what changed before it heard of changes', async () => {
    const served = await serve(siteOf(SOURCE, true))
    const page = await open('about:blank')
    const { promise: changed, resolve: change } = Promise.withResolvers<void>()
    await page.route('**/-/events', (route) => changed.then(() => route.continue()))
    await page.goto(served.address)
    served.replace(siteOf(SOURCE.replace('Kittens are small.', 'Kittens are tiny.'), true))
    change()
    await page.getByText('Kittens are tiny.').waitFor()
  })

  it('takes new headings into the contents, and the new title', async () => {
    const served = await serve(siteOf(SOURCE, true))
    const page = await open(served.address)
    served.replace(siteOf(SOURCE.replace('# Last', '# Very last').replace('title: Kitten', 'title: Cat'), true))
    await served.send({ type: 'reload' })
    await page.getByRole('navigation').getByRole('link', { name: 'Very last' }).waitFor()
    await until(page, "document.title.startsWith('Cat')")
  })

  it('colours and copies in what came later, and searches it', async () => {
    const served = await serve(siteOf(SOURCE, true))
    const page = await open(served.address)
    await page.keyboard.press('/')
    await page.getByRole('combobox', { name: 'Search' }).fill('fresh')
    await page.keyboard.press('Escape')
    served.replace(siteOf(SOURCE.replace('# Introduction', '# Introduction\n\n```json\n{"fresh": "new"}\n```\n'), true))
    await served.send({ type: 'reload' })
    await page.locator('.row:has(#introduction) .copy').waitFor()
    await page.keyboard.press('/')
    await page.getByRole('combobox', { name: 'Search' }).fill('fresh')
    await page.getByRole('option', { name: 'Introduction' }).waitFor()
  })

  it('loads the page again where its tabs have changed', async () => {
    const served = await serve(siteOf(SOURCE, true))
    const page = await open(served.address)
    served.replace(siteOf(SOURCE.replace('  - ruby\n', '  - ruby\n  - php\n'), true))
    await served.send({ type: 'reload' })
    await page.getByRole('tab', { name: 'php' }).waitFor()
  })

  it('shows an error until the page is mended', async () => {
    const served = await serve(siteOf(SOURCE, true))
    const page = await open(served.address)
    await served.send({ type: 'error', message: 'Unexpected <b>token</b>', place: 'api.ts:3:7' })
    const card = page.getByRole('alert')
    await card.waitFor()
    assert.match((await card.textContent()) ?? '', /Unexpected <b>token<\/b>.*api\.ts:3:7/s)
    await served.send({ type: 'reload' })
    await card.waitFor({ state: 'hidden' })
  })

  it('lists findings with place, message and cure', async () => {
    const served = await serve(siteOf(SOURCE.replace('search: true', 'search: true\nincludes:\n  - nowhere'), true))
    const page = await open(served.address)
    await page.getByRole('button', { name: /finding/ }).click()
    const list = await page.getByRole('list', { name: 'Findings' }).textContent()
    assert.match(list ?? '', /include-missing · index\.md:\d+:\d+/)
    await page.keyboard.press('Escape')
    assert.equal(await page.getByRole('list', { name: 'Findings' }).isVisible(), false)
    await served.send({ type: 'findings', findings: [] })
    await page.getByRole('button', { name: /finding/ }).waitFor({ state: 'hidden' })
    assert.deepEqual([...served.violations], [])
  })

  it('is no part of a built site', () => {
    const files = siteOf(SOURCE)
    assert.equal(
      files.some(({ path }) => path.includes('dev')),
      false,
    )
    assert.doesNotMatch(String(files.find(({ path }) => path === 'index.html')?.content), /dev\.js|findings/)
  })
})

describe('findings at their place', { skip: withoutBrowser }, () => {
  const broken = SOURCE.replace('Kittens are small.', 'Kittens [bite](#nowhere-at-all).')

  it('say what is wrong under the block that they are about, and open to the cure', async () => {
    const served = await serve(siteOf(broken, true))
    const page = await open(served.address)
    const mark = page.locator('p:has-text("Kittens bite.") + [data-findings~="link-nowhere"]')
    await mark.locator('summary').click()
    assert.match((await mark.locator('.place').innerText()) ?? '', /link-nowhere · index\.md:\d+:\d+/)
    assert.ok(await mark.locator('details > p').first().isVisible())
    assert.deepEqual([...served.violations], [])
  })

  it('go when the page is mended', async () => {
    const served = await serve(siteOf(broken, true))
    const page = await open(served.address)
    const mark = page.locator('[data-findings~="link-nowhere"]')
    await mark.waitFor()
    served.replace(siteOf(SOURCE, true))
    await served.send({ type: 'reload' })
    await mark.waitFor({ state: 'detached' })
  })

  it('are no part of a built site', () => {
    assert.doesNotMatch(String(siteOf(broken).find(({ path }) => path === 'index.html')?.content), /data-findings/)
  })
})
