/** Addresses of WebSockets: `wss://…` in a line of its own, after a label, in a table, or where a sample connects. */
import type { Block, Code } from '../../model/page.ts'
import { any } from '../../model/vocabulary.ts'
import { readUrl } from '../requests/url.ts'
import { textOf } from '../units.ts'
import { mentions } from '../words.ts'
import { looksLikeJson } from '../values/json.ts'
import type { ChannelAddress, Convention } from './convention.ts'

const ADDRESS = /\bwss?:\/\/[^\s"'`|，。；、）]+/gi
/** A sentence with one of these says that the address is it; others only mention one. */
const STATES = any(`
  \\b(?:ur[li]s?|endpoints?|address(?:es)?|hosts?|servers?|connect\\w*|base|streams?|production|live|sandbox|test\\w*)\\b
  地址|接入|连接|連接|接続|엔드포인트|адрес|direcci[oó]n|endere[cç]o
`)
/** Words beside an address in a paragraph that is hardly more than the address. */
const BESIDE = 40

export const channelAddress: Convention = (unit) =>
  mentions(unit, ['ws://', 'wss://']) ? unit.parts.flatMap((part) => part.blocks.flatMap(inBlock)) : []

function inBlock(block: Block): ChannelAddress[] {
  switch (block.kind) {
    case 'heading':
    case 'rule':
      return []
    case 'code':
      return inCode(block)
    case 'quote':
    case 'box':
      return block.blocks.flatMap(inBlock)
    case 'list':
      return block.items.flatMap((item) => item.blocks.flatMap(inBlock))
    case 'table':
      return block.rows.flatMap((row) => row.flatMap((cell) => inText(cell.text, cell.span)))
    case 'paragraph':
    case 'html':
      return inText(textOf([block]), block.span)
  }
}

/** What a sample connects to, in any language. An address inside data is one among many. */
function inCode(code: Code): ChannelAddress[] {
  if (!/\bwss?:\/\//i.test(code.text) || looksLikeJson(code.text)) return []
  return addresses(code.text.slice(0, 20_000)).map((found) => ({ ...found, weight: 2, span: code.span }))
}

function inText(text: string, span: Block['span']): ChannelAddress[] {
  if (!/\bwss?:\/\//i.test(text)) return []
  const short = text.replaceAll(ADDRESS, '').trim().length <= BESIDE
  const sentences = text.replaceAll(ADDRESS, ' wss:// ').split(/[.。!?\n]\s*(?!\/)/)
  const said = sentences.some((one) => one.includes('wss://') && STATES.test(one))
  const weight = short ? 2 : said ? 1 : 0
  return withoutFilledIn(addresses(text)).map((found) => ({ ...found, weight, span }))
}

type Address = Pick<ChannelAddress, 'kind' | 'origin' | 'path' | 'query'>

function addresses(text: string): Address[] {
  return [...text.matchAll(ADDRESS)].slice(0, 20).flatMap(([written]) => {
    const url = written.replaceAll('&amp;', '&').replace(/[.,;:)]+$/, '')
    const target = readUrl(url.replace(/^ws/i, 'http'))
    if (target === undefined) return []
    return [{ kind: 'channel', ...target, origin: target.origin?.replace(/^http/, 'ws') } as const]
  })
}

/** `wss://x/{account}, for example wss://x/ada`: after an address with placeholders come examples of it. */
function withoutFilledIn(found: readonly Address[]): readonly Address[] {
  const [first] = found
  if (first === undefined || !first.path.includes('{')) return found
  return found.filter((one) => one === first || one.origin !== first.origin || one.path === first.path)
}
