/** Pages made to be slow: each entry gives the files of one page that amount to about `size` characters. */

export type Source = Readonly<Record<string, string>>
export type Made = Readonly<Record<string, (size: number) => Source>>

/** One file with this before and after a piece that is repeated until it fills the size. */
const filled =
  (piece: string, before = '', after = '') =>
  (size: number): Source => ({
    'index.html.md': before + piece.repeat(Math.max(1, (size - before.length - after.length) / piece.length)) + after,
  })

/** As many pieces as fill the size, each made from its number. */
const numbered =
  (piece: (at: number) => string, before = '', after = '') =>
  (size: number): Source => {
    const pieces: string[] = []
    for (let length = 0, at = 0; length < size; at++) {
      const next = piece(at)
      pieces.push(next)
      length += next.length
    }
    return { 'index.html.md': before + pieces.join('') + after }
  }

const FRONT = '---\ntitle: A\nlanguage_tabs:\n  - shell\n  - ruby\n'
const HEAD = `${FRONT}---\n\n# Cats\n\n`
const GET = '## Get\n\n`GET https://a.test/cats/{id}`\n\n'
const nest =
  (open: string, close: string, inner = '') =>
  (size: number) =>
    open.repeat(size / (open.length + close.length)) + inner + close.repeat(size / (open.length + close.length))
const json =
  (make: (size: number) => string) =>
  (size: number): Source => ({
    'index.html.md': `${HEAD}${GET}> Answer:\n\n\`\`\`json\n${make(size)}\n\`\`\`\n`,
  })
const front =
  (make: (size: number) => string) =>
  (size: number): Source => ({
    'index.html.md': `---\n${make(size)}\n---\n\n# Cats\n`,
  })
const page =
  (make: (size: number) => string) =>
  (size: number): Source => ({ 'index.html.md': HEAD + make(size) })

