/** Nothing that a page names makes Kittn read a file outside the page's folder. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { load } from '../../src/cli/load.ts'
import { projectsAt } from '../../src/cli/project.ts'
import { siteOf } from '../../src/cli/published.ts'
import { assetFiles } from '../../src/cli/statics.ts'

const SECRET = 'The-secret-of-another-folder'
const folder = mkdtempSync(join(tmpdir(), 'kittn-folder-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** Outside is a secret under every name that a page may look for; inside, links lead there. */
const outside = join(folder, 'outside')
const home = join(folder, 'api')
const root = join(home, 'source')
for (const name of ['a', '_a', 'a.md', '_a.md', 'a.html.md', 'a.md.erb', '_a.md.erb', 'a.css', 'a.png', 'a.yml'])
  write(join(outside, name), SECRET)
for (const place of [home, root, join(root, 'includes'), join(root, 'images'), join(root, 'v1')]) {
  mkdirSync(place, { recursive: true })
  symlinkSync(outside, join(place, 'linked'))
  for (const name of ['_link.md', 'link.css', 'link.png', 'link.txt'])
    symlinkSync(join(outside, 'a'), join(place, name))
}
symlinkSync(root, join(root, 'images/circle'))
symlinkSync(outside, join(home, 'data'))
symlinkSync(outside, join(home, 'assets'))
symlinkSync(join(outside, 'a'), join(home, 'config.rb'))

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

/** Ways to say a file outside, by `..`, from the root of the disk, in other spellings, and through links. */
const WAYS = ['a', 'a.md', 'a.css', 'a.png', '_a.md'].flatMap((name) => [
  `../../outside/${name}`,
  `../../../outside/${name}`,
  `includes/../../../outside/${name}`,
  `./images/../../../outside/${name}`,
  `..\\..\\outside\\${name}`,
  `%2e%2e/%2e%2e/outside/${name}`,
  `....//....//outside/${name}`,
  `${outside}/${name}`,
  `/${outside}/${name}`,
  `file://${outside}/${name}`,
  `linked/${name}`,
  `/linked/${name}`,
  `images/linked/${name}`,
  `includes/linked/${name}`,
  `link${name.slice(name.lastIndexOf('.'))}`,
  `${name}\0.md`,
])
const listed = (setting: string, ways: readonly string[] = WAYS): string =>
  `${setting}:\n${ways.map((way) => `  - ${JSON.stringify(way)}\n`).join('')}`

const PAGES: Readonly<Record<string, string>> = {
  includes: `---\n${listed('includes', [...WAYS, 'link', 'linked/a'])}---\n\n# A\n`,
  'snippets in prose': `# A\n\n${WAYS.map((way) => `--8<-- "${way}"\n`).join('')}`,
  'snippets in code': `# A\n\n\`\`\`\n${WAYS.map((way) => `--8<-- "${way}:1:9"\n`).join('')}\`\`\`\n`,
  'style sheets': `---\n${listed('stylesheets')}---\n\n# A\n`,
  pictures: `# A\n\n${WAYS.map((way) => `![a](<${way}>)\n\n<img src="${way}">\n\n`).join('')}`,
  partials: `# A\n\n${WAYS.map((way) => `<%= partial "${way}" %>\n\n`).join('')}<%= data.a %> <%= config[:a] %>\n`,
}
for (const setting of ['logo', 'favicon'])
  for (const [at, way] of WAYS.entries())
    Object.assign(PAGES, { [`${setting} ${at}`]: `---\n${setting}: ${JSON.stringify(way)}\n---\n\n# A\n` })

/** All that is published of a page by this name. */
async function published(name: string, text: string): Promise<string> {
  rmSync(join(root, 'index.html.md'), { force: true })
  rmSync(join(root, 'index.html.md.erb'), { force: true })
  write(join(root, name), text)
  const [project] = projectsAt(home)
  assert.ok(project !== undefined)
  const loaded = await load(project)
  const files = [false, true].flatMap((single) => siteOf(loaded, { dev: false, single }))
  const own = [...files, ...assetFiles(project)].map(
    ({ path, content }) => `${path}\n${Buffer.from(content).toString()}`,
  )
  return own.join('\n') + JSON.stringify(loaded.findings)
}

describe('files outside the folder of a page are not read', () => {
  for (const [name, text] of Object.entries(PAGES))
    it(`as ${name}`, async () => {
      for (const main of ['index.html.md', 'index.html.md.erb'])
        assert.equal((await published(main, text)).includes(SECRET), false)
    })

  it('and neither are pipes inside it, which would never end', async () => {
    execFileSync('mkfifo', [join(root, 'includes/_pipe.md'), join(root, 'images/pipe.png')])
    const text = '---\nincludes:\n  - pipe\nlogo: images/pipe.png\n---\n\n# A\n\n--8<-- "includes/_pipe.md"\n'
    assert.match(await published('index.html.md', text), /include-missing/)
  })
})
