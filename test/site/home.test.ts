import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { homePage } from '../../src/outputs/index.ts'

const API = { name: 'kittn', title: 'Kittn "API"', description: 'Cats & <kittens>', prefix: '/kittn', operations: 5 }
const html = (apis: Parameters<typeof homePage>[0]): string =>
  String(homePage(apis).find(({ path }) => path === 'index.html')?.content)

describe('the home page', () => {
  it('lists each API with a relative link, what it is and how large', () => {
    const page = html([API, { ...API, name: 'one', title: '', prefix: 'one/', operations: 1 }])
    assert.match(page, /<a href="\.\/kittn\/"><h2>Kittn &quot;API&quot;<\/h2><p>Cats &amp; &lt;kittens&gt;<\/p>/)
    assert.match(page, /5 operations/)
    assert.match(page, /<a href="\.\/one\/"><h2>one<\/h2>[^]*1 operation</)
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
