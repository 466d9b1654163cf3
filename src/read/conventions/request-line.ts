/** `GET /x` in a paragraph of its own: as a code span, in bold, after a label, in a quote, or plain. */
import { METHODS } from '../../model/contract.ts'
import type { Block, Paragraph } from '../../model/page.ts'
import { labelled, type Statement } from '../requests/statement.ts'
import type { Convention, Request } from './convention.ts'

const METHOD = new RegExp(METHODS.join('|'))

/** More lines of paragraphs than this that all state requests are a list of addresses, told elsewhere. */
const LISTED = 2

export const requestLine: Convention = (unit) => {
  const found = unit.parts.flatMap((part) => part.blocks.flatMap(inBlock))
  const listed = found.filter(({ inLines }) => inLines).length > LISTED
  return found.map(({ inLines, ...request }) => (inLines && listed ? { ...request, from: 'index' } : request))
}

/** `inLines`: one line of several that a paragraph has. */
type Line = Request & { readonly inLines: boolean }

function inBlock(block: Block): Line[] {
  if (block.kind === 'quote') return block.blocks.flatMap(inBlock)
  return block.kind === 'paragraph' ? inParagraph(block) : []
}

/** A paragraph states requests if its code spans do and hardly anything stands beside them, or if its lines do. */
function inParagraph(block: Paragraph): Line[] {
  if (!METHOD.test(block.text)) return []
  const lines = block.text.split('\n').filter((line) => line.trim() !== '')
  const coded = spans(block)
  const found = coded.length > 0 ? coded : labelled(block.text.replaceAll('\n', ' '))
  const each = found.length > 0 ? found : lines.length <= 20 ? lines.flatMap(labelled) : []
  const inLines = found.length === 0 && lines.length > 1
  return each.map((statement) => ({ ...request(statement, block), inLines }))
}

/** Statements in code spans, unless the paragraph is prose that only mentions them. */
function spans(block: Paragraph): Statement[] {
  const stated = block.codes.map((code) => ({ code, found: labelled(code) })).filter(({ found }) => found.length > 0)
  let rest = block.text
  for (const { code } of stated) rest = rest.replace(code, ' ')
  return stated.length > 0 && onlyLabels(rest) ? stated.flatMap(({ found }) => found) : []
}

/** What may stand beside the statements: labels that end in a colon, `or`, `and`, marks. */
function onlyLabels(rest: string): boolean {
  const marks = rest
    .replaceAll(/(?:^|\n)[^:：\n.]{1,40}[:：]/gu, ' ')
    .replaceAll(/\([^()]{1,60}\)/g, ' ')
    .replaceAll(/\b(?:or|and|o|y|ou|oder|und)\b/gi, ' ')
  return !/[\p{L}\p{N}]/u.test(marks)
}

function request({ method, target }: Statement, block: Paragraph): Request {
  return { kind: 'request', method, target, from: 'line', span: block.span }
}
