import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { ROOT } from '../command-line.ts'
import { violations } from './axe.ts'
import { errors, serve, withoutBrowser } from './chromium.ts'
import { siteOf } from './page.ts'
import { dev, other, send, shownCode, tried, type Dev, type Other } from './tryit-servers.ts'

const KITTN = readFileSync(join(ROOT, 'apis/kittn/source/index.html.md'), 'utf8').replace('  - errors\n', '')

describe('try-it on the API that Kittn serves', { skip: withoutBrowser }, () => {
  let kittn: Dev
  before(async () => {
    kittn = await dev(KITTN)
  })

  it('answers 401 without a key and 200 with it, with time, size and headers', async () => {
    const page = await tried(kittn.address, 'GET /api/kittens')
    assert.match(await send(page), /^401 Unauthorized\s+\d+ ms\s+\d+ bytes/)
    await page.getByRole('button', { name: 'Use the page’s meowmeowmeow' }).click()
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('200 OK').waitFor()
    await page.getByText(/^\d+ headers$/).click()
    assert.match(await page.locator('.try-headers').innerText(), /kittn-answer\s+(?:store|example)/i)
    assert.deepEqual(errors, [])
  })

  it('shows an error answer', async () => {
    const page = await tried(kittn.address, 'GET /api/kittens/{id}')
    await page.getByLabel('Key').fill('meowmeowmeow')
    await page.getByLabel('id').fill('999')
    assert.match(await send(page), /^404 Not Found/)
  })

  it('begins with what the samples of the page show, and calls the address where the API runs', async () => {
    const page = await tried(kittn.address, 'PATCH /api/kittens/{id}')
    assert.equal(await page.getByLabel('id', { exact: false }).first().inputValue(), '2')
    assert.match(await shownCode(page), new RegExp(`^curl '${kittn.address}/api/kittens/2'`))
    assert.equal(await page.getByLabel('adopted').inputValue(), 'true')
  })

  it('offers enumerations and booleans as choices and says the default', async () => {
    const page = await tried(kittn.address, 'POST /api/kittens')
    assert.deepEqual(await page.getByLabel('species').locator('option').allTextContents(), [
      'not sent (kitten)',
      'kitten',
      'cat',
    ])
    assert.deepEqual(await page.getByLabel('adopted').locator('option').allTextContents(), [
      'not sent (false)',
      'true',
      'false',
    ])
    await page.getByLabel('species').selectOption('cat')
    await page.getByLabel('Key').fill('meowmeowmeow')
    assert.match(await send(page), /201 Created[^]*"species": "cat"/)
  })

  it('says what does not fit the page before it sends it', async () => {
    const page = await tried(kittn.address, 'POST /api/kittens')
    await page.getByLabel('Key').fill('meowmeowmeow')
    await page.getByLabel('name').fill('')
    await page.getByLabel('fluffiness').fill('11')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('name is required.').waitFor()
    await page.getByText('fluffiness is above 10.').waitFor()
    assert.equal(await page.locator('.try-answer').count(), 0)
    assert.equal(await page.evaluate<string>('document.activeElement.dataset.field'), 'field name')
    assert.match(await send(page), /^(?:400|422) /)
  })

  it('takes the body as JSON too, with what was typed into the fields, and checks it', async () => {
    const page = await tried(kittn.address, 'POST /api/kittens')
    await page.getByLabel('name').fill('Zoë "the cat" O\'Hara')
    await page.getByRole('button', { name: 'JSON', exact: true }).click()
    const body = page.getByLabel('Body, JSON')
    assert.equal((JSON.parse(await body.inputValue()) as { name: string }).name, 'Zoë "the cat" O\'Hara')
    await body.fill('{"name": 7, "species": "dog"}')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('name: is a number, not a text; species: is none of kitten, cat').waitFor()
    await body.fill('{"name": ')
    await page.getByText('JSON is no JSON:').waitFor()
  })

  it('writes the request in the language of the tab as it is typed', async () => {
    const page = await tried(`${kittn.address}/?python`, 'POST /api/kittens')
    await page.getByLabel('name').fill("Tom's")
    assert.match(await shownCode(page), /^import requests[^]*'name': 'Tom\\'s'/)
    await page.getByRole('button', { name: 'Ruby' }).click()
    assert.match(await shownCode(page), /^require 'json'[^]*name: 'Tom\\'s'/)
    assert.equal(await page.evaluate<string>('document.documentElement.dataset.tab'), 'ruby')
  })

  it('keeps a key only when the reader asks, and forgets it when told to', async () => {
    const page = await tried(kittn.address, 'GET /api/kittens')
    const stored = (): Promise<string> =>
      page.evaluate<string>('JSON.stringify({ ...localStorage, ...sessionStorage })')
    await page.getByLabel('Key').fill('secretsecret')
    assert.doesNotMatch(await stored(), /secretsecret/)
    await page.getByLabel('Remember in this browser').check()
    assert.match(await stored(), /secretsecret/)
    await page.reload()
    await page.locator('[data-try="GET /api/kittens"]').click()
    assert.equal(await page.getByLabel('Key').inputValue(), 'secretsecret')
    await page.getByRole('button', { name: 'Forget' }).click()
    assert.equal(await page.getByLabel('Key').inputValue(), '')
    assert.doesNotMatch(await stored(), /secretsecret/)
    assert.equal(await page.getByLabel('Remember in this browser').isChecked(), false)
  })

  it('works by keyboard alone and gives the focus back', async () => {
    const page = await tried(kittn.address, 'GET /api/kittens')
    await page.keyboard.press('Escape')
    assert.equal(await page.evaluate<string>('document.activeElement.dataset.try'), 'GET /api/kittens')
    await page.keyboard.press('Enter')
    await page.keyboard.type('meowmeowmeow')
    await page.keyboard.press('Control+Enter')
    await page.getByText('200 OK').waitFor()
  })

  it('keeps what is filled in over a live reload, and takes the new fields in', async () => {
    const live = await dev(KITTN)
    const page = await tried(live.address, 'POST /api/kittens')
    await page.getByLabel('name').fill('Half typed')
    live.write(KITTN.replaceAll('cuteness | integer | no | 10 | From 0 to 10.', 'colour | string | no | | Its colour.'))
    await page.getByLabel('colour').waitFor()
    assert.equal(await page.getByLabel('name').inputValue(), 'Half typed')
    assert.equal(await page.evaluate<string>('document.activeElement.dataset.field'), 'field name')
  })

  it('speaks the language of the page', async () => {
    const german = await serve(siteOf(KITTN.replace('---\n', '---\nlang: de\n')))
    const page = await tried(german.address, 'POST /api/kittens')
    await page.getByLabel('name').fill('')
    await page.getByRole('button', { name: 'Senden' }).click()
    await page.getByText('name: ist erforderlich.').waitFor()
    assert.match(
      await page.locator('dialog[open]').innerText(),
      /Zugangsdaten[^]*Inhalt[^]*Hier erscheint die Antwort\./,
    )
  })

  it('has no violation of accessibility, with what is wrong and with an answer', async () => {
    const page = await tried(kittn.address, 'POST /api/kittens')
    await page.getByLabel('name').fill('')
    await page.getByRole('button', { name: 'Send' }).click()
    await send(page)
    await page.getByText(/^\d+ headers$/).click()
    assert.deepEqual(await violations(page, 'dialog[open]'), [])
  })
})

const OTHER = (server: string): string => `---
title: Other
language_tabs:
  - shell
---

# Authentication

Tokens go into the header: \`Authorization: Bearer tok_123\`

# Things

## List Things

\`GET ${server}/things\`

### Query Parameters

Parameter | Type | Description
--------- | ---- | -----------
tags[] | array of strings | Tags.
status | string | One of \`a\`, \`b\`.

## Upload Thing

\`\`\`shell
curl "${server}/things/7/photo" \
  -X POST \
  -F "photo=@cat.png" -F "note=hello"
\`\`\`

\`POST ${server}/things/<id>/photo\`

Parameter | Type | Description
--------- | ---- | -----------
photo | file | **Required.** The picture.
note | string | A note.

## Make Thing

\`\`\`shell
curl "${server}/things" -d "name=Max" -d "age=3"
\`\`\`

\`POST ${server}/things\`

Parameter | Type | Description
--------- | ---- | -----------
name | string | The name.
age | integer | The age.
`

describe('try-it on a server of another origin', { skip: withoutBrowser }, () => {
  let there: Other
  let kittn: Dev
  before(async () => {
    there = await other()
    kittn = await dev(
      OTHER('http://api.example.com').replace('# Things', `\`GET ${there.address}/status\`\n\n# Things`),
    )
  })
  const opened = async (key: string) => {
    const page = await tried(kittn.address, key)
    const servers = await page.getByLabel('Server').locator('option').allTextContents()
    await page
      .getByLabel('Server')
      .selectOption(servers.find((one) => one === there.address) ?? assert.fail(servers.join()))
    return page
  }

  it('is chosen by the reader; the default is the API beside the page', async () => {
    const page = await tried(kittn.address, 'GET /things')
    assert.match(await shownCode(page), new RegExp(kittn.address))
    const chosen = await opened('GET /things')
    assert.match(await shownCode(chosen), new RegExp(there.address))
  })

  it('sends the query and the token, and nothing that the reader does not see', async () => {
    const page = await opened('GET /things')
    await page.getByLabel('Token').fill('tok_mine')
    await page.getByLabel('tags[]').fill('a&b\nc d')
    await page.getByLabel('status').selectOption('b')
    await send(page)
    const { url, headers } = there.received.at(-1)!
    assert.equal(url, '/things?tags%5B%5D=a%26b&tags%5B%5D=c%20d&status=b')
    assert.equal(headers['authorization'], 'Bearer tok_mine')
    assert.equal(headers['referer'], undefined)
    assert.equal(headers['cookie'], undefined)
  })

  it('sends forms, and files with their bytes', async () => {
    const page = await opened('POST /things')
    await page.getByLabel('name').fill('Zoë & co')
    await send(page)
    assert.equal(there.received.at(-1)?.body, 'name=Zo%C3%AB%20%26%20co&age=3')
    const upload = await opened('POST /things/{id}/photo')
    await upload
      .getByLabel('photo')
      .setInputFiles({ name: 'kitty.txt', mimeType: 'text/plain', buffer: Buffer.from('meow') })
    assert.match(await shownCode(upload), /-F 'photo=@"kitty\.txt";type=text\/plain'/)
    await send(upload)
    const { url, headers, body } = there.received.at(-1)!
    assert.equal(url, '/things/7/photo')
    assert.match(headers['content-type'] ?? '', /^multipart\/form-data; boundary=/)
    assert.match(body, /name="photo"; filename="kitty\.txt"\r\nContent-Type: text\/plain\r\n\r\nmeow\r\n/)
    assert.match(body, /name="note"\r\n\r\nhello\r\n/)
  })

  it('never lets an answer run', async () => {
    const hostile =
      '<script>window.owned = 1</script><img src=x onerror="window.owned = 1"><svg onload="window.owned = 1">'
    for (const type of ['text/html', 'image/svg+xml', 'application/json', 'text/javascript', '']) {
      there.answer = (answer) =>
        void answer.writeHead(200, { 'content-type': type, 'x-evil': hostile }).end(`{"a": "${hostile}"}`)
      const page = await opened('GET /things')
      assert.match(await send(page), /200 OK/)
      assert.equal(await page.locator('.try-answer :is(script, img, svg:not(.icon))').count(), 0)
      assert.equal(await page.evaluate('window.owned'), undefined)
      assert.match((await page.locator('.try-answer code').textContent()) ?? '', /<script>window\.owned/)
    }
    assert.deepEqual(errors, [])
  })

  it('shows the beginning of what is long, the kind of what is no text, and ends what never ends', async () => {
    const page = await opened('GET /things')
    there.answer = (answer) =>
      void answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify('x'.repeat(5_000_000)))
    assert.match(await send(page), /5\.0 MB[^]*The first 200\.0 kB are shown\. Save as a file/)
    there.answer = (answer) =>
      void answer.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.from([0x89, 0x50, 0, 255]))
    const binary = await opened('GET /things')
    assert.match(await send(binary), /Binary, image\/png; it begins with 89 50 00 ff\./)
    there.answer = (answer) => {
      const more = (): void =>
        void (
          answer.destroyed ||
          (answer.write(Buffer.alloc(1_000_000, 'x')) ? setImmediate(more) : answer.once('drain', more))
        )
      answer.writeHead(200, { 'content-type': 'text/plain' })
      more()
    }
    const endless = await opened('GET /things')
    assert.match(await send(endless), /MB, cut off/)
  })

  it('can be cancelled', async () => {
    there.answer = () => undefined
    const page = await opened('GET /things')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Send' }).waitFor()
    await page.getByText('The answer appears here.').waitFor()
  })

  it('says in words what a browser only calls an error', async () => {
    there.answer = (answer) => void answer.end('{}')
    there.cors = false
    const closed = await opened('GET /things')
    assert.match(await send(closed), /is there, but does not let pages of other origins read its answers \(CORS\)/)
    there.cors = true
    const gone = await tried(kittn.address, 'GET /things')
    await gone.context().setOffline(true)
    assert.match(await send(gone), /This computer is offline\./)
  })
})

