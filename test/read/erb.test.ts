/** Templates: what is put in its place, what is shown as it stands, and what never multiplies. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import fc from 'fast-check'
import { filesIn, read, type ReadResult } from '../../src/read/index.ts'
import { corpus, noCorpus, readingOf } from '../corpus.ts'

const folder = mkdtempSync(join(tmpdir(), 'kittn-erb-'))
after(() => rmSync(folder, { recursive: true, force: true }))

let count = 0
/** A home folder on disk with these files; the page is its `source/index.html.md.erb`. */
function home(files: Readonly<Record<string, string>>, root = 'source'): ReadResult {
  const place = join(folder, String(count++))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, path)), { recursive: true })
    writeFileSync(join(place, path), text)
  }
  return read('index.html.md.erb', filesIn(join(place, root)))
}
const page = (text: string, more: Readonly<Record<string, string>> = {}) =>
  home({ 'source/index.html.md.erb': text, ...more })
const texts = ({ page: { blocks } }: ReadResult) =>
  blocks.flatMap((block) =>
    block.kind === 'heading' || block.kind === 'paragraph' || block.kind === 'code'
      ? [`${block.span.file}:${block.span.line} ${block.text.trim()}`]
      : [],
  )
const shown = (result: ReadResult) => texts(result).map((line) => line.replace(/^\S+ /, ''))
const findings = (result: ReadResult) =>
  result.findings.map(({ code, span }) => `${code} ${span.file}:${span.line}:${span.column}`)

describe('partials', () => {
  it('stand in their place, each with its own lines, and the page goes on with its own', () => {
    const result = page('---\ntitle: A\n---\n# A\n\n<%= partial "includes/foo" %>\n\n# Z\n', {
      'source/includes/_foo.md.erb': '---\nx: y\n---\n\n# Foo\n\n<%= partial("includes/bar.md") %>\nEnd.\n',
      'source/includes/_bar.md': '# Bar <%= no %>\n',
    })
    assert.deepEqual(texts(result), [
      'index.html.md.erb:4 A',
      'includes/_foo.md.erb:5 Foo',
      'includes/_bar.md:1 Bar <%= no %>',
      'includes/_foo.md.erb:8 End.',
      'index.html.md.erb:8 Z',
    ])
    assert.deepEqual(findings(result), [])
    assert.deepEqual(
      result.page.files.map((file) => file.path),
      ['index.html.md.erb', 'includes/_foo.md.erb', 'includes/_bar.md'],
    )
    assert.ok(result.watched.includes('includes/_foo.md.erb') && result.watched.includes('includes/_bar.md'))
  })

  it('may be named by a symbol, lie beside the file that names them, and take plain locals', () => {
    const result = page("<%= partial :one %>\n\n<%= partial 'sub/two', locals: { name: 'Ada', age: \"7\" } %>\n", {
      'source/_one.md.erb': 'One.\n',
      'source/sub/_two.md.erb': '<%= partial "three" %>\n\n<%= name %> is <%= age %>.\n',
      'source/sub/_three.md': 'Three.\n',
    })
    assert.deepEqual(shown(result), ['One.', 'Three.', 'Ada is 7.'])
  })

  it('used twice give ids that are unique', () => {
    const result = page('<%= partial "a" %>\n<%= partial "a" %>\n', { 'source/_a.md': '### Same\n' })
    const ids = result.page.blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : []))
    assert.deepEqual(ids, ['same', 'same-2'])
    assert.equal(result.page.files.length, 2)
  })

  it('in code have to be one line', () => {
    const result = page('```shell\ncurl <%= partial "url" %>\n<%= partial "two" %>\n```\n', {
      'source/_url.md.erb': 'http://zoo.example\n',
      'source/_two.md.erb': 'a\nb\n',
    })
    assert.deepEqual(shown(result), ['curl http://zoo.example\n<%= partial "two" %>'])
    assert.deepEqual(findings(result), ['erb-unresolved index.html.md.erb:3:1'])
  })

  it('that are not there, lead outside or to themselves are findings at the tag', () => {
    const result = page('A\n\n<%= partial "no" %>\n\n <%= partial "../../x" %>\n\n<%= partial "self" %>\n', {
      'source/_self.md.erb': 'Once.\n\n<%= partial "self" %>\n',
    })
    assert.deepEqual(findings(result), [
      'include-missing index.html.md.erb:3:1',
      'include-outside index.html.md.erb:5:2',
      'include-endless _self.md.erb:3:1',
    ])
  })

  it('that multiply end within bounds', () => {
    const ten = (name: string) => `<%= partial "${name}" %>\n`.repeat(10)
    const levels = Array.from({ length: 12 }, (_, at) => [
      `source/_a${at}.md.erb`,
      `${'x '.repeat(500)}\n${ten(`a${at + 1}`)}`,
    ])
    const began = process.cpuUsage()
    const result = page(ten('a0'), Object.fromEntries(levels))
    assert.ok(process.cpuUsage(began).user < 5e6)
    assert.ok(result.findings.some((one) => one.code === 'include-endless'))
  })

  it('of ordinary Markdown are not looked for, as in Slate', () => {
    const files = { 'index.html.md.erb': '---\nincludes:\n  - a\n---\n', 'includes/_a.md': '<%= partial "b" %>\n' }
    assert.deepEqual(shown(home(files, '.')), ['<%= partial "b" %>'])
  })
})

