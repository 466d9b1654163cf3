/** Every block knows where it stands in its file. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deep } from '../../../src/model/walk.ts'
import { parseMarkdown } from '../../../src/read/markdown/index.ts'

/** Kind and place of each block: line:column-endLine. */
const places = (text: string, firstLine = 1) =>
  [...deep(parseMarkdown(text, { file: 'a.md', firstLine }, []).blocks)].map(
    ({ kind, span }) => `${kind} ${span.line}:${span.column}-${span.endLine}`,
  )

describe('spans', () => {
  it('count from the line that the text starts on', () => assert.deepEqual(places('\n# A\n', 9), ['heading 10:1-10']))
  it('name the file', () =>
    assert.equal(
      parseMarkdown('a', { file: 'includes/_a.md', firstLine: 1 }, []).blocks[0]?.span.file,
      'includes/_a.md',
    ))
  it('reach over the lines of a block', () =>
    assert.deepEqual(places('a\nb\n\n```\nx\n```\n\na|b\n-|-\nc|d\n\n<div>\n\n</div>\n\nT\n=\n'), [
      'paragraph 1:1-2',
      'code 4:1-6',
      'table 8:1-10',
      'html 12:1-14',
      'heading 16:1-17',
    ]))
  it('hold inside lists and quotes', () =>
    assert.deepEqual(places('> a\n> > b\n\n- c\n    - d\n\n      e\n'), [
      'quote 1:1-2',
      'paragraph 1:3-1',
      'quote 2:3-2',
      'paragraph 2:5-2',
      'list 4:1-7',
      'paragraph 4:3-4',
      'list 5:5-5',
      'paragraph 5:7-5',
      'paragraph 7:7-7',
    ]))
  it('count columns in the line as written, tabs and all', () =>
    assert.deepEqual(places('-\ta\n\n\t\tb\n'), ['list 1:1-3', 'paragraph 1:3-1', 'paragraph 3:3-3']))
  it('count Windows lines once', () =>
    assert.deepEqual(places('a\r\n\r\nb\r\n'), ['paragraph 1:1-1', 'paragraph 3:1-3']))
  it('are not moved by references', () => assert.deepEqual(places('[a]: x\n"t"\n\nb\n'), ['paragraph 4:1-4']))
  it('of cells are the cells', () => {
    const [table] = parseMarkdown('| a | b |\n|---|---|\n|  c|d |\n', { file: 'a.md', firstLine: 1 }, []).blocks
    const cells = table?.kind === 'table' ? [...table.head, ...table.rows.flat()] : []
    assert.deepEqual(
      cells.map(({ text, span }) => `${text} ${span.line}:${span.column}`),
      ['a 1:3', 'b 1:7', 'c 3:4', 'd 3:6'],
    )
  })
})
