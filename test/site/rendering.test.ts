import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { siteOf } from '../browser/page.ts'

const FRONT = '---\ntitle: T\nlanguage_tabs:\n  - ruby\n  - c#: C sharp\nsearch: true\n---\n'
const html = (body: string, front = FRONT): string =>
  String(siteOf(`${front}\n${body}\n`).find(({ path }) => path === 'index.html')?.content)
const css = (front: string): string =>
  String(siteOf(`${front}\n# A\n`).find(({ path }) => path === 'assets/site.css')?.content)
const code = (word: string, text = 'x'): string => html(`# A\n\n\`\`\`${word}\n${text}\n\`\`\``)

describe('code blocks', () => {
  it('have the class names of Slate', () => {
    assert.match(
      code('ruby'),
      /<div class="highlight" data-only="ruby" data-also="c#" data-label="ruby"><pre class="highlight ruby tab-ruby"><code>x<\/code><\/pre><\/div>/,
    )
  })

  it('are always shown where the page has no such tab, and keep their class', () => {
    const block = /<div[^>]*><pre[^>]*>/.exec(code('python'))?.[0] ?? ''
    assert.match(block, /class="highlight python tab-python"/)
    assert.doesNotMatch(block, /data-only/)
  })

  it('are answers where they carry data and belong to no tab', () => {
    assert.match(code('json'), /<div class="highlight answer" data-label="JSON">/)
  })

  it('stand in for the languages in which their section has none', () => {
    const page = html(
      '# A\n\n```ruby\nx\n```\n\n### B\n\n```ruby\nx\n```\n\n```c#\nx\n```\n\n# C\n\n> So:\n>\n> ```c#\n> x\n> ```',
    )
    const blocks = [...page.matchAll(/data-only="(.+?)"(?: data-also="(.+?)")?/g)]
    assert.deepEqual(
      blocks.map(([, only, also]) => `${only} ${also}`),
      ['ruby c#', 'ruby undefined', 'c# undefined', 'c# ruby'],
    )
  })

  it('are text, whatever they contain', () => {
    assert.match(
      code('html', '</code></pre><script>alert("1")</script> &amp;'),
      /&lt;\/code&gt;&lt;\/pre&gt;&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt; &amp;amp;/,
    )
  })

  it('can be reached by keyboard where they will scroll', () => {
    assert.match(code('ruby', 'x'.repeat(200)), /<pre class="[^"]*" tabindex="0">/)
    assert.doesNotMatch(code('ruby'), /tabindex="0"><code/)
  })
})

describe('headings', () => {
  it('keep their ids and carry a link to themselves, marked as added', () => {
    assert.match(
      html('## Get All Kittens'),
      /<h2 id="get-all-kittens"[^>]*>Get All Kittens<a class="permalink" href="#get-all-kittens" aria-label="Link to Get All Kittens" data-added><\/a><\/h2>/,
    )
  })

  it('skip no level in the outline, whatever the author wrote', () => {
    const page = html('# A\n\n### B\n\n### C\n\n## D\n\n### E')
    const levels = [...page.matchAll(/<h(\d) id="\w"(?: aria-level="(\d)")?/g)].map(
      ([, level, outline]) => outline ?? level,
    )
    assert.deepEqual(levels, ['1', '2', '2', '2', '3'])
  })

  it('are text in attributes', () => {
    assert.match(html('# "Quoted" <b>& bold</b>'), /data-title="&quot;Quoted&quot; &amp; bold"/)
  })

  it('may break inside long words, where these are put together; so may the contents', () => {
    const page = html('## GetAllTheKittensOfAnOwner and `short`\n\n## ListAllTheKittensOfAnOwner')
    assert.match(page, /<h2[^>]*>List<wbr>All<wbr>The<wbr>Kittens<wbr>Of<wbr>An<wbr>Owner</)
    assert.match(page, /<span>List<wbr>All<wbr>The/)
    assert.match(page, /<h2[^>]*>GetAllTheKittensOfAnOwner and/)
  })

  it('carry the method of their operation where the page has no request line', () => {
    const page = html('# Kittens\n\n## List\n\n```shell\ncurl https://example.com/api/kittens\n```\n\nLists.')
    assert.match(page, /<h2[^>]*>List<b class="method" data-method="get" data-added>GET<\/b>/)
  })
})

