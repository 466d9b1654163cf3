/**
 * What a process of `kittn dev` keeps after a thousand edits: the least that its heap holds, by hundreds of edits. Each edit
 * is of a page with an api.ts, or of the one that is named; an open page asks for what is new, as a browser does.
 * Usage: script/bench edits [PAGE [FILE [EDITS]]]
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyOf, start } from '../test/command-line.ts'
import { keep } from './measure.ts'

const [folder = 'apis/kittn', file = 'source/includes/_errors.md', edits = '1000'] = process.argv.slice(2)
const HUNDRED = 100

// Little room makes V8 collect often, so that what is left is seen.
process.env['NODE_OPTIONS'] = '--max-old-space-size=112'

const copy = copyOf(folder)
const server = await start('dev', copy.path)
const place = join(copy.path, file)
const first = readFileSync(place, 'utf8')
const events = await fetch(`${server.address}/-/events`)
const reader = events.body!.getReader()

type Had = { readonly rows: readonly string[]; readonly contents: string }
let had: Had = { rows: [], contents: '' }
const least: number[] = []
for (let edit = 0; edit < Number(edits); edit++) {
  // Lines are put in and taken out, so that places move.
  writeFileSync(place, `${'\n'.repeat(edit % 7)}${first}\nEdit ${edit} of this page.\n`)
  while (!new TextDecoder().decode((await reader.read()).value).includes('reload'));
  had = await ask(had, `Edit ${edit} of this page.`)
  const at = Math.floor(edit / HUNDRED)
  least[at] = Math.min(least[at] ?? Infinity, await heap())
}
await reader.cancel()
await server.kill()
copy.remove()
console.table(least.map((bytes, at) => ({ edits: (at + 1) * HUNDRED, 'least heap, MB': Math.round(bytes / 1e5) / 10 })))
keep('edits', { folder, edits: Number(edits), leastHeapMB: least.map((bytes) => Math.round(bytes / 1e6)) })

async function ask(before: Had, said: string): Promise<Had> {
  const body = JSON.stringify({ path: 'index.html', ...before })
  const answer = await (await fetch(`${server.address}/-/news`, { method: 'POST', body })).text()
  if (!answer.includes(said)) throw new Error('the page has not what was edited')
  const { rows, contents } = JSON.parse(answer) as Had
  return { rows, contents }
}

async function heap(): Promise<number> {
  const text = await (await fetch(`${server.address}/metrics`)).text()
  return Number(/^nodejs_heap_used_bytes (\d+)/m.exec(text)?.[1])
}
