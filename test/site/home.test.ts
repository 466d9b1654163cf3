import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { homePage } from '../../src/outputs/index.ts'
import type { OutputFile } from '../../src/outputs/output.ts'
import { site } from '../../src/outputs/site/index.ts'
import { read } from '../../src/read/index.ts'

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
    assert.deepEqual(files.toSorted(), ['404.html', 'index.html', ...loaded].toSorted())
  })
})

describe('the page for addresses where nothing is', () => {
  const missing = (files: readonly OutputFile[]): string =>
    String(files.find(({ path }) => path === '404.html')?.content)
  const one = (front: string, options = {}): string =>
    missing(
      site.run(read('index.md', { read: () => `---\n${front}\n---\n# A\n\n## B\n\n# C & D\n` }), {
        dev: false,
        ...options,
      }),
    )

  it('leads on from wherever it is shown: its addresses begin at the root of the host, or where the site is said to be', () => {
    assert.match(
      one('title: T'),
      /href="\/assets\/site\.css[^]*href="\/">[^]*href="\/#a">A<[^]*href="\/#c-amp-d">C &amp; D</,
    )
    const page = one('title: T\nsearch: true\nlang: de', { address: 'https://example.com/docs/' })
    assert.match(page, /<html lang="de"[^]*src="\/docs\/assets\/early\.js[^]*Hier ist keine Seite[^]*href="\/docs\/#a"/)
    assert.match(page, /data-pages="\[\{&quot;href&quot;:&quot;\/docs\/&quot;/)
    assert.match(missing(homePage([API], { base: '/all/' })), /href="\/all\/kittn\/">Kittn &quot;API&quot;</)
  })

  it('is not there where everything has to be in one file', () => {
    assert.equal(one('title: T', { single: true }), 'undefined')
  })
})
