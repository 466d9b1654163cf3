/** The page that `kittn init` writes: a small resource, complete enough to list, read, create and delete at once. */
import type { OutputFile } from '../outputs/output.ts'

/** Files of a Slate folder; `title` is a name such as `Tea House`. */
export function firstPage(title: string): OutputFile[] {
  return [
    { path: 'source/index.html.md', content: PAGE.replaceAll('TITLE', title) },
    { path: 'source/includes/_errors.md', content: ERRORS },
    { path: '.gitignore', content: '.kittn/\nbuild/\n' },
  ]
}

const PAGE = `---
title: TITLE API

language_tabs:
  - shell
  - javascript: JavaScript

includes:
  - errors

search: true
---

# Introduction

Welcome to the TITLE API. This page is its reference, and the API runs from it: change a parameter, an example or a
status here, save, and the API follows.

# Authentication

Every request carries a key in the \`Authorization\` header:

\`Authorization: my-first-key\`

# Teas

## List Teas

\`\`\`shell
curl "http://example.com/teas?origin=Taiwan" \\
  -H "Authorization: my-first-key"
\`\`\`

\`\`\`javascript
const answer = await fetch('http://example.com/teas?origin=Taiwan', {
  headers: { Authorization: 'my-first-key' },
})
console.log(await answer.json())
\`\`\`

> The answer is a list of teas:

\`\`\`json
[
  { "id": 1, "name": "Four Seasons", "origin": "Taiwan", "grams": 250 },
  { "id": 2, "name": "Silver Needle", "origin": "China", "grams": 50 }
]
\`\`\`

### HTTP Request

\`GET http://example.com/teas\`

### Query Parameters

Parameter | Type | Description
--------- | ---- | -----------
origin | string | Only teas from this country.

## Get a Tea

\`\`\`shell
curl "http://example.com/teas/1" \\
  -H "Authorization: my-first-key"
\`\`\`

\`\`\`javascript
const answer = await fetch('http://example.com/teas/1', {
  headers: { Authorization: 'my-first-key' },
})
console.log(await answer.json())
\`\`\`

> The answer is a tea:

\`\`\`json
{ "id": 1, "name": "Four Seasons", "origin": "Taiwan", "grams": 250 }
\`\`\`

### HTTP Request

\`GET http://example.com/teas/<ID>\`

### URL Parameters

Parameter | Description
--------- | -----------
ID | The id of the tea.

## Add a Tea

\`\`\`shell
curl "http://example.com/teas" \\
  -X POST \\
  -H "Authorization: my-first-key" \\
  -H "Content-Type: application/json" \\
  -d '{"name": "Gyokuro", "origin": "Japan", "grams": 100}'
\`\`\`

\`\`\`javascript
const answer = await fetch('http://example.com/teas', {
  method: 'POST',
  headers: { Authorization: 'my-first-key', 'Content-Type': 'application/json' },
  body: JSON.stringify({ name: 'Gyokuro', origin: 'Japan', grams: 100 }),
})
console.log(await answer.json())
\`\`\`

> The answer is 201 Created and the new tea:

\`\`\`json
{ "id": 3, "name": "Gyokuro", "origin": "Japan", "grams": 100 }
\`\`\`

### HTTP Request

\`POST http://example.com/teas\`

### Body Parameters

Parameter | Type | Required | Description
--------- | ---- | -------- | -----------
name | string | yes | What is written on the tin.
origin | string | no | The country it was grown in.
grams | integer | no | How much is left, from 0 to 10000.
`

const ERRORS = `# Errors

> Every error has a body like this:

\`\`\`json
{ "error": { "status": 404, "message": "There is no tea with the id 9." } }
\`\`\`

Error Code | Meaning
---------- | -------
400 | Bad Request -- Something is missing or not what this page says.
401 | Unauthorized -- The key is missing or wrong.
404 | Not Found -- There is no such tea.
405 | Method Not Allowed -- The address is right, the method is not.
`
