import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { homePage } from '../../src/outputs/index.ts'

const API = {
  name: 'kittn',
  title: 'Kittn "API"',
  description: 'Cats & <kittens>',
  prefix: '/kittn',
  operations: 5,
  channels: 0,
}
const html = (apis: Parameters<typeof homePage>[0], about: Parameters<typeof homePage>[1] = {}): string =>
  String(homePage(apis, about).find(({ path }) => path === 'index.html')?.content)

describe('the home page', () => {
  it('lists each API with a relative link, what it is and how large', () => {
    const page = html([API, { ...API, name: 'one', title: '', prefix: 'one/', operations: 1 }])
    assert.match(page, /<a href="\.\/kittn\/"><h2>Kittn &quot;API&quot;<\/h2><p>Cats &amp; &lt;kittens&gt;<\/p>/)
    assert.match(page, /5 operations/)
    assert.match(page, /<a href="\.\/one\/"><h2>one<\/h2>[^]*1 operation</)
  })

  it('counts channels, and leaves out operations where there are only channels', () => {
    assert.match(html([{ ...API, channels: 2 }]), /<span>5 operations · 2 channels<\/span>/)
    assert.match(html([{ ...API, operations: 0, channels: 1 }]), /<span>1 channel<\/span>/)
  })

  it('has the title and text that the folder says, in its language', () => {
    const page = html([API], { title: 'Zoo & more', text: '<p>All of <em>them</em>.</p>', lang: 'fa' })
    assert.match(page, /<html lang="fa" dir="rtl">[^]*<title>Zoo &amp; more<[^]*<h1>Zoo &amp; more<[^]*<em>them</)
    assert.match(page, /5 عملیات/)
  })

  it('says so where there is none', () => {
    assert.match(html([]), /No API yet/)
  })

  it('brings the files that it loads, and no others', () => {
    const loaded = [...html([API]).matchAll(/(?:src|href)="(assets\/[^"?]*)/g)].map(([, path]) => path ?? '')
    const files = homePage([API]).map(({ path }) => path)
    assert.deepEqual(files.toSorted(), ['index.html', ...loaded].toSorted())
  })
})
