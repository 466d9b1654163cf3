/** The page that the browser tests read: long enough to scroll, with everything that a site must show. */
import { read } from '../../src/read/index.ts'
import { site } from '../../src/outputs/site/index.ts'
import type { OutputFile } from '../../src/outputs/output.ts'

const SECTIONS = Array.from(
  { length: 12 },
  (_, at) => `## Get Kitten ${at + 1}

\`\`\`ruby
api.kittens.get(${at + 1})
\`\`\`

\`\`\`python
api.kittens.get(${at + 1})
# Python has a second line.
# And a third one.
\`\`\`

\`\`\`shell
curl "https://example.com/api/kittens/${at + 1}" \\
  -H "Authorization: meowmeowmeow"
\`\`\`

> The command above returns JSON:

\`\`\`json
{ "id": ${at + 1}, "name": "Max" }
\`\`\`

Reads kitten number ${at + 1}, and nothing else. It takes a moment.

### HTTP Request

\`GET https://example.com/api/kittens/${at + 1}/<ID>\`

Parameter | Description
--------- | -----------
ID | The kitten to read
include_cats | Whether cats count
`,
)

export const SOURCE: string = `---
title: Kitten "Reference" <API>
language_tabs:
  - shell
  - ruby
  - python: Python
toc_footers:
  - <a href='https://example.com'>Get a key</a>
search: true
---

# Introduction

Kittens are small.

<aside class="notice">Mind the <code>claws</code>.</aside>
<aside class="warning">They bite.</aside>
<aside class="success">They purr.</aside>

<p class="lang-specific ruby">Only for Ruby.</p>

# Kittens

${SECTIONS.join('\n')}
# Errors

Code | Meaning
---- | -------
404 | Not here: Ключ неверен

# Last

One line.
`

/** The site of a page given as text. */
export function siteOf(source: string, dev = false): readonly OutputFile[] {
  const files = { read: (path: string) => (path === 'index.md' ? source : undefined) }
  return site.run(read('index.md', files), { dev })
}