describe('plain variables', () => {
  const values = {
    'config.rb':
      "set :api_url, 'https://zoo.example' # live\nset(:version, \"v2\")\nset :dir, File.join('a')\nconfig[:key] = 'k'\n",
    'data/zoo.yml': 'name: Zoo\nopen:\n  from: 9\nlong: |\n  a\n  b\n',
    'data/json.json': '{"a": {"b-c": true}}',
  }
  it('come from config.rb, data/, the front matter and assignments of the same file', () => {
    const text = [
      '---\ntitle: T\nown: { x: why }\n---\n<% host = "h.example" %>',
      '<%= config[:api_url] %>/<%= config.version %>/<%= config[:key] %>',
      '<%= data.zoo.name %> <%= data.zoo.open.from %> <%= data.json["a"]["b-c"] %>',
      '<%= current_page.data.title -%> <%=current_page.data.own.x%> <%= host %>',
    ].join('\n\n')
    const result = page(text, values)
    assert.deepEqual(shown(result), ['https://zoo.example/v2/k', 'Zoo 9 true', 'T why h.example'])
    assert.deepEqual(findings(result), [])
    for (const path of ['../config.rb', '../data/zoo.yml', '../data/json.json'])
      assert.ok(result.watched.includes(path))
  })

  it('make request lines and samples', () => {
    const text =
      '# A\n\n```shell\ncurl "<%= config[:api_url] %>/a" -H "Authorization: x"\n```\n\n`GET <%= config[:api_url] %>/a`\n'
    const { contract } = page(text, values)
    assert.deepEqual(
      [contract.operations.map((one) => one.key), contract.servers],
      [['GET /a'], ['https://zoo.example']],
    )
  })

  it('that take Ruby are shown as they stand and told once', () => {
    const text = 'a <%= config[:dir] %> <%= x.upcase %>\n\n<% if y %>\n\n<%= data.zoo.long %>\n\n<%= x.upcase %>\n'
    const result = page(text, values)
    assert.deepEqual(shown(result)[0], 'a <%= config[:dir] %> <%= x.upcase %>')
    assert.deepEqual(findings(result), [
      'erb-unresolved index.html.md.erb:1:3',
      'erb-unresolved index.html.md.erb:1:23',
      'erb-unresolved index.html.md.erb:3:1',
      'erb-unresolved index.html.md.erb:5:1',
    ])
  })

  it('are not made of strings that compute something', () => {
    const result = page('<% a = "#{`id`}" %>\n\n<%= a %>\n')
    assert.equal(findings(result).length, 2)
  })

  it('leave out comments, and doubled marks are the mark itself', () => {
    assert.deepEqual(shown(page('a<%# no %>b `<%%= c %>`\n')), ['ab <%= c %>'])
  })
})

describe('the files beside the source folder', () => {
  it('are read for a root that is called source only, and never through links or ..', () => {
    const text = '<%= config[:a] %> <%= data.secret.a %>\n'
    const other = home({ 'pages/index.html.md.erb': text, 'config.rb': "set :a, 'b'\n" }, 'pages')
    assert.equal(shown(other)[0], '<%= config[:a] %> <%= data.secret.a %>')
    const place = join(folder, 'linked')
    mkdirSync(join(place, 'source'), { recursive: true })
    mkdirSync(join(place, 'data'))
    writeFileSync(join(folder, 'secret.yml'), 'a: secret\n')
    writeFileSync(join(place, 'source/index.html.md.erb'), text)
    symlinkSync(join(folder, 'secret.yml'), join(place, 'data/secret.yml'))
    symlinkSync(join(folder, 'secret.yml'), join(place, 'config.rb'))
    const linked = read('index.html.md.erb', filesIn(join(place, 'source')))
    assert.equal(shown(linked)[0], '<%= config[:a] %> <%= data.secret.a %>')
    const { beside } = filesIn(join(place, 'source'))
    for (const path of ['data/../../secret.yml', '../secret.yml', 'data/secret.yml', 'Gemfile'])
      assert.equal(beside?.(path), undefined)
  })
})

describe('any template', () => {
  it('is read without a throw', () => {
    const part = fc.constantFrom(
      '<%',
      '<%=',
      '%>',
      ' partial ',
      '"a"',
      "'",
      ':',
      '\n',
      '```\n',
      '-',
      '#',
      ' x = "y" ',
      'data.a',
      '| a ',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        read('a.md.erb', { read: (path) => (path === 'a.md.erb' ? parts.join('') : undefined) })
      }),
    )
  })

  it('made to be slow is not', () => {
    for (const text of [
      '<% '.repeat(300_000),
      '<%= a %>'.repeat(100_000),
      '<%= partial "b" %>'.repeat(50_000),
      `${'<%='.repeat(100_000)}${' %>'.repeat(100_000)}`,
    ]) {
      const began = process.cpuUsage()
      read('a.md.erb', { read: (path) => (path === 'a.md.erb' ? text : undefined) })
      const { user } = process.cpuUsage(began)
      assert.ok(user < 5e6, `${text.slice(0, 12)} took ${Math.round(user / 1000)} ms`)
    }
  })
})

describe('the templates of the corpus', { skip: noCorpus }, () => {
  it('have all their partials', () => {
    for (const page of corpus.filter((one) => one.erb)) {
      const missing = readingOf(page).findings.filter((one) => one.code.startsWith('include-'))
      assert.deepEqual(
        missing.map((one) => one.message),
        [],
        page.name,
      )
    }
  })
})