const SCHEMES: readonly (readonly [
  name: string,
  shown: string,
  fields: Readonly<Record<string, string>>,
  expected: RegExp,
])[] = [
  ['a bare key', 'Authorization: meow', { Key: "it's" }, /-H 'Authorization: it'\\''s'/],
  ['a key after a word', 'Authorization: Token meow', { Key: 'mine' }, /-H 'Authorization: Token mine'/],
  ['a key in a header of its own', 'X-Api-Key: meow', { 'X-Api-Key': 'mine' }, /-H 'X-Api-Key: mine'/],
  ['a token', 'Authorization: Bearer meow', { Token: 'mine' }, /-H 'Authorization: Bearer mine'/],
  [
    'a user name and a password',
    'Authorization: Basic bWU6b3c=',
    { 'User name or key': 'zoë', Password: 'pass:word' },
    /-H 'Authorization: Basic em\/DqzpwYXNzOndvcmQ='/,
  ],
]

describe('credentials in try-it', { skip: withoutBrowser }, () => {
  const source = (line: string, query = ''): string =>
    `---\ntitle: Keys\n---\n\n# Authentication\n\n\`${line}\`\n\n# Things\n\n## Get Things\n\n\`\`\`shell\ncurl "https://a.example.com/things${query}"\n\`\`\`\n\n\`GET https://a.example.com/things\`\n`

  for (const [name, shown, fields, expected] of SCHEMES) {
    it(`are shown as ${name}`, async () => {
      const page = await tried((await serve(siteOf(source(shown)))).address, 'GET /things')
      for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value)
      assert.match(await shownCode(page), expected)
    })
  }

  it('are shown as a query parameter', async () => {
    const page = await tried((await serve(siteOf(source('GET', '?api_key=meow')))).address, 'GET /things')
    await page.getByLabel('api_key').fill('mine & yours')
    assert.match(await shownCode(page), /things\?api_key=mine%20%26%20yours'/)
  })
})
