/** Where readers find the way to their keys. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { site } from '../../src/outputs/site/index.ts'
import { read } from '../../src/read/index.ts'

function page(footers: readonly string[], portal = true): { readonly html: string; readonly paths: readonly string[] } {
  const list = footers.map((one) => `  - ${one}\n`).join('')
  const source = `---\ntitle: T\n${footers.length > 0 ? `toc_footers:\n${list}` : ''}---\n\n# A\n`
  const files = { read: (path: string) => (path === 'index.md' ? source : undefined) }
  const made = site.run(read('index.md', files), { dev: false, here: { said: { servers: [], channels: [] }, portal } })
  return { html: String(made[0]?.content), paths: made.map(({ path }) => path) }
}

describe('the way to a key', () => {
  it('is the author’s own link that leads nowhere yet, the first one', () => {
    const { html } = page(["<a class='x' href='#'>Sign Up for a Developer Key</a>", '<a href="#">Other</a>'])
    assert.ok(html.includes("<a class='x' href='developers'>Sign Up for a Developer Key</a>"))
    assert.ok(html.includes('<a href="#">Other</a>'))
    assert.equal(html.includes('class="get-key"'), false)
  })

  it('is the one that leads to the portal already', () => {
    const { html } = page(["<a href='/developers'>Register</a>"])
    assert.ok(html.includes("<a href='developers'>Register</a>"))
    assert.equal(html.includes('class="get-key"'), false)
  })

  it('is a link of the site in bar and contents, where the author has none', () => {
    const { html, paths } = page(['<a href="#a">A</a>'])
    assert.equal(html.split('<a class="get-key" href="developers" data-added>Get a key</a>').length, 3)
    assert.ok(paths.includes('assets/key.js'))
  })

  it('is not there where nobody gives out keys', () => {
    const { html, paths } = page(["<a href='#'>Sign Up</a>"], false)
    assert.ok(html.includes("<a href='#'>Sign Up</a>"))
    assert.equal(html.includes('get-key'), false)
    assert.equal(paths.includes('assets/key.js'), false)
  })
})
