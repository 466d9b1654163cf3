/** Each rule that looks at one thing: a page with the fault, and pages that look like it and have none. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FindingCode } from '../../src/finding.ts'
import { read } from '../../src/read/index.ts'

type Case = { readonly at: readonly [text: string, place: string, says?: RegExp]; readonly silent: readonly string[] }

const fence = (word: string, text: string) => `\`\`\`${word}\n${text}\n\`\`\`\n`
const op = (line: string, more = '') => `## One\n\n${more}\n\n\`${line}\`\n`
const json = (text: string) => fence('json', text)
const answered = (line: string, ...answers: string[]) =>
  answers.map((answer, at) => `## Op ${at}\n\n\`${line}/${'abc'[at]}\`\n\n> Answer:\n\n${json(answer)}\n`).join('\n')
const front = (yaml: string) => `---\n${yaml}\n---\n\n# A\n\nText.\n`

const CASES: Readonly<Partial<Record<FindingCode, Case>>> = {
  'block-swallowed': {
    at: ['# A\n\nThings:\n* one\n* two\n', '4:1', /list/],
    silent: [
      '# A\n\nThings:\n\n* one\n* two\n',
      '# A\n\nFive minus\n- three is two.\n',
      '# A\n\na | b\n--- | ---\n1 | 2\n',
    ],
  },
  'fence-word': {
    at: ['# A\n\n```json title\n{}\n```\n', '3:1', /`json title`/],
    silent: ['# A\n\n```json\n{}\n```\n', '# A\n\n```{json title}\n{}\n```\n', '# A\n\n``` code ``` inline\n'],
  },
  'fence-unlabelled': {
    at: [`# A\n\n${json('{"a": 1}')}\n${fence('', '{"b": 1}')}`, '7:1'],
    silent: [`# A\n\n${json('{"a": 1}')}\n${fence('', 'GET /a')}`, `# A\n\n${fence('', '{"b": 1}')}`],
  },
  'section-empty': {
    at: ['# A\n\n# B\n\nText.\n', '1:1', /"A"/],
    silent: ['# A\n\n## B\n\nText.\n', '# A\n\n![x](y.png)\n\n# B\n\nText.\n', '# A\n\n# GET /a\n\nText.\n'],
  },
  'heading-jump': {
    at: ['# A\n\n### B\n\nText.\n', '3:1'],
    silent: ['# A\n\n## B\n\n### C\n\nText.\n\n# D\n\nText.\n', '# A\n\n### HTTP Request\n\nText.\n'],
  },
  'title-template': {
    at: [front('title: API Reference'), '2:8'],
    silent: [front('title: Zoo API Reference'), '# A\n\nText.\n'],
  },
  'setting-misspelled': {
    at: [front('languages_tabs: [ruby]'), '2:1', /`language_tabs`/],
    silent: [
      front('description: Zoo'),
      front('menu: true'),
      front('link: x'),
      front('present_url: x'),
      front('version: 1\nversion_s: 2'),
      front('company_name: Zoo'),
    ],
  },
  'link-nowhere': {
    at: ['# A\n\nSee [the B](#b) and [A](#a).\n', '3:13', /`#b`/],
    silent: [
      '# A\n\n<a name="b"></a>\n\nSee [the B](#b), [top](#top).\n',
      '# A B\n\n[x](#a-b) [y](http://zoo.example/#c)\n',
    ],
  },
  'link-moved': {
    at: ['# A\n\n[Slate](http://github.com/tripit/slate)\n', '3:9', /plain http/],
    silent: ['# A\n\n[Slate](https://github.com/slatedocs/slate)\n'],
  },
  'link-text': {
    at: ['# A\n\nRead it [here](http://zoo.example/a).\n', '3:16'],
    silent: ['# A\n\nRead [the guide](http://zoo.example/here).\n'],
  },
  'shell-quote': {
    at: [`# A\n\n${fence('shell', 'curl "http://zoo.example/a \\\n  -X POST')}`, '4:6'],
    silent: [
      `# A\n\n${fence('shell', `curl a -d '{"it\\u0027s": "\\""}'`)}`,
      `# A\n\n${fence('shell', "curl a # don't\n# it's")}`,
      `# A\n\n${fence('shell', "echo don't")}`,
    ],
  },
  'shell-no-command': {
    at: [`# A\n\n${fence('shell', ' "http://zoo.example/a"\n In Headers: key: "x"')}`, '4:2'],
    silent: [
      `# A\n\n${fence('shell', 'curl \\\n "http://zoo.example/a"')}`,
      `# A\n\n${fence('shell', '[\n "http://zoo.example/a"\n]')}`,
    ],
  },
  'sample-method': {
    at: [
      `# A\n\n${op('DELETE http://zoo.example/a', fence('shell', 'curl http://zoo.example/a'))}`,
      '6:6',
      /`GET`.*`DELETE`/,
    ],
    silent: [
      `# A\n\n${op('POST http://zoo.example/a', fence('shell', 'curl http://zoo.example/a -d x=1'))}`,
      `# A\n\n${op('PUT http://zoo.example/a', fence('python', "requests.put('http://zoo.example/a')"))}`,
      `# A\n\n${op('PUT http://zoo.example/a', fence('shell', 'curl http://zoo.example/other'))}`,
    ],
  },
  'sample-id': {
    at: [
      `# A\n\n${op('GET http://zoo.example/a/<ID>', `${fence('shell', 'curl http://zoo.example/a/3')}\n${json('{"id": 2}')}`)}`,
      '6:6',
      /`3`.*`2`/,
    ],
    silent: [
      `# A\n\n${op('GET http://zoo.example/a/<ID>', `${fence('shell', 'curl http://zoo.example/a/2')}\n${json('{"id": 2}')}`)}`,
      `# A\n\n${op('GET http://zoo.example/a/<ID>', `${fence('shell', 'curl http://zoo.example/a/<ID>')}\n${json('{"id": 2}')}`)}`,
    ],
  },
  'sample-relative': {
    at: [`# A\n\n${fence('python', "import requests\nrequests.get('/a')")}`, '5:15'],
    silent: [
      `# A\n\n${fence('python', "requests.get('http://zoo.example/a')")}`,
      `# A\n\n${fence('javascript', "fetch('/a')")}`,
    ],
  },
  'server-missing': {
    at: ['# A\n\n## B\n\n`GET /b`\n\n## C\n\n`GET /c`\n\n## D\n\n`GET /d`\n', '5:1'],
    silent: ['# A\n\n## B\n\n`GET http://zoo.example/b`\n\n## C\n\n`GET /c`\n\n## D\n\n`GET /d`\n'],
  },
  'server-conflict': {
    at: [
      `# Base URL\n\n${fence('', 'https://api.zoo.example/v1')}\n# A\n\n${fence('shell', 'curl http://farm.test/a')}`,
      '10:6',
    ],
    silent: [
      `# Base URL\n\n${fence('', 'https://api.zoo.example/v1')}\n# A\n\n${fence('shell', 'curl http://test.zoo.example/a')}`,
    ],
  },
  'type-conflict': {
    at: [`# A\n\n${answered('GET /v', '{"status": true}', '{"status": "fine"}')}`, '21:2', /line 9/],
    silent: [`# A\n\n${answered('GET /v', '{"status": true}', '{"status": false}', '{"status": null}')}`],
  },
  'envelope-broken': {
    at: [
      `# A\n\nAll responses contain the following keys:\n\n- \`ok\`: whether it went well\n\n${answered('GET /v', '{"ok": true}', '[1]')}`,
      '24:1',
      /bare array/,
    ],
    silent: [
      `# A\n\nAll responses contain the following keys:\n\n- \`ok\`: whether\n\n${answered('GET /v', '{"ok": true}')}`,
    ],
  },
  'paging-arithmetic': {
    at: [`# A\n\n${json('{\n  "total": 19, "per_page": 5,\n  "total_pages": 2\n}')}`, '6:3', /4 pages, not 2/],
    silent: [
      `# A\n\n${json('{"total": 19, "per_page": 5, "total_pages": 4}')}`,
      `# A\n\n${json('{"count": 5, "total_pages": 2, "limit": 5}')}`,
    ],
  },
  'paging-false': {
    at: [`# A\n\n${json('{"next": "/a?page=2", "previous": false}')}`, '4:23'],
    silent: [
      `# A\n\n${json('{"next": "/a?page=2", "previous": null}')}`,
      `# A\n\n${json('{"next": true, "previous": false}')}`,
    ],
  },
  'invisible-character': {
    at: [`# A\n\n${json('{\u00A0"a": 1}')}`, '4:2', /no-break space \(U\+00A0\)/],
    silent: ['\uFEFF# A\n\nVoilà\u00A0: می\u200Cخواهم\n'],
  },
  'secret-shown': {
    at: ['# A\n\nSend `api_key: 8eb68e28cda407158cf9a8064bdd5351`.\n', '3:16', /`8eb6…5351`/],
    silent: [
      '# A\n\n`api_key: YOUR_API_KEY_GOES_IN_HERE_1_2_3`\n',
      '# A\n\n`secret: 0aafd3f2-1d1b-4f0e-8d3c-3f2e1d0c9b8a`\n',
      '# A\n\n`commit 8eb68e28cda407158cf9a8064bdd5351`\n',
      '# A\n\n`token: 12345678901234567890abcdef`\n',
    ],
  },
  'parameters-heading': {
    at: [
      `# A\n\n${op('GET http://zoo.example/a')}\n### URL Parameters\n\nName | Description\n--- | ---\nid | Which.\n`,
      '9:1',
    ],
    silent: [
      `# A\n\n${op('GET http://zoo.example/a/<id>')}\n### URL Parameters\n\nName | Description\n--- | ---\nid | Which.\n`,
    ],
  },
  'placeholder-notation': {
    at: [`# A\n\n${op('GET http://zoo.example/a/<:id>')}`, '7:27'],
    silent: [`# A\n\n${op('GET http://zoo.example/a/:id/<b>')}`],
  },
  'path-misspelled': {
    at: [`# A\n\nCall \`/registrer\` first.\n\n${op('POST /register')}`, '3:7', /`\/register`/],
    silent: [
      `# A\n\nCall \`/registers\` first.\n\n${op('POST /register')}`,
      `# A\n\nCall \`/orders\`.\n\n${op('GET /borders')}`,
    ],
  },
  'sample-header': {
    at: [
      `# Authentication\n\n\`X-Api-Key: x\`\n\n${op('GET /a', fence('shell', 'curl http://zoo.example/a -H "X_API_KEY: x"'))}`,
      '8:6',
      /`X_API_KEY`.*`X-Api-Key`/,
    ],
    silent: [
      `# Authentication\n\n\`X-Api-Key: x\`\n\n${op('GET /a', fence('shell', 'curl http://zoo.example/a -H "x-api-key: x"'))}`,
    ],
  },
  'header-underscore': {
    at: [`# Authentication\n\n${fence('shell', 'curl http://zoo.example/a -H "api_key: x"')}`, '3:1'],
    silent: [`# Authentication\n\n${fence('shell', 'curl http://zoo.example/a -H "Api-Key: x"')}`],
  },
  'signature-unchecked': {
    at: [
      `# Authentication\n\n${fence('shell', 'curl http://zoo.example/a -H "X-Api-Key: x" -H "X-Api-Sign: 1f"')}\n\n# A\n\n${op('GET /a')}`,
      '3:1',
    ],
    silent: [
      `# Authentication\n\n${fence('shell', 'curl http://zoo.example/a -H "X-Api-Key: x"')}\n\n# A\n\n${op('GET /a')}`,
      `# Authentication\n\n\`X-Api-Key: x\` and \`X-Api-Sign: HMAC-SHA256(secret, method + path)\`\n\n# A\n\n${op('GET /a')}`,
    ],
  },
  'tab-claimed': {
    at: ['---\nlanguage_tabs: [shell]\n---\n\n# A\n\nWe have language bindings in Shell and Ruby!\n', '7:40'],
    silent: ['---\nlanguage_tabs: [shell, ruby]\n---\n\n# A\n\nWe have language bindings in Shell and Ruby!\n'],
  },
  'markdown-in-html': {
    at: ['# A\n\n<aside>\nSend `this`.\n</aside>\n', '4:6'],
    silent: ['# A\n\n<aside>\nSend <code>`this`</code>, 2 * 3 * 4.\n</aside>\n', '# A\n\n<pre>\n`x`\n</pre>\n'],
  },
  'word-doubled': {
    at: ['# A\n\nUse the the key.\n', '3:5'],
    silent: ['# A\n\nThat that is, is. Guía a la vía. AND and OR. `the the`\n'],
  },
  'article-wrong': {
    at: ['# A\n\nIt makes an user.\n', '3:10', /wrong/],
    silent: ['# A\n\nIt makes a user and an unusual URL, an hour long. Plan a event-driven API.\n'],
  },
  'operation-without-example': {
    at: [
      `# A\n\n## One\n\n\`GET /a/{id}\`\n\n${['b', 'c', 'd'].map((x) => `## ${x}\n\n\`GET /${x}\`\n\n${json('{"a": 1}')}`).join('\n')}`,
      '5:1',
    ],
    silent: ['# A\n\n## One\n\n`GET /a/{id}`\n\n## Two\n\n`GET /b/{id}`\n'],
  },
  'status-unstated': {
    at: ['# A\n\n## B\n\n`POST /b`\n\n## C\n\n`GET /c`\n\n## D\n\n`GET /d`\n', '5:1'],
    silent: ['# A\n\n## B\n\n`POST /b` answers 201.\n\n## C\n\n`GET /c`\n\n## D\n\n`GET /d`\n'],
  },
  'errors-undocumented': {
    at: ['# A\n\n## B\n\n`POST /b`\n\n## C\n\n`GET /c`\n\n## D\n\n`GET /d`\n', '5:1'],
    silent: ['# A\n\n## B\n\n`POST /b`\n\n## C\n\n`GET /c`\n\n## D\n\n`GET /d`\n\n# Errors\n\nA 404 says no.\n'],
  },
  'field-undocumented': {
    at: [
      `# A\n\n${op('GET /a', json('{"a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 1}'))}\n### Response\n\nField | Description\n--- | ---\n${['a', 'b', 'c', 'd', 'e'].map((x) => `${x} | What ${x} is.`).join('\n')}\n`,
      '6:42',
      /`f`/,
    ],
    silent: [
      `# A\n\n${op('GET /a', json('{"a": 1, "b": 1}'))}\n### Response\n\nField | Description\n--- | ---\na | What a is.\n`,
      // Told once for all answers.
      `# A\n\nEach answer has \`ok\`.\n\n${['a', 'b', 'c'].map((path) => `${op(`GET /${path}`, json('{"a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "ok": 1}'))}\n### Response\n\nField | Description\n--- | ---\n${['a', 'b', 'c', 'd', 'e'].map((x) => `${x} | What ${x} is.`).join('\n')}\n`).join('\n')}`,
    ],
  },
}

const found = (text: string, code: string) =>
  read('index.html.md', { read: (path) => (path === 'index.html.md' ? text : undefined) }).findings.filter(
    (one) => one.code === code,
  )

for (const [code, { at, silent }] of Object.entries(CASES))
  describe(code, () => {
    const [text, place, says] = at
    it('stands at its place', () => {
      const [first] = found(text, code)
      assert.equal(first === undefined ? 'nothing' : `${first.span.line}:${first.span.column}`, place)
      if (says !== undefined) assert.match(first?.message ?? '', says)
    })
    for (const other of silent)
      it(`is silent on ${JSON.stringify(other.slice(-60))}`, () =>
        assert.deepEqual(
          found(other, code).map((one) => one.message),
          [],
        ))
  })

describe('type-conflict, of one record in two operations', () => {
  const page = (list: string, one: string) =>
    `# Cats\n\n## List\n\n${json(list)}\n\`GET /cats\`\n\n## Get\n\n${json(one)}\n\`GET /cats/{id}\`\n`
  const told = (list: string, one: string) =>
    found(page(list, one), 'type-conflict').map(({ span, message }) => `${span.line}:${span.column} ${message}`)

  it('stands where the type is another one', () =>
    assert.deepEqual(told('[{"id": 2, "name": "Max"}]', '{\n  "name": "Max",\n  "id": "2"\n}'), [
      '16:3 `id` is a string in this answer and a number in that of line 5, of the same record.',
    ]))
  for (const [list, one] of [
    ['[{"id": 2, "age": null}]', '{"id": 2, "age": 3}'],
    ['[{"id": 2, "age": "<age>"}]', '{"id": 2, "age": 3}'],
    ['[{"id": 2, "owner": 7}]', '{"id": 2, "owner": {"id": 7}}'],
    ['[{"id": 2, "is": 7}, {"id": 3, "is": "x"}]', '{"id": 2, "is": "x"}'],
  ] as const)
    it(`is silent on ${list} and ${one}`, () => assert.deepEqual(told(list, one), []))
})

describe('ignoring', () => {
  const places = (text: string) =>
    read('index.html.md', { read: (path) => (path === 'index.html.md' ? text : undefined) }).findings.map(
      ({ code, span }) => `${code} ${span.line}`,
    )
  it('a comment silences its code in the next block, and there only', () => {
    const text = '# A\n\n<!-- kittn-ignore word-doubled -->\n\nUse the the key.\n\nUse the the door.\n'
    assert.deepEqual(places(text), ['word-doubled 7'])
  })
  it('a comment may name several codes, and several comments may stand before a block', () => {
    const text =
      '# A\n\n<!-- kittn-ignore word-doubled, article-wrong -->\n\n<!-- kittn-ignore link-nowhere -->\n\nUse the the key of an user, [x](#y).\n'
    assert.deepEqual(places(text), [])
  })
  it('the front matter silences a code on the whole page', () => {
    assert.deepEqual(places('---\nlint: { ignore: [word-doubled] }\n---\n# A\n\nUse the the key.\n'), [])
  })
  it('what matches nothing is told where it stands', () => {
    assert.deepEqual(
      places('---\nlint: { ignore: [word-doubled] }\n---\n# A\n\n<!-- kittn-ignore mojibak -->\n\nText.\n'),
      ['ignore-unused 2', 'ignore-unused 6'],
    )
  })
  it('a sample that shows such a comment ignores nothing', () => {
    assert.deepEqual(places('# A\n\n```html\n<!-- kittn-ignore mojibake -->\n```\n'), [])
  })
})
