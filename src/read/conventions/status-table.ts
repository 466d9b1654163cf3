/** Status codes of one operation: a table or list of codes in its section, or a sentence that states one. */
import type { Block } from '../../model/page.ts'
import { textOf } from '../units.ts'
import { statusIn } from './caption.ts'
import { columnsOf } from '../../model/columns.ts'
import type { Contribution, Convention } from './convention.ts'

export const statusTable: Convention = (unit) => unit.parts.flatMap((part) => part.blocks.flatMap(inBlock))

const SENTENCE =
  /\b(?:returns?|responds? with|response (?:code|status)|status(?: code)?)\b[^.\n]{0,40}?[`"(]?\b(20[0-6])\b/i

/** `302 Found`, `STATUS CODE 201`, alone or before what it means. */
const CODE =
  /^\s*(?:status(?: code)?\s*:?\s*)?([1-5]\d\d) (?:OK|Created|Accepted|No Content|Found|See Other|Not Modified|Moved \w+)\b/i

function inBlock(block: Block): Contribution[] {
  if (block.kind === 'table' && columnsOf(block)[0] === 'code') {
    return block.rows.flatMap((row): Contribution[] => {
      const status = statusIn(`status ${row[0]?.text.trim() ?? ''}`)
      return status === undefined || row[0] === undefined ? [] : [{ kind: 'status', status, span: row[0].span }]
    })
  }
  if (block.kind !== 'paragraph' && block.kind !== 'quote') return []
  const text = block.kind === 'quote' ? textOf(block.blocks) : block.text
  const status = text.length > 400 ? undefined : (SENTENCE.exec(text) ?? CODE.exec(text))?.[1]
  return status === undefined ? [] : [{ kind: 'status', status: Number(status), span: block.span }]
}
