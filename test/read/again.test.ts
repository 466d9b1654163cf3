/** A page that is read once more after an edit is read as if for the first time, and only what changed is made anew. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Block } from '../../src/model/page.ts'
import { memory, type Recall } from '../../src/model/remember.ts'
import { MovingSpan, standing } from '../../src/model/spans.ts'
import { site } from '../../src/outputs/index.ts'
import { filesIn, readPages, type ReadResult } from '../../src/read/index.ts'

const OURS = filesIn(join(import.meta.dirname, '../../apis/kittn/source'))

/** Of each construct that is changed after it was parsed: own ids, repeated headings, bare ones, boxes, snippets, links. */
const MORE = `# Errors {#own}

[There](other.html) and ![kite](kite.png), <a href="other.html">here</a>.

<h2>Bare <a href="other.html">heading</a></h2>

<h3 id="html">In HTML</h3>

<table><tr><th>Parameter</th><th>Type</th></tr><tr><td>size</td><td>integer</td></tr></table>

## Get a Specific Kitten

> The answer:

\`\`\`json
{ "id": 2, "name": "Max" }
\`\`\`

- \`400\` -- bad, see [there](other.html)
- \`404\` -- not found

<aside markdown="1">
Read **this** [first](other.html).
</aside>

\`\`\`shell
--8<-- "call.sh"
\`\`\`

## HTTP Request

\`GET https://kites.example/kites/{id}\`
`
const FIRST = new Map([
  ['index.html.md', (OURS.read('index.html.md') ?? '').replace('  - errors', '  - errors\n  - more\n  - more')],
  ['includes/_errors.md', OURS.read('includes/_errors.md') ?? ''],
  ['includes/_more.md', MORE],
  ['call.sh', 'curl https://kites.example/kites/2\n'],
  ['other.html.md', '# Other\n\n[Back](index.html)\n'],
])
const LINES = [...FIRST.values()].join('\n').split('\n')

type Site = ReadonlyMap<string, string>

function read(texts: Site, recall?: Recall): ReadResult {
  const files = { read: (path: string) => texts.get(path), has: (path: string) => texts.has(path) }
  return readPages(['index.html.md', 'other.html.md'], files, recall)
}

function shown(reading: ReadResult): unknown[] {
  return [standingAll(reading), ...site.run(reading, { dev: true }).map(({ path, content }) => [path, content])]
}

/** With all places as they are now. */
function standingAll(value: unknown): unknown {
  if (value instanceof MovingSpan) return standing(value)
  if (Array.isArray(value)) return value.map(standingAll)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, standingAll(one)]))
}

/** Lines of one file, from one on, give way to lines from anywhere on the site. */
const edits = fc.record({
  file: fc.constantFrom(...FIRST.keys()),
  at: fc.nat(),
  gone: fc.nat(3),
  from: fc.nat(LINES.length - 1),
  count: fc.nat(6),
})
type Edit = typeof edits extends fc.Arbitrary<infer One> ? One : never

function edited(texts: Site, { file, at, gone, from, count }: Edit): Site {
  const lines = (texts.get(file) ?? '').split('\n')
  lines.splice(at % (lines.length + 1), gone, ...LINES.slice(from, from + count))
  return new Map(texts).set(file, lines.join('\n'))
}

describe('a page that is read again', () => {
  it('is read as if for the first time, whatever was edited', () => {
    fc.assert(
      fc.property(fc.array(edits, { minLength: 1, maxLength: 4 }), (all) => {
        const recall = memory()
        let texts: Site = FIRST
        read(texts, recall())
        for (const edit of all) {
          texts = edited(texts, edit)
          assert.deepEqual(shown(read(texts, recall())), shown(read(texts)))
        }
      }),
      { numRuns: 25 },
    )
  })

  it('has the same blocks where nothing changed, and others where its author wrote', () => {
    const recall = memory()
    const before = read(FIRST, recall())
    const after = read(new Map(FIRST).set('includes/_errors.md', '# Errors\n\nNone.\n'), recall())
    const known = new Set(before.page.blocks)
    const made = after.page.blocks.filter((block) => !known.has(block) && !takesSnippet(block))
    assert.deepEqual(
      made.map(({ span }) => span.file),
      ['includes/_errors.md', 'includes/_errors.md'],
    )
  })

  it('has the same blocks and operations below lines that were put in, some lines further down', () => {
    const recall = memory()
    const main = FIRST.get('index.html.md') ?? ''
    const before = read(FIRST, recall())
    const lines = before.page.blocks.map(({ span }) => span.line)
    const known = new Set<object>([...before.page.blocks, ...before.contract.operations])
    const [at, put] = [main.indexOf('# Authentication'), 'One more.\n\nAnd one.\n\n']
    const after = read(new Map(FIRST).set('index.html.md', main.slice(0, at) + put + main.slice(at)), recall())
    const { blocks } = after.page
    const stretch = blocks.findIndex((block) => !known.has(block))
    const below = blocks.findIndex((block) => block.kind === 'heading' && block.text === 'Authentication')
    assert.ok(stretch >= 0 && stretch < below)
    assert.deepEqual(
      blocks.slice(below).filter((block) => !known.has(block) && !takesSnippet(block)),
      [],
    )
    assert.ok(after.contract.operations.every((operation) => known.has(operation)))
    assert.equal(blocks[below]?.span.line, (lines[below - 2] ?? 0) + 4)
  })

  it('has two objects for what it includes twice', () => {
    const { blocks } = read(FIRST).page
    assert.equal(new Set(blocks).size, blocks.length)
  })
})

/** What stands in other files may have changed with them. */
function takesSnippet(block: Block): boolean {
  return block.kind === 'code' && block.source !== undefined
}
