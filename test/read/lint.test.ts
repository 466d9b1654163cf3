/** Lint: each rule speaks where there is a fault, at its place, and is silent where there is none. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { FINDINGS } from '../../src/finding.ts'
import { filesIn, read } from '../../src/read/index.ts'

const lint = (text: string) =>
  read('index.html.md', { read: (path) => (path === 'index.html.md' ? text : undefined) }).findings
const places = (text: string) => lint(text).map(({ code, span }) => `${code} ${span.line}:${span.column}`)
const titled = (text: string) => `---\ntitle: Zoo API\n---\n\n${text}`

describe('the Kittn page', () => {
  it('has no finding', () => {
    const { findings } = read('index.html.md', filesIn(join(import.meta.dirname, '../../apis/kittn/source')))
    assert.deepEqual(findings, [])
  })
})

describe('template-residue', () => {
  it('names what was left, where it stands', () => {
    const text = titled(
      '# Zoo\n\nThe Kittn API\n\n```shell\ncurl "x" \\\n  -H "Authorization: meowmeowmeow"\n```\n\n429 | You\'re\n--- | ---\na | too many kittens\n',
    )
    assert.deepEqual(places(text), ['template-residue 7:5', 'template-residue 11:22', 'template-residue 16:5'])
    assert.match(lint(text)[1]?.message ?? '', /`meowmeowmeow`/)
  })
  it('sees the description too', () => {
    assert.deepEqual(
      places('---\ntitle: Zoo\nmeta:\n  - name: description\n    content: Documentation for the Kittn API\n---\n'),
      ['template-residue 5:36'],
    )
  })
  it('is silent on a page about Kittn, and about kittens that are real', () => {
    assert.deepEqual(places('---\ntitle: Kittn API\n---\n\nThe Kittn API, `meowmeowmeow`.\n'), [])
    assert.deepEqual(places(titled('# Kittens\n\nThe zoo has kittens and cats.\n')), [])
  })
})

describe('mojibake', () => {
  it('names the character that was meant', () => {
    const text = titled('# A\n\nRemember â€” one\n\nCafÃ© and naÃ¯ve, 20Â°\n')
    assert.deepEqual(places(text), ['mojibake 7:10', 'mojibake 9:4'])
    assert.equal(lint(text)[0]?.cure, 'Write `—`.')
  })
  it('is silent on accents that are meant', () => {
    assert.deepEqual(places(titled('# INFORMAÇÃO\n\nÂge, château, pâté, “quoted” — SÃO PAULO, â la carte\n')), [])
  })
})

describe('tabs', () => {
  const page = (...fences: string[]) =>
    `---\ntitle: Zoo\nlanguage_tabs:\n  - shell\n  - javascript\n---\n\n# A\n\n${fences.map((fence) => `\`\`\`${fence}\n7\n\`\`\`\n`).join('\n')}`
  it('tab-without-samples stands at the tab', () =>
    assert.deepEqual(places(page('shell')), ['tab-without-samples 5:1']))
  it('samples-without-tab stands at the first sample', () => {
    assert.deepEqual(places(page('shell', 'javascript', 'ruby', 'ruby')), ['samples-without-tab 18:1'])
  })
  it('is silent on data, on one sample for all, and without tabs', () => {
    assert.deepEqual(places(page('shell', 'javascript', 'json', 'http', 'xml', 'ruby')), [])
    assert.deepEqual(places('# A\n\n```ruby\nx\n```\n\n```ruby\ny\n```\n'), [])
  })
})

describe('shell-continuation', () => {
  const shell = (code: string) => titled(`# A\n\n\`\`\`shell\n${code}\n\`\`\`\n`)
  it('stands where the backslash should', () => {
    const text = shell(
      '# first\ncurl "http://zoo.example/a"\n  -H "X: y"\n  -H "Z: y"\n\ncurl http://zoo.example/b \\\n  -X POST\n  -d a=b',
    )
    assert.deepEqual(places(text), ['shell-continuation 9:28', 'shell-continuation 14:10'])
    assert.match(lint(text)[0]?.message ?? '', /`-H "X: y"`/)
    assert.deepEqual(places(shell("curl -d 'a=b'\nhttp://zoo.example/b")), ['shell-continuation 8:14'])
  })
  it('is silent on backslashes, on bodies over several lines and on other commands', () => {
    for (const code of [
      'curl a \\\n  -H "X: y"',
      "curl a -d '[\n  -1\n]'",
      'curl a -d "\n-x\n"',
      'cat <<X\n  -a\nX',
      '# curl a\n# -H b',
      'curl a\n\n- item',
    ]) {
      assert.deepEqual(places(shell(code)), [], code)
    }
  })
})

describe('sample-path', () => {
  const section = (line: string, language: string, code: string) =>
    titled(`# A\n\n## One\n\n\`\`\`${language}\n${code}\n\`\`\`\n\n\`${line}\`\n\nThe id says which.\n`)
  it('stands at the URL of the sample, in any language', () => {
    assert.deepEqual(
      places(
        section('GET http://zoo.example/animals/<ID>', 'shell', 'curl -X GET \\\n  "http://zoo.example/api/animals/2"'),
      ),
      ['sample-path 11:4'],
    )
    assert.deepEqual(places(section('GET /user', 'python', "requests.get('/users', headers=headers)")), [
      'sample-path 10:15',
      'sample-relative 10:15',
    ])
    assert.deepEqual(places(section('GET /animals', 'javascript', "await fetch('https://zoo.example/cages')")), [
      'sample-path 10:14',
    ])
  })
  it('is silent where they agree', () => {
    for (const [line, language, code] of [
      ['GET http://zoo.example/animals/<ID>', 'shell', 'curl http://zoo.example/animals/2'],
      ['GET http://zoo.example/animals/<ID>', 'shell', 'curl "http://zoo.example/animals/<ID>?x=1"'],
      ['GET /animals/:id', 'shell', 'curl https://zoo.example/v1/animals/7/'],
      ['GET /animals', 'shell', 'curl https://zoo.example/token\ncurl https://zoo.example/animals'],
      ['GET /animals/{id}', 'javascript', 'fetch(`/animals/${id}`)'],
      ['GET /animals', 'python', 'requests.get(url)'],
    ] as const) {
      assert.deepEqual(places(section(line, language, code)), [], code)
    }
  })
})

describe('operation-duplicate', () => {
  it('stands at the second', () => {
    const text = titled('# A\n\n## One\n\n`GET /a`\n\n## Two\n\n`GET /a`\n')
    assert.deepEqual(places(text), ['operation-duplicate 13:1'])
    assert.match(lint(text)[0]?.message ?? '', /index\.html\.md:9 already, in "One"/)
  })
  it('sees through the names of placeholders', () => {
    assert.deepEqual(places(titled('# A\n\n## One id\n\n`GET /a/{id}`\n\n## Two names\n\n`GET /a/{name}/`\n')), [
      'operation-duplicate 13:1',
    ])
  })
  it('is told once for an address that all share', () => {
    const text = titled(
      `# A\n\n${['Find', 'Add', 'Feed', 'Sell', 'Move', 'Drop'].map((verb) => `## ${verb} it\n\n\`POST /graphql\`\n`).join('\n')}`,
    )
    assert.deepEqual(places(text), ['operation-duplicate 13:1'])
  })
  it('is silent on variants by query, on indexes and on samples', () => {
    assert.deepEqual(places(titled('# A\n\n## One\n\n`GET /a?do=x`\n\n## Two\n\n`GET /a?do=y`\n')), [])
    assert.deepEqual(
      places(
        titled(
          '# All\n\n- `GET /a`\n- `GET /b`\n\n# A\n\n## One\n\n`GET /a`\n\n## Two\n\n```shell\ncurl http://zoo.example/a\n```\n',
        ),
      ),
      [],
    )
  })
})

describe('placeholder-undocumented', () => {
  const documented = '## One\n\n`GET /a/{id}`\n\nParameter | Description\n--- | ---\nid | Which.\n'
  it('stands at the request line', () => {
    assert.deepEqual(places(titled(`# A\n\n${documented}\n## Two\n\n\`GET /b/{cage}\`\n`)), [
      'placeholder-undocumented 17:1',
    ])
  })
  it('is silent where prose names it, and on pages that never describe any', () => {
    assert.deepEqual(places(titled(`# A\n\n${documented}\n## Two\n\nReads the cage.\n\n\`GET /b/{cage}\`\n`)), [])
    assert.deepEqual(places(titled('# A\n\n## One\n\n`GET /a/{x}`\n\n## Two\n\n`GET /b/{y}`\n')), [])
  })
})

describe('every finding', () => {
  it('has the severity of its code, a message and a cure', () => {
    const text = '---\nincludes: [gone]\n---\n# A\n\nKittn\n\n```json\n{\n```\n'
    const all = lint(text)
    assert.deepEqual(
      all.map(({ code }) => code),
      ['include-missing', 'template-residue', 'json-invalid'],
    )
    for (const { code, severity, message, cure } of all) {
      assert.equal(severity, FINDINGS[code].severity)
      assert.ok(message.length > 10 && cure.length > 10)
    }
  })
})
