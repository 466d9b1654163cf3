/** Files that callers send: taken in, checked, kept, shown, and cleared away. */
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { defineApi, fail, file, reply } from '../../src/serve/index.ts'
import { read } from '../../src/read/index.ts'
import { eventually } from '../command-line.ts'
import { KEY, serve, type Served } from '../serve/served.ts'
import { sendRaw } from './raw.ts'

const PAGE = `---
title: Zoo API
---
# Kittens

## Create a kitten

\`POST /kittens\`

Field | Type | Required | Description
----- | ---- | -------- | -----------
name | string | yes | Its name.
age | integer | no | In years.
photo | file | yes | At most 1 MB.
papers | file[] | no | Pedigrees.
tags[] | string[] | no | Words.

\`\`\`shell
curl https://zoo.example/kittens -F name=Tom -F photo=@tom.png
\`\`\`

> Response

\`\`\`json
{"id": 1, "name": "Tom", "age": 3, "photo": "https://zoo.example/tom.png", "papers": ["https://zoo.example/a.pdf"]}
\`\`\`

## Get a kitten

\`GET /kittens/{id}\`

> Response

\`\`\`json
{"id": 1, "name": "Tom", "age": 3, "photo": "https://zoo.example/tom.png", "papers": ["https://zoo.example/a.pdf"]}
\`\`\`

## Change a kitten

\`PUT /kittens/{id}\`

Field | Type | Required
----- | ---- | --------
name | string | no
photo | file | no

\`\`\`shell
curl -X PUT https://zoo.example/kittens/1 -F photo=@tom.png
\`\`\`

## Remove a kitten

\`DELETE /kittens/{id}\`

## Sum up

\`POST /sums\`

Field | Type | Required
----- | ---- | --------
photo | file | no
papers | file[] | no
tags | string[] | no
address | object | no
note | string | no

> Response

\`\`\`json
{"answer": 1}
\`\`\`

## Send a film

\`POST /films\`

\`\`\`shell
curl https://zoo.example/films --data-binary @film.mp4
\`\`\`

> Response

\`\`\`json
{"id": "x"}
\`\`\`

## Watch a film

\`GET /films/{id}\`

Parameter | In | Type
--------- | -- | ----
name | query | string
download | query | boolean

## Refuse

\`POST /refusals\`

\`\`\`shell
curl https://zoo.example/refusals -F 'photo=@tom.png'
\`\`\`

Returns \`202 Accepted\`.
`

type Zoo = {
  operations: {
    'POST /sums': {
      path: {}
      query: {}
      headers: {}
      body: { tags?: string[]; address?: object; note?: string }
      files: { photo?: 'one'; papers: 'many' }
      answer: unknown
    }
    'POST /films': { path: {}; query: {}; headers: {}; body: undefined; files: { body: 'one' }; answer: unknown }
    'GET /films/{id}': {
      path: { id: string }
      query: { name?: string; download?: boolean }
      headers: {}
      body: undefined
      answer: unknown
    }
    'POST /refusals': { path: {}; query: {}; headers: {}; body: unknown; files: { photo: 'one' }; answer: unknown }
  }
  records: {}
}

const API = defineApi<Zoo>({
  operations: {
    'POST /sums': async ({ body, files }) => {
      const papers = await Promise.all(files.papers.map(async (one) => (await one.bytes()).toString()))
      const photo = files.photo && [files.photo.name, files.photo.type, files.photo.size]
      return reply(200, { photo, papers, body })
    },
    'POST /films': async ({ files }) => ({ id: await files.body.keep() }),
    'GET /films/{id}': ({ path, query }) =>
      path.id === 'endless' ? file({ stream: endless(), name: 'endless.bin' }) : file(path.id, query),
    'POST /refusals': async ({ files }) => {
      await files.photo.keep()
      if (files.photo.size === 3) fail(409, 'No such photos.')
    },
  },
})

let ended = false
function endless(): Readable {
  return Readable.from(
    (async function* () {
      try {
        for (;;) yield Buffer.alloc(65_536)
      } finally {
        ended = true
      }
    })(),
  )
}

