/** What lint has to report at least: a small page for each, the finding and its line, and a cure in words. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FindingCode } from '../../src/finding.ts'
import { read } from '../../src/read/index.ts'

const fence = (word: string, text: string) => `\`\`\`${word}\n${text}\n\`\`\`\n`
const shell = (text: string) => fence('shell', text)
const json = (text: string) => fence('json', text)
const op = (more: string) => `## List cats\n\n\`GET https://a.example/cats\`\n\n${more}`
const rows = (...lines: string[]) => `Parameter | Description\n--- | ---\n${lines.join('\n')}\n`

const CASES: readonly (readonly [what: string, page: string, code: FindingCode, line: number])[] = [
  ['template residue', '# A\n\nWelcome to the Kittn API! You can use our API.\n', 'template-residue', 3],
  [
    'a tab without samples',
    `---\nlanguage_tabs: [shell, ruby]\n---\n# A\n\n${shell('curl x')}`,
    'tab-without-samples',
    1,
  ],
  ['a fence never closed', '# A\n\n```json\n{}\n', 'fence-unclosed', 3],
  ['a fence closed on the last brace', '# A\n\n```json\n{\n}```\n\nText.\n', 'fence-glued', 5],
  ['a fence of two words', '# A\n\n```json title=x\n{}\n```\n', 'fence-word', 3],
  ['shell that does not parse', `# A\n\n${shell('curl "https://a.example')}`, 'shell-quote', 4],
  ['a continuation missing', `# A\n\n${shell('curl https://a.example\n  -H "A: b"')}`, 'shell-continuation', 4],
  ['JSON that does not parse', `# A\n\n${json('{"a": 1 "b": 2}')}`, 'json-invalid', 4],
  ['an anchor that leads nowhere', '# A\n\nSee [x](#nope).\n', 'link-nowhere', 3],
  ['an include that leads nowhere', '---\nincludes: [nope]\n---\n# A\n\nx\n', 'include-missing', 2],
  ['a snippet that leads nowhere', '# A\n\n--8<-- "nope.md"\n', 'include-missing', 3],
  ['an id given twice', '# A {#x}\n\nText.\n\n# B {#x}\n\nText.\n', 'id-duplicate', 5],
  ['an empty section', '# A\n\nText.\n\n# B\n\n# C\n\nText.\n', 'section-empty', 5],
  ['a sample of another method', op(shell('curl -X POST https://a.example/cats')), 'sample-method', 6],
  ['a sample of another path', op(shell('curl https://a.example/dogs')), 'sample-path', 6],
  ['a row without a placeholder', op(`### Path Parameters\n\n${rows('ID | Which.')}`), 'parameter-unplaced', 9],
  ['paging that does not add up', op(json('{"total": 50, "per_page": 10, "total_pages": 3}')), 'paging-arithmetic', 6],
  ['mojibake', '# A\n\nCafÃ© here.\n', 'mojibake', 3],
  ['an invisible character', `# A\n\n${shell('curl\u00A0https://a.example')}`, 'invisible-character', 4],
  ['a secret', '# A\n\nUse `' + 'AKIA' + 'IOSFODNN7EXAMQLE`.\n', 'secret-shown', 3],
  ['a relative URL in a sample', op(shell('curl /cats')), 'sample-relative', 6],
  ['a heading that leaves out a level', '# A\n\nText.\n\n### C\n\nText.\n', 'heading-jump', 5],
  [
    'a body told as a query',
    `# A\n\n\`POST https://a.example/cats\`\n\n${shell(`curl https://a.example/cats -d '{"x": 1, "y": 2}'`)}\n\n### Query Parameters\n\n${rows('x | What.\ny | How.')}`,
    'parameters-heading',
    10,
  ],
  ['a table of the wrong kind', op(`### Body Parameters\n\n${rows('x | What.')}`), 'parameters-heading', 5],
  [
    'a heading inside HTML that goes on',
    '# A\n\n<div>x\n</p></div>\n\n## Lost\n\n<div>\nx\n</div>\n',
    'block-swallowed',
    6,
  ],
  [
    'an envelope that is declared and not shown',
    `# A\n\nEvery response has the fields \`status\` and \`data\`.\n\n${op(json('{"cats": []}'))}`,
    'envelope-broken',
    9,
  ],
  [
    'an error of another shape',
    `# Errors\n\n${json('{"error": {"code": 404}}')}\n${op(`> 404 error\n\n${json('{"msg": "x"}')}`)}`,
    'envelope-broken',
    13,
  ],
]

describe('lint reports', () => {
  for (const [what, page, code, line] of CASES)
    it(what, () => {
      const { findings } = read('index.md', { read: (path) => (path === 'index.md' ? page : undefined) })
      const found = findings.filter((one) => one.code === code)
      assert.deepEqual(
        found.map(({ span }) => span.line),
        [line],
        JSON.stringify(findings.map((one) => `${one.code} ${one.span.line}`)),
      )
      assert.ok((found[0]?.cure ?? '').length > 5)
    })

  it('no repetition where one address is called in several ways', () => {
    const call = (method: string) =>
      `## ${method}\n\n\`POST https://a.example/\`\n\n${shell(`curl https://a.example -d '{"method": "${method}"}'`)}\n`
    const { findings } = read('index.md', { read: () => `${call('one')}${call('two')}` })
    assert.equal(findings.filter(({ code }) => code === 'operation-duplicate').length, 0)
  })
})