const NESTED: Made = {
  'arrays in arrays in a sample': json(nest('[', ']')),
  'objects in objects in a sample': json(nest('{"a":', '}', '1')),
  'arrays that never end': json((size) => '['.repeat(size)),
  'quotes in quotes': page((size) => `${'> '.repeat(size / 2)}a`),
  'quotes ever deeper': page((size) =>
    Array.from({ length: Math.sqrt(size) }, (_, depth) => `${'>'.repeat(depth)} a\n`).join(''),
  ),
  'lists ever deeper': page((size) =>
    Array.from({ length: Math.sqrt(size) }, (_, depth) => `${'  '.repeat(depth)}- a\n`).join(''),
  ),
  'elements in elements': page(nest('<div>', '</div>', 'a')),
  'elements in elements in a line': page((size) => `a ${nest('<b>', '</b>', 'a')(size)}`),
  'emphasis in emphasis': page(nest('*a **b ', '** *', 'c')),
  'links in links': page(nest('[', '](b)', 'a')),
  'braces in a path': page((size) => `\`GET /cats/${nest('{', '}', 'a')(size)}\`\n`),
  'dotted names of a table': page(
    (size) => `${GET}### Body Parameters\n\nName | Type\n---- | ----\n${'a.'.repeat(size / 2)}b | string\n`,
  ),
  'dotted names ever longer': page((size) => {
    const rows = Array.from({ length: Math.sqrt(size) }, (_, depth) => `${'a.'.repeat(depth)}b | string\n`)
    return `${GET}### Body Parameters\n\nName | Type\n---- | ----\n${rows.join('')}`
  }),
  'brackets in a query': page((size) => `\`GET /cats?a${'[b]'.repeat(size / 3)}=1\`\n`),
  'lists in the front matter': front((size) => `a: ${nest('[', ']')(size)}`),
  'maps in the front matter': front((size) => `a: ${nest('{b: ', '}', '1')(size)}`),
  'dashes in the front matter': front((size) => `a:\n  ${'- '.repeat(size / 2)}b`),
  'settings ever deeper': front((size) =>
    Array.from({ length: Math.sqrt(size) }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
  ),
}

const LINES: Made = Object.fromEntries(
  [
    'a',
    'a ',
    '`',
    '```',
    '|',
    '| a ',
    '*',
    '_a',
    '[a](b) ',
    '<',
    '<a',
    '</',
    '&amp;',
    '\\',
    '{',
    '{a}',
    '/',
    '/a',
    '?a=b&',
  ]
    .concat([
      '-',
      '- ',
      '#',
      '# ',
      '=',
      '\t',
      '\u200b',
      '"',
      "'",
      'http://a.test/',
      'GET ',
      'GET /a ',
      '%',
      'é',
      '😀',
      '0',
      '.',
    ])
    .concat(['a.', 'a@b.c ', '<!--', '-->', '<%', '{{a}}', '--8<-- ', '$', '(', '1. ', ':', 'a:', '~', '!', '![', ','])
    .map((piece) => [`a line of ${JSON.stringify(piece)}`, filled(piece, HEAD)]),
)

const FENCED: Made = Object.fromEntries(
  [
    'shell',
    'json',
    'ruby',
    'python',
    'javascript',
    'php',
    'http',
    'xml',
    'html',
    'yaml',
    'java',
    'go',
    'csharp',
  ].flatMap((language) =>
    [
      'a',
      '"',
      "'",
      '\\',
      '\\\n',
      '{',
      '(',
      '/',
      '<',
      '`',
      '$(',
      '- ',
      '{"a": ',
      'curl ',
      '-H "',
      'a = ',
      '/*',
      '#{',
    ].map((piece) => [
      `${language} of ${JSON.stringify(piece)}`,
      filled(piece, `${HEAD}${GET}\`\`\`${language}\n`, '\n```\n'),
    ]),
  ),
)

const REPEATED: Made = Object.fromEntries(
  [
    '# A\n\n',
    '###### A\n\n# B\n\n',
    '## GET /cats\n\n',
    '> Answer\n\n```json\n{"a": 1}\n```\n\n',
    '```shell\ncurl https://a.test/cats\n```\n\n',
    '```shell\ncurl "https://a.test/cats" -d \'{"a": 1}\'\n```\n\n```json\n{"id": 1}\n```\n\n',
    '`GET /cats/{id}`\n\n',
    '## A\n\n`GET /cats/{id}`\n\n',
    'a | b\n--- | ---\nc | d\n\n',
    '### Query Parameters\n\nName | Type\n--- | ---\nid | string\n\n',
    'Error Code | Meaning\n--- | ---\n400 | Bad\n\n',
    '<h1 id="a">A</h1>\n\n',
    '<table><tr><td>a</td></tr></table>\n\n',
    '<aside class="notice">a</aside>\n\n',
    '[a](#b)\n\n',
    '![a](b.png)\n\n',
    '[a]: b\n\n',
    '--8<-- "gone"\n',
    '--8<-- "index.html.md"\n',
    '```\n--8<-- "gone"\n```\n',
    '<!-- kittn-ignore -->\n',
    'the the \n\n',
    'sk_live_4eC39HqLyjWDarjtT1zdp7dc ',
    'Authorization: Bearer a\n\n',
    'You may make 10 requests a minute.\n\n',
    '- `a` (string): b\n',
    'a\n: b\n\n',
    '&nbsp;\n',
    '\r',
    '\n',
    '\0',
  ].map((piece) => [`${JSON.stringify(piece)} over and over`, filled(piece, HEAD)]),
)

const MANY: Made = {
  operations: numbered((at) => `## Get ${at}\n\n\`GET /a${at}/{id}\`\n\n`, HEAD),
  'operations of one path': numbered((at) => `## Get ${at}\n\n\`GET /a/{id${at}}\`\n\n`, HEAD),
  'operations with samples': numbered(
    (at) =>
      `## Get ${at}\n\n\`\`\`shell\ncurl https://a.test/a/b${at}\n\`\`\`\n\n\`\`\`json\n{"a${at}": 1}\n\`\`\`\n\n`,
    HEAD,
  ),
  'samples of one operation': numbered((at) => `\`\`\`json\n{"a${at}": ${at}}\n\`\`\`\n\n`, `${HEAD}${GET}`),
  'fields of one sample': numbered((at) => `"a${at}": ${at},\n`, `${HEAD}${GET}\`\`\`json\n{`, '"z": 1}\n```\n'),
  'objects of one sample': numbered((at) => `{"a${at}": ${at}},\n`, `${HEAD}${GET}\`\`\`json\n[`, '{}]\n```\n'),
  'rows of a table': numbered(
    (at) => `a${at} | string | A\n`,
    `${HEAD}${GET}### Parameters\n\nName | Type | What\n--- | --- | ---\n`,
  ),
  'columns of a table': numbered((at) => `|a${at}`, HEAD, '\n'),
  'rows of an HTML table': numbered(
    (at) => `<tr><td>a${at}</td><td>string</td></tr>\n`,
    `${HEAD}${GET}<table>\n`,
    '</table>\n',
  ),
  'placeholders of a path': numbered((at) => `/{a${at}}`, `${HEAD}\`GET `, '`\n'),
  'parameters of a query': numbered((at) => `a${at}=1&`, `${HEAD}\`GET /cats?`, 'z=1`\n'),
  'headers of a sample': numbered(
    (at) => ` -H "A-${at}: b"`,
    `${HEAD}${GET}\`\`\`shell\ncurl https://a.test/cats/1`,
    '\n```\n',
  ),
  'commands of a sample': numbered((at) => `curl https://a.test/b/${at}\n`, `${HEAD}${GET}\`\`\`shell\n`, '```\n'),
  servers: numbered((at) => `\`\`\`shell\ncurl https://a${at}.test/cats\n\`\`\`\n\n`, HEAD),
  'links to headings that are not there': numbered((at) => `[a](#a-${at})\n`, HEAD),
  'headings and links to their likes': numbered((at) => `# A ${at}\n\n[a](#b-${at})\n\n`, HEAD),
  references: numbered((at) => `[a${at}]: b\n[a${at}]\n`, HEAD),
  'titles that differ in a letter': numbered((at) => `# ${'a'.repeat(200)}${at}\n\n`, HEAD),
  'error codes': numbered((at) => `${400 + (at % 200)} | A ${at}\n`, `${HEAD}Error Code | Meaning\n--- | ---\n`),
  'status lines': numbered(
    (at) => `\`\`\`http\nHTTP/1.1 ${200 + (at % 300)} OK\n\n{"a${at}": 1}\n\`\`\`\n\n`,
    `${HEAD}${GET}`,
  ),
  'messages of a socket': numbered(
    (at) => `## Message ${at}\n\n\`\`\`json\n{"type": "a${at}"}\n\`\`\`\n\n`,
    `${HEAD}Connect to \`wss://a.test/live\`.\n\n`,
  ),
  webhooks: numbered(
    (at) => `## cat.made${at}\n\n\`\`\`json\n{"event": "cat.made${at}"}\n\`\`\`\n\n`,
    `${HEAD}# Webhooks\n\n`,
  ),
  tabs: numbered((at) => `  - a${at}\n`, '---\nlanguage_tabs:\n', '---\n\n# A\n'),
  'meta entries': numbered((at) => `  - name: a${at}\n    content: b\n`, '---\nmeta:\n', '---\n\n# A\n'),
  settings: numbered((at) => `a${at}: b\n`, '---\n', '---\n\n# A\n'),
  'includes that are not there': numbered((at) => `  - a${at}\n`, '---\nincludes:\n', '---\n\n# A\n'),
  'one include that is not there': filled('  - a\n', '---\nincludes:\n', '---\n\n# A\n'),
  'snippets that are not there': numbered((at) => `--8<-- "a${at}"\n`, HEAD),
  'pictures that are not there': numbered((at) => `![a](a${at}.png)\n`, HEAD),
  'style sheets that are not there': numbered((at) => `  - a${at}.css\n`, '---\nstylesheets:\n', '---\n\n# A\n'),
  'ignored findings': numbered((at) => `<!-- kittn-ignore a-${at} -->\n\nthe the\n\n`, HEAD),
  variables: numbered((at) => `  a${at}: b\n`, '---\nvariables:\n', `---\n\n# A\n\n${'{{a1}} '.repeat(1000)}\n`),
  'anchors and aliases': numbered((at) => `a${at}: &a${at} b\nb${at}: *a${at}\n`, '---\n', '---\n\n# A\n'),
  'aliases of one anchor': filled('  - *a\n', '---\na: &a b\nb:\n', '---\n\n# A\n'),
}

/** Aliases of aliases: a few lines that stand for 10^`levels` values. */
function bomb(levels: number): string {
  const lines = Array.from({ length: levels }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(9)}*a${at}]`)
  return `a0: &a0 [b]\n${lines.join('\n')}\nincludes: *a${levels}\nlanguage_tabs: *a${levels}\n`
}

const BOMBS: Made = {
  'aliases that multiply': front(() => bomb(9)),
  'merged maps that multiply': front((size) =>
    [
      'a0: &a0 {b: 1}',
      ...Array.from({ length: size / 60 }, (_, at) => `a${at + 1}: &a${at + 1} {<<: *a${at}, c${at}: 1}`),
    ].join('\n'),
  ),
  'maps in an alias of itself': front(() => 'variables: &a\n  b: *a\ntheme: *a\nversions: *a'),
  'an alias of itself': front(() => 'a: &a [*a]\nlanguage_tabs: *a\nmeta: *a'),
  'includes that are one file': (size) => ({
    'index.html.md': `---\nincludes:\n${'  - a\n'.repeat(size / 12)}---\n\n# A\n`,
    'includes/_a.md': '# A\n'.repeat(size / 8),
  }),
  'snippets that are one file': (size) => ({
    'index.html.md': `${HEAD}${'--8<-- "a.txt"\n'.repeat(size / 30)}`,
    'a.txt': 'a\n'.repeat(size / 4),
  }),
  'snippets in code that are one file': (size) => ({
    'index.html.md': `${HEAD}\`\`\`\n${'--8<-- "a.txt"\n'.repeat(size / 30)}\`\`\`\n`,
    'a.txt': 'a\n'.repeat(size / 4),
  }),
  'snippets that multiply': (size) => ({
    'index.html.md': `${HEAD}--8<-- "a0"\n`,
    ...Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`a${at}`, `--8<-- "a${at + 1}"\n`.repeat(size / 320)]),
    ),
    a20: 'a\n',
  }),
  'a snippet of itself, twice': (size) => ({ 'index.html.md': `${HEAD}--8<-- "index.html.md"\n`.repeat(size / 70) }),
  'parts of one snippet': (size) => ({
    'index.html.md': `${HEAD}${'--8<-- "a.txt:b"\n'.repeat(size / 34)}`,
    'a.txt': `${'a\n'.repeat(size / 4)}--8<-- [start:b]\nb\n`,
  }),
  'partials that multiply': (size) => ({
    'index.html.md.erb': '<%= partial "a0" %>\n',
    ...Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`_a${at}.md.erb`, `<%= partial "a${at + 1}" %>\n`.repeat(size / 460)]),
    ),
    '_a20.md.erb': 'a\n',
  }),
  'partials that are one file': (size) => ({
    'index.html.md.erb': '<%= partial "a" %>\n'.repeat(size / 40),
    '_a.md': 'a\n'.repeat(size / 4),
  }),
  'partials that are not there': (size) => ({
    'index.html.md.erb': Array.from({ length: size / 22 }, (_, at) => `<%= partial "a${at}" %>\n`).join(''),
  }),
}

