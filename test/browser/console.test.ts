import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { WebSocketServer } from 'ws'
import { violations } from './axe.ts'
import { open, withoutBrowser } from './chromium.ts'
import { dev, type Dev } from './tryit-servers.ts'

const SOURCE = (server: string): string => `---
title: Live
---

# Authentication

\`Authorization: Bearer tok_123\`

# Kittens

\`GET ${server.replace('ws', 'http')}/kittens\`

# Live

Connect to \`${server}/live\`.

## Subscribe

The client sends:

\`\`\`json
{"type": "subscribe", "channel": "kittens", "limit": 3}
\`\`\`

Field | Type | Description
----- | ---- | -----------
type | string | **Required.** Always \`subscribe\`.
limit | integer | How many.

## Update

The server sends:

\`\`\`json
{"type": "update", "kitten": {"id": 1, "name": "Max"}}
\`\`\`
`

describe('the console of a channel', { skip: withoutBrowser }, () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  const asked: string[] = []
  let kittn: Dev
  before(async () => {
    server.on('connection', (socket, { url = '' }) => {
      asked.push(url)
      socket.on('message', (data, binary) => {
        const text = String(data)
        if (text.includes('subscribe'))
          socket.send('{"type":"update","kitten":{"id":2,"name":"<img src=x onerror=window.owned=1>"}}')
        else if (text.includes('bytes')) socket.send(Buffer.from([1, 2, 3]))
        else if (text.includes('wrong')) socket.send('{"type":"update","kitten":{"id":"two"}}')
        else if (text.includes('leave')) socket.close(4001, 'no more')
        else socket.send(data, { binary })
      })
    })
    if (server.address() === null) await once(server, 'listening')
    const bound = server.address()
    const port = typeof bound === 'object' && bound !== null ? bound.port : 0
    kittn = await dev(SOURCE(`ws://127.0.0.1:${port}`))
  })
  after(() => {
    for (const client of server.clients) client.terminate()
    server.close()
  })

  const connected = async (): Promise<Page> => {
    const page = await open(kittn.address)
    await page.locator('[data-try="WS /live"]').click()
    await page.locator('dialog[open]').waitFor()
    const servers = await page.getByLabel('Server').locator('option').allTextContents()
    await page.getByLabel('Server').selectOption({ index: servers.length - 1 })
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await page.getByRole('button', { name: 'Disconnect' }).waitFor()
    return page
  }
  const say = async (page: Page, text: string): Promise<void> => {
    await page.getByLabel('Message', { exact: true }).fill(text)
    await page.getByRole('button', { name: 'Send message' }).click()
  }
  const log = (page: Page): Promise<string> => page.getByRole('log').innerText()

  it('begins with a message of the page and shows what comes back, by name, direction and time', async () => {
    const page = await connected()
    assert.deepEqual(JSON.parse(await page.getByLabel('Message', { exact: true }).inputValue()), {
      type: 'subscribe',
      channel: 'kittens',
      limit: 3,
    })
    await page.getByRole('button', { name: 'Send message' }).click()
    await page.locator('.is-received').waitFor()
    assert.match(
      await log(page),
      /\d\d:\d\d:\d\d\.\d{3}\s+↑\s+subscribe[^]*\d\d:\d\d:\d\d\.\d{3}\s+↓\s+update[^]*"id": 2/i,
    )
    assert.equal(await page.evaluate('window.owned'), undefined)
    assert.equal(await page.getByRole('log').locator('img').count(), 0)
  })

  it('says what is not as the page shows it, in both directions', async () => {
    const page = await connected()
    await page.getByLabel('Message', { exact: true }).fill('{"type": "subscribe", "limit": "many"}')
    await page.getByText('Not as the page shows it: limit: is a text, not an integer.').waitFor()
    await say(page, '{"wrong": 1}')
    await page.locator('.is-received .try-problem').waitFor()
    assert.match(await page.locator('.is-received .try-problem').innerText(), /kitten\.id: is a text, not an integer/)
    await say(page, '"bytes"')
    await page.getByText('3 bytes').waitFor()
  })

  it('explains why it was closed', async () => {
    const page = await connected()
    await say(page, '"leave"')
    await page
      .getByRole('log')
      .getByText('Closed with 4001 “no more”. The API itself says what this code means.')
      .waitFor()
    await page.getByRole('button', { name: 'Connect', exact: true }).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Send message' }).isDisabled(), true)
  })

  it('says that nobody answers', async () => {
    const page = await open(kittn.address)
    await page.locator('[data-try="WS /live"]').click()
    await page.getByLabel('Token').fill('nobody')
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await page
      .getByRole('log')
      .getByText(/Closed with 1006\. It ended without a goodbye\./)
      .waitFor()
  })

  it('shows the credential in the query, unless the reader does not want it', async () => {
    const page = await open(kittn.address)
    await page.locator('[data-try="WS /live"]').click()
    await page.getByLabel('Server').selectOption({ index: 1 })
    await page.getByLabel('Token').fill('tok & mine')
    const connect = async (): Promise<string> => {
      await page.getByRole('button', { name: 'Connect', exact: true }).click()
      await page.getByRole('button', { name: 'Disconnect' }).click()
      await page.getByRole('button', { name: 'Connect', exact: true }).waitFor()
      return asked.at(-1) ?? ''
    }
    assert.equal(await connect(), '/live?access_token=tok%20%26%20mine')
    await page.getByLabel(/Show it in the query/).uncheck()
    assert.equal(await connect(), '/live')
  })

  it('ends the connection with the dialog', async () => {
    const page = await connected()
    const count = server.clients.size
    await page.keyboard.press('Escape')
    for (let tries = 0; server.clients.size === count && tries < 200; tries++) await page.waitForTimeout(20)
    assert.equal(server.clients.size, count - 1)
  })

  it('has no violation of accessibility', async () => {
    const page = await connected()
    await page.getByRole('button', { name: 'Send message' }).click()
    await page.locator('.is-received').waitFor()
    assert.deepEqual(await violations(page, 'dialog[open]'), [])
  })
})