describe('uploads', () => {
  let served: Served
  before(async () => {
    const { contract } = read('index.html.md', { read: () => PAGE })
    served = await serve(contract, { behaviour: API })
  })
  after(() => served.close())

  const post = async (
    path: string,
    body: FormData | Uint8Array<ArrayBuffer> | string,
    headers = {},
  ): Promise<[number, unknown]> => {
    const answer = await fetch(served.address + path, { method: 'POST', body, headers: { ...KEY, ...headers } })
    const text = await answer.text()
    return [answer.status, text === '' ? '' : (JSON.parse(text) as unknown)]
  }
  const formOf = (...parts: [string, string | Blob, string?][]): FormData => {
    const form = new FormData()
    for (const [name, value, filename] of parts)
      if (typeof value === 'string') form.append(name, value)
      else form.append(name, value, filename)
    return form
  }
  const png = new Blob([new Uint8Array([1, 2, 3])], { type: 'image/png' })
  const left = (): string[] => readdirSync(join(served.folder, 'incoming'))
  /** What was not kept goes when the answer is on its way. */
  const cleared = (): Promise<true> => eventually(() => left().length === 0 || undefined)
  const kept = (): number =>
    readdirSync(served.folder, { recursive: true }).filter((name) => /[0-9a-f]{32}$/.test(String(name))).length

  it('come to handlers with name, type and content, and texts beside them typed', async () => {
    const form = formOf(
      ['photo', png, '../../etc/pass\u0000wd.png'],
      ['papers', new Blob(['a']), 'a.txt'],
      ['papers[]', new Blob(['b']), 'b.txt'],
      ['tags[]', 'one'],
      ['tags[]', 'two'],
      ['address[city]', 'Uyo'],
      ['address[street][name]', 'Oron Road'],
      ['note', 'ü'],
      ['unknown', new Blob(['x']), 'x.txt'],
    )
    const [status, body] = await post('/sums', form)
    assert.deepEqual(body, {
      photo: ['passwd.png', 'image/png', 3],
      papers: ['a', 'b'],
      body: { tags: ['one', 'two'], address: { city: 'Uyo', street: { name: 'Oron Road' } }, note: 'ü' },
    })
    assert.equal(status, 200)
    await cleared()
  })

  it('are not cut off by the time limit of handlers, who may have to pass them on', async () => {
    const { contract } = read('index.html.md', { read: () => PAGE })
    const slow = defineApi({
      operations: {
        'POST /sums': async () => {
          await new Promise((resolve) => setTimeout(resolve, 60))
          return reply(200, {})
        },
      },
    })
    const patient = await serve(contract, { behaviour: slow, timeout: 20 })
    try {
      const body = formOf(['photo', png, 'tom.png'])
      assert.equal((await fetch(`${patient.address}/sums`, { method: 'POST', body, headers: KEY })).status, 200)
    } finally {
      await patient.close()
    }
  })

  it('may be left out where the page lets them, and a form of a browser says so by an empty one', async () => {
    assert.deepEqual(await post('/sums', formOf(['photo', new Blob([]), ''], ['note', 'x'])), [
      200,
      { papers: [], body: { note: 'x' } },
    ])
    assert.deepEqual(await post('/sums', '{"note":"x"}', { 'content-type': 'application/json' }), [
      200,
      { papers: [], body: { note: 'x' } },
    ])
  })

  it('are refused where they are missing, texts, too many or too large, and nothing stays behind', async () => {
    const large = new Blob([new Uint8Array(1024 * 1024 + 1)])
    const name: [string, string] = ['name', 'Tom']
    const cases: [FormData | string, number, RegExp][] = [
      [formOf(name), 400, /photo is missing: a file is expected/],
      [formOf(name, ['photo', 'tom.png']), 400, /photo must be a file, not a text/],
      ['{"name":"Tom"}', 400, /photo is missing: a file sent as multipart/],
      ['{"name":"Tom","photo":"x"}', 400, /photo must be a file sent as multipart/],
      [formOf(name, ['photo', png, 'a'], ['photo', png, 'b']), 400, /photo must be one file, not 2/],
      [formOf(name, ['photo', large, 'a.png']), 413, /photo is too large: at most 1 MB may be sent/],
      [formOf(['photo', png, 'a.png']), 400, /name is missing: a string is expected/],
      [formOf(name, ['age', 'old'], ['photo', png, 'a.png']), 400, /age must be an integer, not .*old/],
    ]
    for (const [body, status, words] of cases) {
      const headers = typeof body === 'string' ? { 'content-type': 'application/json' } : {}
      const [answered, problem] = await post('/kittens', body, headers)
      assert.match(JSON.stringify(problem), words)
      assert.equal(answered, status)
    }
    await cleared()
  })

  it('that are no form are refused, whatever is wrong with it', async () => {
    const multipart = (boundary: string): object => ({ 'content-type': `multipart/form-data${boundary}` })
    const part = (head: string, body: string): string =>
      `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`
    const cases: [string, string, number][] = [
      ['', 'x', 400],
      ['; boundary=x', 'no form at all', 400],
      ['; boundary=x', part('name="note"', 'x'), 400],
      ['; boundary=x', part('name="photo"; filename="a.png"', 'x'), 400],
      ['; boundary=x', part('name="photo"; filename="a.png"', 'x').slice(0, -3), 400],
      ['; boundary=x', `${part('name="__proto__"', 'x')}--x--`, 400],
      ['; boundary=x', `${part('name="note"', 'a\0b')}--x--`, 400],
      ['; boundary=x', `${part('name="note"', 'n'.repeat(1024 * 1024 + 1))}--x--`, 413],
      ['; boundary=x', `${part('name="note"', 'n').repeat(1001)}--x--`, 413],
      ['; boundary=x', `${part('name="papers"; filename="a"', 'n').repeat(101)}--x--`, 413],
      ['; boundary=x', `${part('name="note"', 'fine')}--x--`, 200],
    ]
    for (const [boundary, body, status] of cases)
      assert.deepEqual(
        [body.slice(0, 80), (await post('/sums', body, multipart(boundary)))[0]],
        [body.slice(0, 80), status],
      )
    const latin = Buffer.from(`${part('name="note"', '\u00fc')}--x--`, 'latin1')
    assert.equal((await post('/sums', latin, multipart('; boundary=x')))[0], 400)
    await cleared()
  })

  it('that break off leave nothing behind', async () => {
    const head =
      'POST /sums HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\nContent-Type: multipart/form-data; boundary=x'
    const part = '--x\r\nContent-Disposition: form-data; name="photo"; filename="a"\r\n\r\nabc'
    await sendRaw(served.address, `${head}\r\n\r\n${part}`, 300)
    await cleared()
  })

  it('are kept by the store, which shows where they are', async () => {
    const form = formOf(
      ['name', 'Tom'],
      ['photo', png, 'Tom & \u00fc.png'],
      ['papers', new Blob(['<script>'], { type: 'text/html' }), 'a.html'],
    )
    const [status, body] = await post('/kittens', form)
    const { photo, papers } = body as { photo: string; papers: string[] }
    assert.equal(status, 200)
    assert.match(photo, /^http:\/\/127\.0\.0\.1:\d+\/-\/files\/[0-9a-f]{32}$/)
    const shown = await fetch(photo)
    assert.deepEqual(new Uint8Array(await shown.arrayBuffer()), new Uint8Array([1, 2, 3]))
    assert.equal(shown.headers.get('content-type'), 'image/png')
    assert.equal(
      shown.headers.get('content-disposition'),
      `inline; filename="Tom & _.png"; filename*=UTF-8''Tom%20%26%20%C3%BC.png`,
    )
    const script = await fetch(papers[0] ?? '')
    assert.equal(script.headers.get('content-disposition'), 'attachment; filename="a.html"')
    assert.match(script.headers.get('content-security-policy') ?? '', /sandbox/)
    assert.equal((await fetch(`${served.address}/-/files/${'0'.repeat(32)}`)).status, 404)
    assert.equal((await fetch(`${served.address}/-/files/..%2f..%2fkittn.sqlite`)).status, 404)
  })

  it('go with the record that has them, or has others instead; what repeats a request leaves none', async () => {
    const began = kept()
    const ask = async (request: string, form?: FormData, headers = {}): Promise<{ id: number; photo: string }> => {
      const answer = await served.ask(request, { ...(form && { raw: form }), headers: { ...KEY, ...headers } })
      return (answer.text === '' ? {} : answer.json()) as { id: number; photo: string }
    }
    const form = (): FormData => formOf(['name', 'Tim'], ['photo', png, 'a.png'], ['papers', png, 'b.png'])
    const once = { 'idempotency-key': 'tim' }
    const [{ id, photo }, again] = [await ask('POST /kittens', form(), once), await ask('POST /kittens', form(), once)]
    assert.deepEqual([again.photo, kept()], [photo, began + 2])
    const other = await ask(`PUT /kittens/${id}`, formOf(['photo', png, 'c.png']))
    assert.deepEqual([kept(), (await fetch(photo)).status, (await fetch(other.photo)).status], [began + 2, 404, 200])
    await ask(`DELETE /kittens/${id}`)
    assert.equal(kept(), began)
  })

  it('may be the whole body, and are answered in parts, or not at all where the caller has them', async () => {
    const [, { id }] = (await post('/films', 'abcdefghij', { 'content-type': 'video/mp4' })) as [number, { id: string }]
    const get = (headers: Record<string, string>, method = 'GET', query = ''): Promise<Response> =>
      fetch(`${served.address}/films/${id}${query}`, { method, headers: { ...KEY, ...headers } })
    const whole = await get({})
    const etag = whole.headers.get('etag') ?? ''
    const modified = whole.headers.get('last-modified') ?? ''
    assert.deepEqual(
      [whole.status, await whole.text(), whole.headers.get('content-type'), whole.headers.get('accept-ranges')],
      [200, 'abcdefghij', 'video/mp4', 'bytes'],
    )
    const parts: [Record<string, string>, number, string, string | null][] = [
      [{ range: 'bytes=2-4' }, 206, 'cde', 'bytes 2-4/10'],
      [{ range: 'bytes=7-' }, 206, 'hij', 'bytes 7-9/10'],
      [{ range: 'bytes=-2' }, 206, 'ij', 'bytes 8-9/10'],
      [{ range: 'bytes=5-99' }, 206, 'fghij', 'bytes 5-9/10'],
      [{ range: 'bytes=1-2,4-5' }, 200, 'abcdefghij', null],
      [{ range: 'bytes=4-2' }, 200, 'abcdefghij', null],
      [{ range: 'lines=1-2' }, 200, 'abcdefghij', null],
      [{ range: 'bytes=0-1', 'if-range': etag }, 206, 'ab', 'bytes 0-1/10'],
      [{ range: 'bytes=0-1', 'if-range': modified }, 206, 'ab', 'bytes 0-1/10'],
      [{ range: 'bytes=0-1', 'if-range': '"other"' }, 200, 'abcdefghij', null],
      [{ 'if-none-match': etag }, 304, '', null],
      [{ 'if-modified-since': modified }, 304, '', null],
    ]
    for (const [headers, status, text, range] of parts) {
      const answer = await get(headers)
      const found = [headers, answer.status, await answer.text(), answer.headers.get('content-range')]
      assert.deepEqual(found, [headers, status, text, range])
    }
    for (const range of ['bytes=10-', 'bytes=-0']) {
      const beyond = await get({ range })
      assert.deepEqual([beyond.status, beyond.headers.get('content-range')], [416, 'bytes */10'])
    }
    const head = await get({}, 'HEAD')
    assert.deepEqual([head.status, head.headers.get('content-length'), await head.text()], [200, '10', ''])
    assert.equal(
      (await get({}, 'GET', '?name=my+film.mp4&download=true')).headers.get('content-disposition'),
      'attachment; filename="my film.mp4"',
    )
  })

  it('that are streams end when the caller hangs up', async () => {
    const hangUp = new AbortController()
    const answer = await fetch(`${served.address}/films/endless`, { headers: KEY, signal: hangUp.signal })
    await answer.body?.getReader().read()
    hangUp.abort()
    while (!ended) await new Promise((resolve) => setTimeout(resolve, 10))
  })

  it('that were kept go again where the request is refused; an answer without a body has the documented status', async () => {
    const before = kept()
    assert.equal((await post('/refusals', formOf(['photo', png, 'a.png'])))[0], 409)
    assert.equal(kept(), before)
    assert.deepEqual(await post('/refusals', formOf(['photo', new Blob(['four']), 'a.png'])), [202, ''])
    assert.equal(kept(), before + 1)
  })
})
