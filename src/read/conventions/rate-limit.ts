/** How often callers may call: rates in prose and tables (`60 requests per minute`), and the headers that tell of them. */
import type { Limit } from '../../model/limits.ts'
import type { Block, Table } from '../../model/page.ts'
import { textOf, type Unit } from '../units.ts'
import { mentions, says } from '../words.ts'
import type { Contribution, Convention } from './convention.ts'

const NOUN =
  '(?:(?:api|http|get|post|successful|total) )*(?:requests?|calls?|quer(?:y|ies)|hits|times?|reqs?|cr[eé]dit(?:o?s)|solicitudes|peticiones|requisi[cç][oõ]es|requêtes|anfragen|次|请求|請求|リクエスト)'
const LETTERS =
  'seconds?|secs?|s|minutes?|mins?|min|m|hours?|hrs?|hr|h|days?|d|segundos?|minutos?|horas?|d[ií]as?|secondes?|heures?|jours?|sekunden?|stunden?'
/** Written without spaces, so that any letter may follow. */
const SIGNS = '秒|分钟|分鐘|分|小时|小時|時間|天|日'
const UNIT = `(?:(${LETTERS})(?![\\p{L}\\w])|(${SIGNS}))`
const PER = `(?:${[
  'per|/|every|each|an?|por|par|pro|a cada|a|cada|每',
  '(?:in|within|over|during)(?: (?:an?|any|each|the))?(?: (?:single|rolling|sliding|given|fixed))?',
].join('|')})`
const NUMBER = '(\\d{1,3}(?:[,. ]\\d{3})+|\\d+k?|one|two|five|ten)'

/** `100 requests per 20 seconds`, `18次/3s`, `5,000 API calls an hour`; where the noun is left out, the context has to say it. */
const RATE = new RegExp(
  `(?<![\\w.,])${NUMBER}\\s*(${NOUN})?(?:\\s*\\([^)]*\\))?\\s*${PER}\\s*(?:(\\d+)[ -]?)?${UNIT}`,
  'giu',
)
/** `每10秒 100次`, `every 10 seconds you may send 100 requests`: the time first; the noun has to be there. */
const TIME_FIRST = new RegExp(
  `(?:\\b(?:every|each|per)\\b|每|毎)\\s*(?:(\\d+)\\s*)?${UNIT}(?:間に|间|内)?[^.;。\\d]{0,30}?(?<!\\d)${NUMBER}\\s*${NOUN}`,
  'giu',
)
/** What every rate has; few texts do. */
const COUNTS = /\d|one|two|five|ten/iu
/** Stems of what a sentence has to say. */
const STEMS = [
  'limit',
  'límit',
  'throttl',
  'quota',
  'restrict',
  'allow',
  'up to',
  'at most',
  'maximum',
  'exceed',
  '限',
  '頻率',
  '频率',
]
const ABOUT =
  /rate[ -]?limit|throttl|quota|limit(?:s|ed|ing)?\b|restrict|allow|up to|at most|maximum|exceed|l[ií]mite|限|頻率|频率|制限/i
const HEADING = /^limits?$|rate[ -]?limit|throttl|quota|usage limits?|api limits?|l[ií]mites?|limita|限|頻率|频率|制限/i
/** What is counted there is not requests to the API. */
const OTHER =
  /web ?-?socket|connection|subscri|连接|連接|接続|订阅|訂閱|消息|messages?\b|\b(?:ping|heartbeat|poll|retr(?:y|ies)|webhooks?)\b/i

export const rateLimit: Convention = (unit) => {
  if ([unit.heading, ...unit.above].some((heading) => heading !== undefined && OTHER.test(heading.text))) return []
  const about = [unit.heading, unit.above.at(-1), ...unit.parts.map((part) => part.heading)].some(
    (heading) => heading !== undefined && HEADING.test(heading.text),
  )
  const blocks = unit.parts.flatMap((part) => part.blocks)
  const told = about || says(unit, STEMS) ? blocks : []
  const rates = told.flatMap((block) => (block.kind === 'table' ? inTable(block, about) : inProse(block, about)))
  const general = [unit.heading, unit.above.at(-1)].some(
    (heading) => heading !== undefined && heading.level < 3 && HEADING.test(heading.text),
  )
  return [...rates.map((one) => ({ ...one, general })), ...headersIn(unit, about)]
}

type Found = Contribution & { kind: 'limit' }

