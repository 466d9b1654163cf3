/** Whatever an author writes, nothing of it runs as a script and nothing of it takes the site apart. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { site } from '../../src/outputs/index.ts'
import { read } from '../../src/read/index.ts'
import { writeFiles } from '../../src/cli/write.ts'
import { open, serve, until, withoutBrowser } from './chromium.ts'

const RUN = 'window.ran=true'
const HOSTILE = `---
title: <script>${RUN}</script>
logo: 'x" onerror="${RUN}'
logo_link: javascript:${RUN}
favicon: javascript:${RUN}
edit_url: javascript:${RUN}
lang: '"><script>${RUN}</script>'
search: true
language_tabs:
  - '"><img src=x onerror="${RUN}">'
toc_groups:
  - <img src=x onerror="${RUN}">: a
toc_footers:
  - <img src=x onerror="${RUN}">
versions:
  - <script>${RUN}</script>: ./
  - b: javascript:${RUN}
theme:
  accent: red}body{display:none
meta:
  - http-equiv: refresh
    content: 0;url=javascript:${RUN}
---

# A <img src=x onerror="${RUN}">

<script>${RUN}</script>

<svg onload="${RUN}"><script>${RUN}</script></svg>

<iframe srcdoc="<script>parent.ran = true</script>"></iframe>

[x](javascript:${RUN}) <a href="javascript:${RUN}">go</a>

\`\`\`html--<script>${RUN}</script>
</code></pre><script>${RUN}</script>
\`\`\`

## Contents

Theirs.

# Content

Theirs too.
`
const files = { read: (path: string) => (path === 'index.md' ? HOSTILE : undefined) }
const built = site.run(read('index.md', files), { dev: false })

describe('a hostile page', { skip: withoutBrowser }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'kittn-hostile-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('runs nothing where the server sends no policy, and when it is searched', async () => {
    const served = await serve(built, '/docs/', '')
    const page = await open(served.address)
    await page.getByText('go').click()
    await page.keyboard.press('/')
    await page.getByRole('combobox', { name: 'Search' }).fill('ran')
    await page.locator('.found-text').first().waitFor()
    assert.equal(await page.evaluate('window.ran'), undefined)
    assert.equal(await page.locator('body').isVisible(), true)
  })

  it('runs nothing from disk either, while the site itself does', async () => {
    writeFiles(folder, built)
    const page = await open(pathToFileURL(join(folder, 'index.html')).href)
    await until(page, "document.querySelector('.copy')")
    assert.equal(await page.evaluate('window.ran'), undefined)
  })

  it('takes no name from the site: its headings may be called as they like', async () => {
    const page = await open((await serve(built)).address)
    assert.equal((await page.locator('#contents').boundingBox())?.x, (await page.locator('#content').boundingBox())?.x)
    await page.getByRole('link', { name: 'Contents', exact: true }).first().click()
    await until(page, "document.querySelector('.toc-link[aria-current]')?.hash === '#contents'")
  })
})
