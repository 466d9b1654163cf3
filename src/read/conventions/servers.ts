/** Addresses of the API: a URL that stands alone under a heading or after words such as "Base URL". */
import type { Block, Code, Paragraph } from '../../model/page.ts'
import { any } from '../../model/vocabulary.ts'
import { type Part, type Unit } from '../units.ts'
import type { Convention } from './convention.ts'

const KIND = 'base|root|api|host|server|production|live|sandbox|staging|test(?:ing)?'
const WORDS = any(`
  \\b(?:${KIND})[ -]*(?:ur[li]|endpoint|address|path|domain|server|host|environment)?s?\\b
  endpoints?\\b|url base|base url|基础|接口地址|服务器|ベースurl|接入
`)
const ADDRESS = /^https?:\/\/[\w.-]+(?::\d+)?(?:\/[\w./~-]*)?$/

/** "Base URL: https://…" and nothing else. */
const LABELLED =
  /^(?:[\p{L} -]{0,30}\b(?:base|root|host|server)\b[\p{L} -]{0,20}|接口地址|服务器地址|基础地址|ベースURL)\s*[:：]\s*(https?:\/\/\S+)$/iu

const BASE =
  /\b(?:base|basis|root)[ -]?(?:ur[li]|adresse|address|path)\b|\burl (?:de )?base\b|\bapi (?:base|root|endpoint)\b|\bbase endpoint\b|基础(?:地址|url)|ベース\s?url/i

export const servers: Convention = (unit) =>
  unit.parts.flatMap((part) => part.blocks.flatMap((block, index) => inBlock(block, part, index, unit)))

function inBlock(block: Block, part: Part, index: number, unit: Unit) {
  if (block.kind === 'list') return block.items.flatMap((item) => item.blocks.flatMap(stated))
  if ((block.kind !== 'code' && block.kind !== 'paragraph') || !block.text.includes('://')) return []
  const said = WORDS.test(part.heading?.text ?? unit.heading?.text ?? '')
  const before = part.blocks[index - 1]
  const announced =
    before !== undefined &&
    (before.kind === 'paragraph' || before.kind === 'quote') &&
    /base ur[li]|root ur[li]|api endpoint|api (?:is|lives)|server/i.test(before.kind === 'paragraph' ? before.text : '')
  return written(block, said || announced).map(
    (url) => ({ kind: 'server', url: url.replace(/\/+$/, ''), span: block.span }) as const,
  )
}

/** An item of a list that gives the base URL in passing: "baseurl: https://…". */
function stated(block: Block) {
  const url = block.kind === 'paragraph' ? STATED.exec(block.text)?.[1] : undefined
  return url === undefined ? [] : [{ kind: 'server', url: url.replace(/\/+$/, ''), span: block.span } as const]
}

const STATED = /\bbase ?ur[li]\b[^\n:：]{0,20}[:：]\s*(https?:\/\/[\w.-]+(?::\d+)?(?:\/[\w./~-]*)?)/i

function written(block: Code | Paragraph, said: boolean): string[] {
  if (block.kind === 'code') return said && ADDRESS.test(block.text.trim()) ? [block.text.trim()] : []
  if (said && ADDRESS.test(block.text.trim())) return [block.text.trim()]
  const stated = LABELLED.exec(block.text.trim())?.[1]
  if (stated !== undefined && ADDRESS.test(stated)) return [stated]
  const phrase = BASE.test(block.text)
  return phrase
    ? block.codes
        .map((code) => code.trim())
        .filter((code) => ADDRESS.test(code))
        .slice(0, 3)
    : []
}