function inProse(block: Block, about: boolean): Found[] {
  if (block.kind === 'code' || block.kind === 'heading') return []
  const text = block.kind === 'paragraph' ? block.text.replaceAll('\n', ' ') : textOf([block])
  if (!COUNTS.test(text)) return []
  const sentences = text
    .slice(0, 5000)
    .replaceAll(/[*`]/g, '')
    .split(/(?<=[.!?;])\s+|(?<=[。；！？])|\n/)
  return sentences.flatMap((sentence) => {
    if (OTHER.test(sentence) || (!about && !ABOUT.test(sentence))) return []
    return ratesIn(sentence, about).map((rate) => limit({ ...rate, per: perOf(sentence), plan: undefined }, block))
  })
}

type Rate = Pick<Limit, 'count' | 'seconds'>

/** Rates of one sentence. Outside of a section about limits the noun has to be there. */
function ratesIn(text: string, about: boolean): Rate[] {
  const found = [...text.matchAll(RATE)].flatMap(([, number = '', noun, times, letters, sign]) => {
    const rate = rateOf(number, times, letters ?? sign)
    return noun !== undefined || (about && rate.count > 1) ? [rate] : []
  })
  const turned = [...text.matchAll(TIME_FIRST)].map(([, times, letters, sign, number = '']) =>
    rateOf(number, times, letters ?? sign),
  )
  return [...found, ...(found.length > 0 ? [] : turned)].filter(({ count, seconds }) => count > 0 && seconds > 0)
}

function rateOf(number: string, times: string | undefined, unit = ''): Rate {
  return { count: numberOf(number), seconds: (times === undefined ? 1 : Number(times)) * secondsOf(unit) }
}

const WORDS: Readonly<Record<string, number>> = { one: 1, two: 2, five: 5, ten: 10 }

function numberOf(text: string): number {
  const plain = text.toLowerCase().replaceAll(/[,. ]/g, '')
  return WORDS[plain] ?? (plain.endsWith('k') ? Number(plain.slice(0, -1)) * 1000 : Number(plain))
}

function secondsOf(unit: string): number {
  if (/^(?:s|sec|seg|sek|秒)/i.test(unit)) return 1
  if (/^(?:m|分)/i.test(unit)) return 60
  return /^(?:h|st|小|時)/i.test(unit) ? 3600 : 86_400
}

function perOf(sentence: string): Limit['per'] {
  return /\b(?:per|by|from (?:the same|a single|one)|each) (?:client )?ip\b|\bip (?:rate )?limit|\bip[ -]?address|\bper host\b|(?:根據|根据|按|每個|每个|單個|单个)\s*ip|基於ip|基于ip/i.test(
    sentence,
  )
    ? 'address'
    : 'caller'
}

/** `Plan | Requests per second`, `Startup | 5 requests per second | 10000 requests per day`. */
function inTable(table: Table, about: boolean): Found[] {
  const head = table.head.map((cell) => cell.text)
  if (!about && !head.some((text) => HEADING.test(text))) return []
  return table.rows.flatMap((row) => {
    const cells = row.map((cell) => cell.text.trim())
    const plan = PLAN.test(head[0] ?? '') ? cells[0] : undefined
    return cells.flatMap((cell, at) => {
      const column = head[at] ?? ''
      const named = /^[\d,. ]+k?$/.test(cell) ? ratesIn(`${cell} ${column}`, true) : ratesIn(cell, true)
      return OTHER.test(cell)
        ? []
        : named.map((rate) => limit({ ...rate, per: perOf(`${cell} ${column}`), plan }, table))
    })
  })
}

const PLAN = /\b(?:plan|tier|edition|level|package|account|subscription|type)\b|プラン|套餐|等级/i

function limit(one: Omit<Limit, 'operations' | 'span'>, { span }: Block): Found {
  return { kind: 'limit', limit: one, general: false, span }
}

const NAME = /\b((?:[A-Za-z]\w*-)*rate-?limit(?:-[a-z]+)*?)-(limit|remaining|reset)\b/gi
/** Headers of the IETF draft before its names had parts: `RateLimit-Limit`. */
const MOST_TEXT = 20_000

function headersIn(unit: Unit, about: boolean): Contribution[] {
  if (!about && !mentions(unit, ['ratelimit', 'rate-limit'])) return []
  const blocks = unit.parts.flatMap((part) => part.blocks)
  const text = blocks.map(wholeText).join('\n').slice(0, MOST_TEXT)
  if (!about && !/rate-?limit/i.test(text)) return []
  const names = new Map([...text.matchAll(NAME)].map(([name, , role = '']) => [role.toLowerCase(), name]))
  const [span] = blocks.map((block) => block.span)
  if (names.size === 0 || span === undefined) return []
  const near = /reset[^\n]{0,200}/gi
  const absolute = [...text.matchAll(near)].some(([line]) =>
    /epoch|unix|timestamp|\b1[4-9]\d{8}\b|utc|エポック/i.test(line),
  )
  const [limitName, remaining, reset] = ['limit', 'remaining', 'reset'].map((role) => names.get(role))
  return [{ kind: 'limit-headers', headers: { limit: limitName, remaining, reset, absolute }, span }]
}

function wholeText(block: Block): string {
  if (block.kind === 'code') return block.text
  if (block.kind !== 'table') return textOf([block])
  return [table(block.head), ...block.rows.map(table)].join('\n')
}

function table(row: readonly { readonly text: string }[]): string {
  return row.map((cell) => cell.text).join(' ')
}
