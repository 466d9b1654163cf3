/**
 * What Slate makes of Markdown, rule by rule: a name, the Markdown, and the HTML without the spaces that do not show.
 * blocks.test.ts holds us to these, oracle.test.ts holds the cases to Slate.
 */
export type Case = readonly [name: string, markdown: string, html: string]

export const BLOCKS: readonly Case[] = [
  ['a heading needs no space', '#Kittens', "<h1 id='kittens'>Kittens</h1>"],
  ['a heading leaves out marks and spaces at its end', '## Kittens ##', "<h2 id='kittens'>Kittens</h2>"],
  ['a heading has six levels at most', '####### A', "<h6 id='a'># A</h6>"],
  ['a heading without text is nothing', '##\n# \n#', ''],
  ['a heading is not indented', ' # A', '<p># A</p>'],
  ['a heading ends a paragraph', 'text\n# A', "<p>text</p><h1 id='a'>A</h1>"],
  ['C# loses its mark', '# C#', "<h1 id='c'>C</h1>"],
  ['= underlines a heading', 'Kittens\n===', "<h1 id='kittens'>Kittens</h1>"],
  ['one - underlines a heading', 'Kittens\n-', "<h2 id='kittens'>Kittens</h2>"],
  ['only the last line is underlined', 'one\ntwo\n---', "<p>one</p><h2 id='two'>two</h2>"],
  ['an underlined item is a heading', '- one\n---', "<h2 id='one'>- one</h2>"],
  ['three marks are a rule', 'a\n\n***\n\n_ _ _\n\n ---', '<p>a</p><hr><hr><hr>'],
  ['a rule of stars ends a paragraph', 'a\n***\nb', '<p>a</p><hr><p>b</p>'],
  ['four spaces are no code', 'a\n\n    b', '<p>a</p><p>b</p>'],
  ['nothing but blank lines ends a paragraph for a list', 'a\n- b\n* c', '<p>a - b * c</p>'],
  ['nor for a table', 'a\nb|c\n-|-', '<p>a b|c -|-</p>'],
  ['nor for HTML', 'a\n<div>\nb\n</div>', '<p>a<div>b</div></p>'],
  ['nor for a fence', 'a\n```\nb\n```', '<p>a<code>b</code></p>'],

  ['a fence is code, verbatim', '```\n*a* <b>\n\n  \n# c\n```', '<pre><code>*a* &lt;b&gt; # c</code></pre>'],
  ['a fence has one word', '```ruby\na\n```\n\n``` ruby\nb\n```', '<pre><code>a</code></pre><pre><code>b</code></pre>'],
  ['a fence of tildes', '~~~ruby\na\n~~~', '<pre><code>a</code></pre>'],
  ['a fence with words in braces', '``` {ruby  a=1}\na\n```', '<pre><code>a</code></pre>'],
  ['a second word makes it no fence', '```ruby title=x\na\n```', '<p><code>ruby title=x a</code></p>'],
  ['a fence may be indented by three', '   ```\na\n  ```', '<pre><code>a</code></pre>'],
  ['but not by four', '    ```\na\n    ```', '<p><code>a</code></p>'],
  ['a fence with a word closes nothing', '```\na\n```ruby\nb\n```', '<pre><code>a ```ruby b</code></pre>'],
  [
    'a fence that is not closed runs to the end',
    '# A\n```\nb\n\n# C',
    "<h1 id='a'>A</h1><pre><code>b # C</code></pre>",
  ],
  [
    'a fence directly under a quote is swallowed',
    '> a\n```\nb\n```',
    '<blockquote><p>a<code>b</code></p></blockquote>',
  ],

  [
    'a table',
    'a | b\n--|--\nc | d',
    '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table>',
  ],
  [
    'a table has alignments',
    '|a|b|c|d|\n|:-|-:|:-:|-|\n|1|2|3|4|',
    '<table><thead><tr><th style="text-align: left">a</th><th style="text-align: right">b</th>' +
      '<th style="text-align: center">c</th><th>d</th></tr></thead><tbody><tr><td style="text-align: left">1</td>' +
      '<td style="text-align: right">2</td><td style="text-align: center">3</td><td>4</td></tr></tbody></table>',
  ],
  [
    'cells are split in code and behind a backslash',
    'a|b\n-|-\n`x|y`\n\\|z',
    '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>`x</td><td>y`</td></tr>' +
      '<tr><td>\\</td><td>z</td></tr></tbody></table>',
  ],
  [
    'cells too many are dropped, missing ones are empty',
    'a|b\n-|-\n1|2|3\n|4',
    '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr>' +
      '<tr><td>4</td><td></td></tr></tbody></table>',
  ],
  [
    'one column needs pipes',
    '|a|\n|-|\n|b|\n\na\n-',
    "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table><h2 id='a'>a</h2>",
  ],
  ['an underline that is too short makes no table', '|a|b|\n|-|', '<p>|a|b| |-|</p>'],
  [
    'a table ends where a line has no pipe',
    'a|b\n-|-\nc|d\ne',
    '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table><p>e</p>',
  ],

  ['a quote goes on over lines that are not blank', '> a\nb\n\nc', '<blockquote><p>a b</p></blockquote><p>c</p>'],
  ['a quote goes on behind a blank line with >', '> a\n\n> b', '<blockquote><p>a</p><p>b</p></blockquote>'],
  ['a quote has blocks', '> # A\n> - b', "<blockquote><h1 id='a'>A</h1><ul><li>b</li></ul></blockquote>"],
  ['a quote ends a paragraph', 'a\n> b', '<p>a</p><blockquote><p>b</p></blockquote>'],
  ['quotes nest', '>> a', '<blockquote><blockquote><p>a</p></blockquote></blockquote>'],

  ['a list', '- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
  ['a numbered list begins anywhere', '7. a\n9. b', '<ol><li>a</li><li>b</li></ol>'],
  ['marks may change', '* a\n+ b\n1. c', '<ul><li>a</li><li>b</li><li>c</li></ul>'],
  ['the kind changes behind a blank line', '* a\n\n1. b', '<ul><li>a</li></ul><ol><li>b</li></ol>'],
  ['a blank line makes the rest loose', '- a\n- b\n\n- c', '<ul><li>a</li><li><p>b</p></li><li><p>c</p></li></ul>'],
  ['four spaces continue an item', '- a\n\n    b', '<ul><li><p>a</p><p>b</p></li></ul>'],
  ['two spaces do not', '- a\n\n  b', '<ul><li>a</li></ul><p>b</p>'],
  ['any other indent nests', '- a\n - b\n   - c', '<ul><li>a<ul><li>b</li><li>c</li></ul></li></ul>'],
  [
    'lists nest',
    '- a\n    - b\n        - c\n- d',
    '<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>',
  ],
  ['a tight item is inline', '- # a\n  b', '<ul><li># a b</li></ul>'],
  [
    'a fence in an item keeps its marks',
    '- a\n\n    ```\n    - b\n    ```\n- c',
    '<ul><li><p>a</p><pre><code>- b</code></pre></li><li><p>c</p></li></ul>',
  ],

  ['a block of HTML is not read', '<div>\n*a*\n\n# b\n</div>', '<div>*a* # b</div>'],
  ['on one line', '<aside class="notice">*a*</aside>\nb', '<aside class="notice">*a*</aside><p>b</p>'],
  ['to the first closing tag at the start of a line', '<div>\n <div>\n </div>\n</div>', '<div><div></div></div>'],
  ['else to one at the end of a line', '<div>\na\n </div>\nb', '<div>a</div><p>b</p>'],
  ['without a closing tag it is text', '<div>\n*a*', '<p><div><em>a</em></p>'],
  ['other tags are text', '<span>*a*</span>', '<p><span><em>a</em></span></p>'],
  ['a comment is a block', '<!-- a\n\nb -->\nc', '<!-- a b --><p>c</p>'],
  ['but shows inside a paragraph', 'a <!-- b -->', '<p>a &lt;!-- b --&gt;</p>'],
  ['<hr/> is a block, <hr> is text', '<hr/>\n\n<hr>', '<hr/><p><hr></p>'],

  ['references are taken out', '[a]\n\n[A]: /x "t"\n', '<p><a href="/x" title="t">a</a></p>'],
  ['with the title below', '[a]: <x>\n  (t)\n[a]', '<p><a href="x" title="t">a</a></p>'],
  ['but not out of fences', '```\n[a]: x\n```', '<pre><code>[a]: x</code></pre>'],
  ['text behind the address makes it none', '[a]: see below', '<p>[a]: see below</p>'],

  ['tabs are spaces to stops of four', '```\na\tb\n\tc\n```', '<pre><code>a b c</code></pre>'],
  ['Windows line ends and a byte order mark', '\uFEFF# A\r\nb\r\n', "<h1 id='a'>A</h1><p>b</p>"],
]

export const INLINE: readonly Case[] = [
  [
    'emphasis',
    '*a* _b_ **c** __d__ ***e***',
    '<p><em>a</em> <em>b</em> <strong>c</strong> <strong>d</strong> <strong><em>e</em></strong></p>',
  ],
  ['none inside words', 'foo_bar_baz a*b*c', '<p>foo_bar_baz a*b*c</p>'],
  ['a single mark does not close before a letter', '*e*f', '<p>*e*f</p>'],
  ['a double mark does', '**a**b', '<p><strong>a</strong>b</p>'],
  ['nor behind a space', '*a *b', '<p>*a *b</p>'],
  ['marks nest', '**a *b* c**', '<p><strong>a <em>b</em> c</strong></p>'],
  ['a single mark closes at a double one', '*a **b** c*', '<p><em>a **b</em>* c*</p>'],
  ['three marks closed apart', '***a* b**', '<p><strong><em>a</em> b</strong></p>'],
  ['a mark in a link does not close', '*a [b*](x) c*', '<p><em>a <a href="x">b*</a> c</em></p>'],
  ['a mark in code does', '*a `b* c`', '<p><em>a `b</em> c`</p>'],
  ['strikethrough', '~~a~~ ~b~', '<p><del>a</del> ~b~</p>'],
  ['code', '`a` `` b`c `` `<&>"`', '<p><code>a</code> <code>b`c</code> <code>&lt;&amp;&gt;&quot;</code></p>'],
  ['code that is not closed', '`a', '<p>`a</p>'],
  ['escapes', '\\*a\\* \\# \\" \\a', '<p>*a* # \\&quot; \\a</p>'],
  ['quotation marks', `"a" 'b' -- c...`, '<p>&quot;a&quot; &#39;b&#39; -- c...</p>'],
  ['entities stay', '&copy; &#39; &nothing; & <', '<p>&copy; &#39; &nothing; &amp; &lt;</p>'],
  ['two spaces break the line', 'a  \nb', '<p>a<br>b</p>'],
  ['a backslash does not', 'a\\\nb', '<p>a\\ b</p>'],
  ['links', '[a](x) [b](y "t") [c] (z)', '<p><a href="x">a</a> <a href="y" title="t">b</a> <a href="z">c</a></p>'],
  ['parentheses in addresses', '[a](x(y)z)', '<p><a href="x(y)z">a</a></p>'],
  ['links to nowhere', '[a] [b][c] [d](', '<p>[a] [b][c] [d](</p>'],
  ['links have inline text', '[*a* `b`](x)', '<p><a href="x"><em>a</em> <code>b</code></a></p>'],
  ['images', '![a *b*](x.png "t")', '<p><img src="x.png" alt="a *b*" title="t"></p>'],
  [
    'addresses in angle brackets',
    '<http://x.y/a> <a@b.c>',
    '<p><a href="http://x.y/a">http://x.y/a</a> <a href="mailto:a@b.c">a@b.c</a></p>',
  ],
  ['bare addresses are text', 'http://x.y www.x.y a@b.c', '<p>http://x.y www.x.y a@b.c</p>'],
  ['tags pass through', 'a<br>b <b class="x">c</b>', '<p>a<br>b <b class="x">c</b></p>'],
]

/** The table of ids, in one file each. */
export const IDS: readonly (readonly [heading: string, id: string])[] = [
  ['Introduction', 'introduction'],
  ['Get All Kittens', 'get-all-kittens'],
  ['Q&A', 'q-amp-a'],
  ["Don't Panic", 'don-39-t-panic'],
  ['"Quoted" title', 'quot-quoted-quot-title'],
  ['x < y', 'x-lt-y'],
  ['&copy; 2020', 'copy-2020'],
  ['GET /users/{id}', 'get-users-id'],
  ['GET /users/<ID>', 'get-users'],
  ['`GET` /kittens', 'get-kittens'],
  ['snake_case_name', 'snake_case_name'],
  ['__init__ method', 'init-method'],
  ['C++', 'c'],
  ['C#', 'c'],
  ['v1.2.3', 'v1-2-3'],
  ['a -- b', 'a-b'],
  ['Hello <b>bold</b> world', 'hello-bold-world'],
  ['[link](http://x.y) text', 'link-text'],
  ['![i](a.png) pic', 'pic'],
  ['Über uns', 'uber-uns'],
  ['Straße', 'strasse'],
  ['Łódź', 'lodz'],
  ['naïve façade', 'naive-facade'],
  ['naïve', 'naive'],
  ['Æsir Ørsted Þór', 'aesir-orsted-thor'],
  ['日本語', 'c12140a0ff'],
  ['Привет', '2805ae8e7e'],
  ['Привет API', 'api'],
  ['한국어', '6e081b5948'],
  ['العربية', '9970632f55'],
  ['🎉', 'c20dbb2b07'],
  ['!!!', '9a7b006d20'],
  ['Foo {#bar}', 'foo-bar'],
]

/** Ids of the headings of one file, in order. */
export const COUNTED: readonly (readonly [headings: readonly string[], ids: readonly string[]])[] = [
  [
    ['Kittens', 'Kittens', 'Kittens-2', 'Kittens', 'kittens'],
    ['kittens', 'kittens-2', 'kittens-2', 'kittens-3', 'kittens-4'],
  ],
  [
    ['HTTP Request', 'HTTP Request', 'HTTP Request'],
    ['http-request', 'http-request-2', 'http-request-3'],
  ],
  [
    ['C++', 'C#', 'a -- b', 'A/B'],
    ['c', 'c-2', 'a-b', 'a-b-2'],
  ],
]
