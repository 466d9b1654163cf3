/** The Markdown rules, case by case: see cases.ts. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseMarkdown } from '../../../src/read/markdown/index.ts'
import { BLOCKS, COUNTED, IDS, INLINE } from './cases.ts'
import { even } from './html.ts'
import { render } from './render.ts'

const read = (text: string) => parseMarkdown(text, { file: 'index.html.md', firstLine: 1 }, []).blocks
const idsOf = (text: string) => read(text).map((block) => (block.kind === 'heading' ? block.id : block.kind))

describe('blocks', () => {
  for (const [name, markdown, html] of BLOCKS) it(name, () => assert.equal(even(render(read(markdown))), even(html)))
})

describe('inline', () => {
  for (const [name, markdown, html] of INLINE) it(name, () => assert.equal(even(render(read(markdown))), even(html)))
})

describe('ids', () => {
  for (const [heading, id] of IDS) it(`${heading} is ${id}`, () => assert.deepEqual(idsOf(`# ${heading}`), [id]))
  for (const [headings, ids] of COUNTED)
    it(`${headings.join(', ')} are counted`, () =>
      assert.deepEqual(idsOf(headings.map((heading) => `## ${heading}`).join('\n')), ids))
})

describe('what a reader sees', () => {
  const shown = (text: string) => read(text).map((block) => ('text' in block ? block.text : ''))

  it('has no marks, tags or entities', () =>
    assert.deepEqual(shown('**a** `b` [c](x) <b>d</b> &copy; \\* <e@f.g> ![h](i)'), ['a b c d © * e@f.g h']))
  it('keeps line breaks', () => assert.deepEqual(shown('a<br>b  \nc'), ['a\nb\nc']))
  it('has the code spans apart', () => {
    const [block] = read('`a` **`b`** [`c`](x)')
    assert.deepEqual(block?.kind === 'paragraph' ? block.codes : [], ['a', 'b', 'c'])
  })
})
