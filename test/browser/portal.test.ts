/** From "sign up for a developer key" to a key that is revoked, as a developer goes; and without scripts. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { copyOf, start, type Started } from '../command-line.ts'
import { mailServer, PASSWORD, type Mails } from '../portal/portal.ts'
import { violations } from './axe.ts'
import { errors, open, withoutBrowser } from './chromium.ts'

describe('the portal in a browser', { skip: withoutBrowser }, () => {
  const copy = copyOf('apis/kittn')
  let mails: Mails
  let server: Started
  before(async () => {
    mails = await mailServer()
    server = await start('dev', copy.path, '--smtp', mails.url)
  })
  after(async () => {
    await server.kill()
    await mails.close()
    copy.remove()
  })

  /** Signs up, follows the mail and confirms; what `seen` is told of are pages on the way. */
  const joined = async (
    email: string,
    options: BrowserContextOptions = {},
    seen: (page: Page) => Promise<void> = async () => undefined,
  ): Promise<Page> => {
    const page = await open(`${server.address}/developers`, options)
    await seen(page)
    await page.getByRole('link', { name: 'Sign up for a developer key' }).click()
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password').fill(PASSWORD)
    await seen(page)
    await page.getByRole('button', { name: 'Sign up' }).click()
    await page.getByText('We have sent a mail').waitFor()
    await page.goto((await mails.link(email, '/verify?')).href)
    await seen(page)
    await page.getByRole('button', { name: 'Confirm' }).click()
    await seen(page)
    return page
  }
  const withKey = async (page: Page): Promise<void> => {
    await page.getByLabel('Name').fill('Cat shop')
    await page.getByRole('button', { name: 'Make the application' }).click()
    await page.getByRole('heading', { name: 'Cat shop' }).waitFor()
    await page.getByRole('button', { name: 'Make the key' }).click()
    await page.getByRole('heading', { name: 'Your new key' }).waitFor()
  }
  const sent = async (page: Page): Promise<string> => {
    await page.locator('[data-try="GET /api/kittens"]').first().click()
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText(/^(?:200 OK|401 Unauthorized)$/).waitFor()
    return page.getByText(/^(?:200 OK|401 Unauthorized)$/).innerText()
  }

  it('leads from the page to a key that works in try-it at once, shows what it was used for, and ends it', async () => {
    const site = await open(`${server.address}/`)
    const link = site.getByRole('link', { name: 'Sign up for a developer key' }).first()
    assert.equal(await link.evaluate((one: HTMLAnchorElement) => one.href), `${server.address}/developers`)
    const page = await joined('ada@cats.example')
    await withKey(page)
    await page.getByRole('button', { name: 'Use it in the reference' }).click()
    await page.waitForURL(`${server.address}/`)
    assert.equal(await sent(page), '200 OK')
    await page.goto(`${server.address}/developers`)
    await page.getByRole('link', { name: 'Cat shop' }).click()
    for (let tries = 0; tries < 100 && (await page.getByText('GET /api/kittens').count()) === 0; tries++)
      await page.reload()
    await page.getByRole('img', { name: '1 request in the last 30 days' }).waitFor()
    await page.getByText('Revoke', { exact: false }).first().click()
    await page.getByRole('button', { name: 'Revoke the key' }).click()
    await page.getByText('The key is revoked.').waitFor()
    await page.goto(`${server.address}/`)
    assert.equal(await sent(page), '401 Unauthorized')
    assert.deepEqual(errors, [])
  })

  it('works without scripts', async () => {
    const page = await joined('bob@cats.example', { javaScriptEnabled: false })
    await withKey(page)
    assert.match(await page.locator('.secrets code').innerText(), /^\w{32}$/)
    assert.equal(await page.getByRole('button', { name: 'Use it in the reference' }).isVisible(), false)
    await page.getByRole('link', { name: 'I have it' }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByText('You are signed out.').waitFor()
  })

  it('is accessible in both schemes, and fits a phone', async () => {
    const found: string[] = []
    const look = async (page: Page): Promise<void> => {
      const wide = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')
      if (wide) found.push(`${page.url()} is wider than the phone`)
      found.push(...(await violations(page)).map((one) => `${page.url()} ${one}`))
    }
    const phone = { viewport: { width: 390, height: 800 } }
    const page = await joined('eve@cats.example', phone, look)
    await withKey(page)
    await look(page)
    const key = await page.locator('.secrets code').innerText()
    for (const path of ['/api/kittens', '/api/kittens/999'])
      await fetch(server.address + path, { headers: { authorization: key } })
    await page.getByRole('link', { name: 'I have it' }).click()
    for (let tries = 0; tries < 100 && (await page.getByText('/999').count()) === 0; tries++) await page.reload()
    for (const summary of await page.locator('summary').all()) await summary.click()
    await look(page)
    await page.getByRole('link', { name: 'Account' }).click()
    await page.locator('summary').click()
    await look(page)
    assert.deepEqual(found, [])
  })
})
