/** Several pages in one folder: each is a page with its own ids, all of them are published, and their contract is one. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { kittn, start } from '../command-line.ts'

const base = mkdtempSync(join(tmpdir(), 'kittn-pages-'))
after(() => rmSync(base, { recursive: true }))

function write(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) {
    const path = join(base, folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  return join(base, folder)
}

const page = (title: string, body: string, more = ''): string => `---\ntitle: ${title}\n${more}---\n\n${body}`
const listing = (what: string, server = 'https://api.zoo.example'): string =>
  `## List ${what}\n\n\`GET ${server}/${what}\`\n\n\`\`\`json\n[{"id": 1, "name": "Ada"}]\n\`\`\`\n`

const ZOO = {
  'source/index.html.md': page(
    'Zoo API',
    `# Animals\n\nSee [the keepers](/keepers.html#list-keepers), [more](v1/index.html.md) and ![a lion](lion.png).\n\n${listing('animals')}`,
    'includes: [errors]\n',
  ),
  'source/keepers.html.md': page(
    'Zoo keepers',
    `# Animals\n\nBack to [the animals](index.html), or [nowhere](index.html#nowhere).\n\n${listing('keepers')}`,
    'includes: [errors]\n',
  ),
  'source/v1/index.html.md': page('Zoo, first version', `# Old\n\n![a lion](/images/lion.png)\n\n${listing('cages')}`),
  'source/includes/_errors.md': '# Errors\n\nCode | Meaning\n---- | -------\n404 | Not Found -- There is none.\n',
  'source/images/lion.png': 'no real picture',
}

describe('a folder of several pages', () => {
  const folder = write('zoo', ZOO)
  const out = join(base, 'zoo-built')
  const read = (path: string): string => readFileSync(join(out, path), 'utf8')
  before(() => assert.equal(kittn('build', folder, '--out', out).status, 0))

  it('is published whole, each page with ids of its own', () => {
    assert.match(read('index.html'), /<h1 id="animals">/)
    assert.match(read('keepers.html'), /<h1 id="animals">/)
    assert.match(read('v1/index.html'), /<h1 id="old">/)
    for (const path of ['index.html', 'keepers.html']) assert.match(read(path), /<h1 id="errors">/)
  })

  it('finds its assets and its other pages from every folder', () => {
    assert.match(read('index.html'), /href="keepers\.html#list-keepers"/)
    assert.match(read('index.html'), /href="v1\/index\.html"/)
    assert.match(read('index.html'), /src="images\/lion\.png"/)
    assert.match(read('v1/index.html'), /src="\.\.\/images\/lion\.png"/)
    assert.match(read('v1/index.html'), /href="\.\.\/assets\/site\.css/)
  })

  it('has one contract, which the server answers', async () => {
    const { paths } = JSON.parse(read('openapi.json')) as { paths: object }
    assert.deepEqual(Object.keys(paths), ['/animals', '/keepers', '/cages'])
    const server = await start('serve', folder, '--data', join(base, 'data'))
    const answers = await Promise.all(
      ['/keepers', '/cages', '/keepers.html', '/v1/'].map(async (path) => (await fetch(server.address + path)).status),
    )
    await server.kill()
    assert.deepEqual(answers, [200, 200, 200, 200])
  })

  it('is linted whole: what pages share is said once, and a link to an id that another page lacks is found', () => {
    const found = JSON.parse(kittn('lint', folder, '--format', 'json').out) as {
      code: string
      span: { line: number }
    }[]
    const nowhere = found.filter(({ code }) => code === 'link-nowhere')
    assert.deepEqual(
      nowhere.map(({ span }) => span.line),
      [8],
    )
    assert.equal(found.filter(({ code }) => code === 'errors-undocumented').length, 0)
  })
})

describe('pages that are versions of one API', () => {
  const versioned = (version: string): string =>
    page(`Zoo ${version}`, listing('animals', `https://zoo.example/${version}`))

  it('keep their operations apart by the base path', () => {
    const one = versioned('v1')
      .replace('GET https://zoo.example/v1', 'GET ')
      .replace('## ', '# Base URL\n\n`https://zoo.example/v1`\n\n## ')
    const two = versioned('v2')
      .replace('GET https://zoo.example/v2', 'GET ')
      .replace('## ', '# Base URL\n\n`https://zoo.example/v2`\n\n## ')
    const folder = write('versions', { 'source/index.html.md': two, 'source/v1.html.md': one })
    const { paths, servers } = JSON.parse(kittn('openapi', folder).out) as { paths: object; servers: { url: string }[] }
    assert.deepEqual(Object.keys(paths), ['/v2/animals', '/v1/animals'])
    assert.deepEqual(
      servers.map(({ url }) => url),
      ['https://zoo.example'],
    )
  })

  it('and translations describe it once', () => {
    const folder = write('tongues', { 'source/index.html.md': versioned('v1'), 'source/de.html.md': versioned('v1') })
    assert.deepEqual(Object.keys((JSON.parse(kittn('openapi', folder).out) as { paths: object }).paths), [
      '/v1/animals',
    ])
  })
})

describe('other places of the source folder', () => {
  for (const [name, root, settings] of [
    ['docs/source', 'docs/source', ''],
    ['the source that config.rb sets', 'reference', "set :source, 'reference'\n"],
  ] as const)
    it(name, () => {
      const folder = write(name.replaceAll(/\W/g, '-'), {
        [`${root}/index.html.md`]: page('Zoo API', listing('animals'), 'includes: [errors]\n'),
        [`${root}/includes/_errors.md`]: ZOO['source/includes/_errors.md'],
        'config.rb': settings,
      })
      assert.match(kittn('plan', folder).out, /GET +\/animals/)
      assert.doesNotMatch(kittn('lint', folder).out, /include-missing/)
    })
})
