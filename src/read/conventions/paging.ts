/** Pages of lists as prose tells of them: parameters that it names, and headers in which answers tell of the other pages. */
import type { Paragraph } from '../../model/page.ts'
import type { PagingHeaders } from '../../model/contract.ts'
import { pagingRole } from '../../model/paging.ts'
import { deep } from '../../model/walk.ts'
import { any } from '../../model/vocabulary.ts'
import type { Unit } from '../units.ts'
import type { Convention, PagingFound } from './convention.ts'
import { wordsOf } from '../words.ts'

const HEADING = /pagina|\bpaging\b|分页|分頁|ページ(?:ング|ネーション)|페이지|страниц/i

/** Whether a section speaks for all lists. */
export function isPaging({ heading }: Unit): boolean {
  return HEADING.test(heading?.text ?? '')
}

export const paging: Convention = (unit) => {
  const [span] = unit.parts.flatMap((part) => part.blocks.map((block) => block.span))
  if (span === undefined || !isPaging(unit)) return []
  return [{ kind: 'paging', headers: headersIn(unit), parameters: parametersIn(unit), span }]
}

const LINK =
  /(?:^|[\s`"'*|])Link[`"'*]*\s*:\s*[`"']?<|\bLink[`"'*]* (?:response |HTTP )?headers?\b|\bheaders?[^.\n]{0,40}[`"'*]Link\b/im
const TOTAL = /(?<![\w-])((?:X-)?(?:[A-Za-z]+-)*Total(?:-(?:Count|Items|Records|Results|Entries|Elements))?)(?![\w-])/
const PAGES = /(?<![\w-])((?:X-)?(?:[A-Za-z]+-)*(?:Total-Pages|Page-Count|Last-Page))(?![\w-])/i
const SPEAKS = /\bheaders?\b|en-t[eê]te|cabe[cç]|请求头|ヘッダ/i

/** A table headed by headers may have any names, prose only those that nothing else is called by. */
function headersIn(unit: Unit): PagingHeaders | undefined {
  const text = wordsOf(unit)
  const listed = tableOf(unit)
  const [total, pages] = [TOTAL, PAGES].map((pattern) => pattern.exec(text)?.[1])
  const spoken = SPEAKS.test(text)
  const own = (name: string | undefined): string | undefined =>
    name !== undefined && (/^X-/i.test(name) || (spoken && name.includes('-'))) ? name : undefined
  const found = {
    link: LINK.test(text),
    total: listed.find((name) => /total(?!-?page)/i.test(name)) ?? own(total),
    pages: listed.find((name) => PAGES.test(name)) ?? own(pages),
  }
  return found.link || found.total !== undefined || found.pages !== undefined ? found : undefined
}

/** The names of a table whose first column is headed by the word for headers. */
function tableOf({ parts }: Unit): string[] {
  const tables = parts.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'table'))
  const about = tables.filter(({ head }) => SPEAKS.test(head[0]?.text ?? ''))
  return about
    .flatMap(({ rows }) => rows.map(([name]) => name?.text.trim() ?? ''))
    .filter((name) => /^[\w-]+$/.test(name))
}

/** Where a sentence says what callers send, not what comes back. */
const SENDS = any(String.raw`
  \b(?:pass(?:ing)?|us(?:e|ing)|add(?:ing)?|append|set(?:ting)?|specify\w*|provid\w+|suppl\w+|send(?:ing)?|accepts?)\b
  \b(?:takes?|supports?|param\w*|par[aáâ]met\w+|paramètres?|quer(?:y|ies)|utiliz\w+|us(?:ar|ando)|utilis\w+)\b
  参数|參數|パラメータ|파라미터
`)

function parametersIn(unit: Unit): PagingFound['parameters'] {
  const blocks = unit.parts.flatMap((part) => deep(part.blocks))
  const told = blocks.filter((block) => block.kind === 'paragraph')
  const prose = told
    .map(({ text }) => text)
    .join(' ')
    .slice(0, 2000)
  const named = told.filter(({ text }) => SENDS.test(text)).flatMap((block) => [...namesIn(block), ...markedIn(block)])
  const called = blocks.flatMap((block) => (block.kind === 'code' ? namesInUrls(block.text) : []))
  return [...new Set([...named, ...called])].map((name) => ({ name, description: about(name, told) ?? prose, prose }))
}

/** What the paragraph that names it says. */
function about(name: string, told: readonly Paragraph[]): string | undefined {
  return told.find(({ text }) => text.includes(name))?.text.slice(0, 400)
}

/** `page`, `?page=2&per_page=50`. */
function namesIn({ codes }: Paragraph): string[] {
  return codes.flatMap((code) =>
    code.includes('?') || /^[\w[\]-]+=/.test(code) ? namesInUrls(`?${code}`) : roles([code.trim()]),
  )
}

/** **page**, *page*, 'page': marks that other authors use in the place of code. */
function markedIn({ html, text }: Paragraph): string[] {
  const marked = [
    ...html.matchAll(/<(?:strong|em)>([\w[\]-]{1,40})<\//g),
    ...text.matchAll(/["'“‘]([\w[\]-]{1,40})["'”’]/g),
  ]
  return roles(marked.map(([, name = '']) => name))
}

/** The names in the queries of addresses, percent-encoded or not. */
function namesInUrls(text: string): string[] {
  const plain = text.slice(0, 20_000).replaceAll(/%5B/gi, '[').replaceAll(/%5D/gi, ']')
  return roles([...plain.matchAll(/[?&]([\w[\]-]{1,40})=/g)].map(([, name = '']) => name))
}

function roles(names: readonly string[]): string[] {
  return names.filter((name) => /^[\w[\]-]{1,40}$/.test(name) && pagingRole(name) !== undefined)
}
