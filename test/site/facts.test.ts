import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { read } from '../../src/read/index.ts'
import { site } from '../../src/outputs/site/index.ts'

const SOURCE = `# Kittens

## Get Kittens

> The command above returns 201 Created and JSON like this:

\`\`\`json
[{"id": 1}]
\`\`\`

\`GET https://a.example.com/kittens\`

### Query Parameters

Parameter | Description
--------- | -----------
sort | One of \`name\`, \`age\`.

## Find Kittens

\`\`\`shell
curl "https://a.example.com/searches" -d '{"limit": 20, "alive": true, "name": "Max"}' -H "Content-Type: application/json"
\`\`\`

\`POST https://a.example.com/searches\`

### Body Parameters

Parameter | Description
--------- | -----------
limit | How many kittens at most.
alive | Whether to leave out the dead.
name | What they are called.

## Feed a Kitten

\`\`\`shell
curl "https://a.example.com/meals" -d '{"grams": 20}' -H "Content-Type: application/json"
\`\`\`

\`POST https://a.example.com/meals\`

### Body Parameters

- \`grams\`: How much there is.
- Nothing else.

## Add a Kitten

\`POST https://a.example.com/kittens\`

### Body Parameters

Parameter | Type | Required | Description
--------- | ---- | -------- | -----------
age | integer | yes | Its age.
`

const html = (source: string): string => {
  const files = { read: (path: string) => (path === 'index.md' ? source : undefined) }
  return String(site.run(read('index.md', files), { dev: false }).find(({ path }) => path === 'index.html')?.content)
}

describe('what the contract knows', () => {
  const page = html(SOURCE)
  const row = (name: string): string => new RegExp(`<tr><td[^>]*>${name}.*?</tr>`).exec(page)?.[0] ?? ''

  it('stands under the name of a field where the author said nothing of it', () => {
    assert.match(row('limit'), /<td>limit<span class="fact" data-added>integer<\/span><\/td>/)
    assert.match(row('alive'), /<td>alive<span class="fact" data-added>boolean<\/span><\/td>/)
  })

  it('stands in the items of a list', () => {
    assert.match(page, /<li>\n?<code>grams<\/code>: How much there is\.<span class="fact" data-added>number</)
    assert.match(page, /<li>\n?Nothing else\.<\/li>/)
  })

  it('is not said twice', () => {
    assert.doesNotMatch(row('age'), /data-added/)
    assert.doesNotMatch(row('name'), /data-added/)
    assert.doesNotMatch(row('sort'), /one of/)
  })

  it('leaves the text as the author wrote it', () => {
    const own = page.replaceAll(/<(\w+)[^>]* data-added>[^]*?<\/\1>/g, '')
    assert.match(own, /<td>limit<\/td><td>How many kittens at most\.<\/td>/)
  })

  it('says the status of an answer beside its language', () => {
    assert.match(page, /class="highlight answer" data-label="201 · JSON"/)
  })
})
