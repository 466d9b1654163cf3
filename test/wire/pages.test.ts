/** HTML pages of api.ts: documents for people, forms, and what browsers are told. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { cookie, defineApi, document, fail, html, redirect, reply, siteFile } from '../../src/serve/index.ts'
import { KITTENS } from '../serve/kittens.ts'
import { serve, type Served } from '../serve/served.ts'

const API = defineApi({
  authenticate: ({ headers }) => (headers['cookie'] === 'session=ada' ? { id: 'ada', name: 'Ada' } : undefined),
  pages: {
    'GET /checkout/{id}': ({ path, query, base, address, cookies, caller }) => {
      if (path['id'] === 'gone') fail(404, 'This checkout <is> over.')
      return document({
        title: `Pay & go`,
        styles: ['pay.css'],
        scripts: ['pay.js'],
        leadsTo: ['https://shop.example/thanks?x=1'],
        body: html`<h1>${path['id']}</h1>
          <p>${query.get('note')} ${caller.name} ${cookies['session'] ?? null}</p>
          <form method="post" action="${base}/checkout/1"></form>
          <a href="${address}/x">x</a>${[html`<b>1</b>`, 2]}`,
      })
    },
    'POST /checkout/{id}': ({ form }) => {
      if (form.get('amount') === 'bug') throw new Error('a secret')
      return form.get('go') === null
        ? html`<p>${form.getAll('item').join('+')}</p>`
        : redirect('https://shop.example/thanks', { 'set-cookie': cookie('paid', 'yes;', { maxAge: 60 }) })
    },
    'GET /checkout.json': () => reply(200, { ok: true }),
  },
})

describe('HTML pages', () => {
  let served: Served
  const files = new Map([['-/assets/pay.css', siteFile('-/assets/pay.css', 'h1 { color: red }')]])
  before(async () => void (served = await serve(KITTENS, { behaviour: API, prefix: '/shop', files })))
  after(() => served.close())
  const tight = (text: string) => text.replaceAll(/>\s+</g, '><')
  const get = (path: string, headers: Record<string, string> = {}) => served.ask(`GET /shop${path}`, { headers })
  const post = (text: string, headers: Record<string, string> = {}) =>
    served.ask('POST /shop/checkout/1', {
      text,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })

  it('are documents in which everything that is no markup is text', async () => {
    const answer = await get('/checkout/%3Cb%3E?note="%3Ci>', { cookie: 'session=ada' })
    assert.equal(answer.headers.get('content-type'), 'text/html; charset=utf-8')
    assert.match(tight(answer.text), /^<!doctype html><html.*<title>Pay &amp; go<\/title>/)
    assert.ok(tight(answer.text).includes('<h1>&lt;b&gt;</h1><p>&quot;&lt;i&gt; Ada ada</p>'), answer.text)
    assert.ok(answer.text.includes('<b>1</b>2'))
    assert.ok(answer.text.includes(`<a href="${served.address}/shop/x">`))
  })

  it('load scripts and styles from beside api.ts, and nothing from within', async () => {
    const answer = await get('/checkout/1')
    const policy = answer.headers.get('content-security-policy') ?? ''
    for (const part of ["default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'"])
      assert.ok(policy.includes(part), `${part} in ${policy}`)
    assert.ok(policy.includes("form-action 'self' https://shop.example;"), policy)
    const [, style = ''] = /href="([^"]*pay.css)"/.exec(answer.text) ?? []
    const asset = await served.ask(`GET ${style}`)
    assert.deepEqual([asset.status, asset.headers.get('content-type')], [200, 'text/css; charset=utf-8'])
  })

  it('take forms, and send browsers on with cookies that are theirs alone', async () => {
    assert.ok((await post('item=a&item=b%20c')).text.includes('<p>a+b c</p>'))
    const sent = await post('go=1')
    assert.deepEqual([sent.status, sent.headers.get('location')], [303, 'https://shop.example/thanks'])
    assert.equal(sent.headers.get('set-cookie'), 'paid=yes%3B; Path=/; Max-Age=60; HttpOnly; Secure; SameSite=Lax')
    assert.equal((await post('{}', { 'content-type': 'application/json' })).status, 415)
  })

  it('take no form that another site sent', async () => {
    assert.equal((await post('go=1', { 'sec-fetch-site': 'cross-site' })).status, 403)
    assert.equal((await post('go=1', { origin: 'https://evil.example' })).status, 403)
    assert.equal((await post('go=1', { origin: served.address, 'sec-fetch-site': 'same-origin' })).status, 303)
  })

  it('say what went wrong to people, without what is nobody’s business', async () => {
    const gone = await get('/checkout/gone')
    assert.equal(gone.status, 404)
    assert.match(tight(gone.text), /<h1>Not Found<\/h1><p>This checkout &lt;is&gt; over\.<\/p>/)
    const bug = await post('amount=bug')
    assert.deepEqual([bug.status, bug.text.includes('a secret'), served.log().includes('a secret')], [500, false, true])
  })

  it('may answer anything else, and leave the rest of the API as it is', async () => {
    assert.deepEqual((await get('/checkout.json')).json(), { ok: true })
    assert.equal((await served.ask('GET /shop/api/kittens')).status, 200)
    assert.equal((await served.ask('DELETE /shop/checkout/1')).status, 405)
  })
})