/** Runs in which a pattern may begin anywhere and end nowhere: each in every place that is looked through for words. */
const RUNS: Readonly<Record<string, readonly [before: string, piece: string, after: string]>> = {
  tabs: ['x=""', '\t', '.'],
  dashes: ['a', '\t-', 'x'],
  addresses: ['=', '/-', ' x'],
  hosts: ['a', 'a.', '-'],
  words: ['5', 'HMACH', ''],
  'parts of a name': ['X', 'a_', '!'],
  'brackets with requests': ['', '[GET /', ''],
  calls: ['http.get', '\t', 'x'],
  'comments that ignore nothing': ['<!-- kittn-ignore', '\t', '-'],
}
const PLACES: Readonly<Record<string, (text: string) => string>> = {
  'a heading': (text) => `## ${text}\n\n\`GET /a\`\n`,
  'a paragraph on credentials': (text) => `# Authentication\n\n${text}\n\n\`GET /a\`\n`,
  'a cell': (text) => `\`POST /a\`\n\nParameter | Type | Description\n--- | --- | ---\n${text} | ${text} | ${text}\n`,
  'an item': (text) => `\`POST /a\`\n\n### Parameters\n\n* \`x\` ${text}\n* ${text}\n`,
  'a sample': (text) => ['shell', 'python', 'http'].map((word) => `\`\`\`${word}\n${text}\n\`\`\`\n`).join('\n'),
  'a header of a sample': (text) => `\`\`\`shell\ncurl -H '${text}: a' https://a.test/b\n\`\`\`\n`,
}

/** One page for each run: a place after the other has it, in equal parts of the size. */
const RUNNING: Made = Object.fromEntries(
  Object.entries(RUNS).map(([name, [before, piece, after]]) => [
    `${name} without end`,
    page((size) => {
      const each = before + piece.repeat(size / 11 / piece.length) + after
      return Object.values(PLACES)
        .map((put) => put(each))
        .join('\n')
    }),
  ]),
)

export const MADE: Made = { ...NESTED, ...LINES, ...FENCED, ...REPEATED, ...MANY, ...BOMBS, ...RUNNING }