describe('request lines', () => {
  it('read as such, with their text as it was', () => {
    const line =
      /<p class="request">.*?<\/p>/.exec(html('# A\n\n`GET https://example.com/kittens/<ID>/{no}/:x`'))?.[0] ?? ''
    const own = line.replaceAll(/<button[^>]* data-added>.*?<\/button>/g, '')
    assert.equal(own.replaceAll(/<[^>]*>/g, ''), 'GET https://example.com/kittens/&lt;ID&gt;/{no}/:x')
    assert.match(
      line,
      /<b class="method" data-method="get">GET<\/b> <span class="origin">https:\/\/example.com<\/span>\/kittens\/<var>&lt;ID&gt;<\/var>\/<var>\{no\}<\/var>\/<var>:x<\/var>/,
    )
  })

  it('leave other code alone', () => {
    assert.doesNotMatch(html('# A\n\n`GET` is a method.\n\n`GETTING /x`'), /class="request"/)
  })
})

describe('rows', () => {
  it('hold prose and samples of a section in page order', () => {
    const page = html('# A\n\n> Note\n\n```ruby\nx\n```\n\nText.\n\n### C\n\n## B\n\nMore.')
    const rows = page.split(/(?=<section class="row)/).slice(1) ?? []
    assert.equal(rows.length, 3)
    assert.match(
      rows[0] ?? '',
      /class="row paired [^]*<h1[^]*<div class="samples">\n<blockquote>[^]*tab-ruby[^]*<section class="prose">\n<p>Text\.<\/p>/,
    )
    assert.match(rows[1] ?? '', /<h3/)
    assert.match(rows[2] ?? '', /<h2/)
  })

  it('that open a chapter without samples have its operations beside them', () => {
    const operation = (name: string) => `## ${name}\n\n\`GET https://example.com/${name}/{id}\``
    const page = html(`# Cats\n\n${operation('tom')}\n\n${operation('max')}\n\n# Dogs\n\n${operation('rex')}`)
    const [cats = '', , , dogs = ''] = page.split(/(?=<section class="row)/).slice(1)
    assert.match(cats, /class="row paired[^]*<div class="samples endpoints" role="group" aria-label="2 operations"/)
    assert.match(
      cats,
      /<a href="#tom" title="tom"><b class="method" data-method="get">GET<\/b><span>\/tom\/<var>\{id\}<\/var>/,
    )
    assert.match(dogs, /class="row bare/)
    assert.doesNotMatch(dogs, /endpoints/)
  })

  it('begin at raw headings too, which get a target where they have none', () => {
    const page = html('# A\n\n<h1 id="raw">Raw</h1>\n\nText.\n\n<h2>Bare</h2>\n\nText.')
    assert.equal(page.match(/<section[^>]*class="row/g)?.length, 3)
    assert.match(page, /<h2 id="bare">Bare<\/h2>/)
    assert.match(page, /href="#raw"/)
    assert.match(page, /href="#bare"/)
  })

  it('keep what the author wrote as HTML', () => {
    assert.match(
      html('# A\n\n<aside class="notice">Mind <code>x</code></aside>'),
      /<aside class="notice">Mind <code>x<\/code><\/aside>/,
    )
  })
})

describe("the author's HTML", () => {
  it('is closed where it left formatting open, and is else as it was', () => {
    const open = 'Some <b>bold <a href="#">link.'
    assert.match(html(`# A\n\n${open}\n\nText.`), /<p>Some <b>bold <a href="#">link\.<\/a><\/b><\/p>/)
    assert.match(
      html('# A\n\nSome <b>bold</b> <i>x</b></i> <br> &lt;b&gt;'),
      /<p>Some <b>bold<\/b> <i>x<\/b><\/i> <br> &lt;b&gt;<\/p>/,
    )
  })
})

describe('the table of contents', () => {
  const entries = (body: string): string[] =>
    [...html(body).matchAll(/<a href="#[^"]*" class="toc-h(\d) toc-link" data-title="([^"]*)"/g)].map(
      ([, level, title]) => `${level} ${title}`,
    )

  it('has h1 and h2, and an h3 that follows an h1 as if it were an h2', () => {
    assert.deepEqual(entries('# A\n\n### A3\n\n## A2\n\n### no\n\n# B'), ['1 A', '2 A3', '2 A2', '1 B'])
  })

  it('drops nothing that stands before the first h1', () => {
    assert.deepEqual(entries('## Early\n\n# A\n\n## Late'), ['2 Early', '1 A', '2 Late'])
  })

  it('has headings in quotes and in raw HTML', () => {
    assert.deepEqual(entries('# A\n\n> ## Quoted\n\n<div><h2 id="x">Raw</h2></div>'), ['1 A', '2 Quoted', '2 Raw'])
  })

  it('has the footers as the author wrote them', () => {
    assert.match(
      html('# A', FRONT.replace('search', "toc_footers:\n  - <a href='#'>Key</a>\nsearch")),
      /<li><a href='#'>Key<\/a><\/li>/,
    )
  })
})

describe('tables', () => {
  it('align without styles', () => {
    const table = html('# A\n\nName | Size\n--- | ---:\na b | 1')
    assert.match(table, /<th>Name<\/th><th data-align="right">Size<\/th>/)
    assert.doesNotMatch(table, /style=/)
  })

  it('show no head that is empty', () => {
    assert.match(html('# A\n\n&nbsp; | &nbsp;\n--- | ---\na | b'), /<thead hidden>/)
    assert.match(html('# A\n\n&nbsp; | Size\n--- | ---\na | b'), /<thead><tr><td>&nbsp;<\/td><th>Size<\/th>/)
  })

  it('know a column of names', () => {
    assert.match(html('# A\n\nEvent | Times\n--- | ---\ninclude_cats | 2\nID | 3'), /<table class="names n12">/)
    assert.match(html('# A\n\nName | Meaning\n--- | ---\nNo name | Cats'), /<table><thead>/)
  })
})

describe('tables of parameters', () => {
  const rows = (table: string): string[] =>
    [...html(`# A\n\n${table}`).matchAll(/<tr>(<td.*?)<\/tr>/g)].map(([, cells]) => cells ?? '')

  it('are lists of them: what a column says in a word has its name, a plain yes becomes the word for it', () => {
    const table = 'Parameter | Type | Required | Default | Description\n-|-|-|-|-\n'
    assert.match(html(`# A\n\n${table}a | b | c | d | e`), /\n<table class="fields about-5"><thead>/)
    assert.deepEqual(rows(`${table}id | integer | yes | - | Its id.\nsize | text | no | 5 | How **big**.`), [
      '<td>id</td><td>integer</td><td data-need="required">yes</td><td hidden>-</td><td>Its id.</td>',
      '<td>size</td><td>text</td><td hidden>no</td><td data-label="Default">5</td><td>How <strong>big</strong>.</td>',
    ])
  })

  it('keep what is said beyond yes and no, in any order of columns and any language', () => {
    assert.deepEqual(
      rows('Parámetro | Descripción | Obligatorio\n-|-|-\nid | El id. | sí\nx | Y. | sí, si id está vacío'),
      [
        '<td>id</td><td>El id.</td><td data-need="required">sí</td>',
        '<td>x</td><td>Y.</td><td data-label="Obligatorio">sí, si id está vacío</td>',
      ],
    )
    assert.deepEqual(rows('Field | Optional | Description\n-|-|-\na | yes | A.\nb | no | B.'), [
      '<td>a</td><td hidden>yes</td><td>A.</td>',
      '<td>b</td><td data-need="required">no</td><td>B.</td>',
    ])
  })

  it('set what a field is in off from its own name, with the text as it was', () => {
    assert.deepEqual(rows('Field | Description\n-|-\n`address.city` | The city.\na.b[].c | C.\nv1. | V.'), [
      '<td><code><span>address.</span>city</code></td><td>The city.</td>',
      '<td><span>a.b[].</span>c</td><td>C.</td>',
      '<td>v1.</td><td>V.</td>',
    ])
  })

  it('fold the fields of a field into it, whatever marks them, and leave open what is most of the table', () => {
    const shape = (names: readonly string[]): string => {
      const table = html(
        `# A\n\nField | Type | Description\n-|-|-\n${names.map((name) => `${name} | t | x`).join('\n')}`,
      )
      const tree = table.replaceAll(/<thead.*?<\/thead>/g, '').replaceAll(/<td>(?:t|x)<\/td>/g, '')
      const seen = [...tree.matchAll(/<tr><td>(.*?)<\/td>|<details( open)?>|<\/details>/g)].map(([part, name, open]) =>
        name === undefined ? (part === '</details>' ? ')' : `${open ?? ''}(`) : name.replaceAll(/<[^>]*>/g, ''),
      )
      return seen.join(' ')
    }
    const others = ['m', 'n', 'o', 'p', 'q', 'r', 's']
    assert.equal(
      shape(['a', 'a.b', 'a.b[].c', 'a[d]', '`e`', '`e.*.f`', 'ab', ...others]),
      `a ( a.b ( a.b[].c ) a[d] ) e ( e.*.f ) ab ${others.join(' ')}`,
    )
    assert.equal(
      shape(['a', '> b', '>> c', '> d', 'e.f', ...others]),
      `a ( &gt; b ( &gt;&gt; c ) &gt; d ) e.f ${others.join(' ')}`,
    )
    assert.equal(shape(['a', 'a.b', 'a.c']), 'a  open( a.b a.c )')
    assert.match(
      html('# A\n\nField | Description\n-|-\na | x\na.b | y\nc | z'),
      /<summary data-added>Fields inside · 1<\/summary>/,
    )
  })

  it('say nothing for a dash or none, and know need by its word under any head', () => {
    assert.deepEqual(
      rows('Name | Status | Restrictions | Description\n-|-|-|-\na | required | none | none\nb | beta | n/a | B.'),
      [
        '<td>a</td><td data-need="required">required</td><td hidden>none</td><td hidden>none</td>',
        '<td>b</td><td data-label="Status">beta</td><td hidden>n/a</td><td>B.</td>',
      ],
    )
  })

  it('are none where nothing tells of fields, or too much stands side by side', () => {
    const wide = Array.from({ length: 9 }, (_, at) => `c${at}`)
    for (const table of [
      'Code | Meaning\n-|-\na | b',
      'Name | Type\n-|-\na | b',
      `Name | Description | ${wide.join(' | ')}\n${'-|'.repeat(11)}\na | b`,
    ])
      assert.doesNotMatch(html(`# A\n\n${table}`), /class="fields/)
    assert.match(
      html(`# A\n\n${wide.join(' | ')}\n${'-|'.repeat(9)}\na | b`),
      /<div class="table wide" tabindex="0"><table/,
    )
  })
})

describe('the document', () => {
  it('refers to its files by relative addresses with a hash', () => {
    const page = html('# A')
    const addresses = [...page.matchAll(/(?:src|href|data-script)="([^"#]*)"/g)]
      .map(([, address]) => address ?? '')
      .filter(Boolean)
    const files = addresses.filter((address) => address !== 'page.md')
    assert.equal(files.length, 5)
    for (const address of files) assert.match(address, /^assets\/[a-z]+\.(css|js|svg)\?v=[0-9a-f]{10}$/)
  })

  it('has no inline script and no inline style', () => {
    assert.doesNotMatch(
      html('# A\n\n| a |\n|:-:|\n| b |'),
      /<script(?! type="application\/json")(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/,
    )
  })

  it('escapes title, tabs, logo and meta', () => {
    const front = `---\ntitle: A "b" <i>\nlogo: x"y.png\nlanguage_tabs:\n  - c<"#\nmeta:\n  - name: description\n    content: a"b<c\n---\n`
    const page = html('# A', front)
    assert.match(page, /<title>A &quot;b&quot; &lt;i&gt;<\/title>/)
    assert.match(page, /<meta name="description" content="a&quot;b&lt;c">/)
    assert.match(page, /<img class="logo" src="x&quot;y\.png" alt="">/)
    assert.match(page, /data-language-name="c&lt;&quot;#"/)
  })

  it('has the language and direction of the front matter', () => {
    assert.match(html('# A'), /<html lang="en" dir="ltr"/)
    assert.match(html('# A', FRONT.replace('search', 'lang: fa\nrtl: true\nsearch')), /<html lang="fa" dir="rtl"/)
  })

  it('lets the browser rest between the rows of a very long page, and only there', () => {
    const rests = (page: string): number =>
      page.match(/<\/section>\n<script src="assets\/rest\.js[^>]*><\/script>\n<section/g)?.length ?? 0
    const long = Array.from({ length: 100 }, (_, at) => `# A${at}\n\n${'word '.repeat(2000)}`).join('\n\n')
    assert.equal(rests(html(long)), 2)
    assert.equal(rests(html('# A\n\n# B')), 0)
  })

  it('has a search only where the page wants one', () => {
    assert.match(html('# A'), /class="find"/)
    assert.doesNotMatch(html('# A', '---\ntitle: T\n---\n'), /class="find"/)
  })

  it('puts the rules of the tabs into the style sheet, whatever their names', () => {
    assert.match(css(FRONT), /\[data-tab="c#"\] \[data-only\]:not\(\[data-only="c#"\],\[data-also~="c#"\]\)/)
    assert.match(css(FRONT), /\.lang-specific:is\(\.ruby,\.c\\23 \):not\(\.ruby\)/)
  })

  it('is made for a page without anything', () => {
    assert.match(html('', ''), /<title>API Documentation<\/title>[^]*<main[^>]*>\n<h1 class="unseen" data-added>/)
  })
})
