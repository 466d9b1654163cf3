/** Pages of lists as prose tells of them: parameters that it names, and headers in which answers tell of the other pages. */
import type { Paragraph } from '../../model/page.ts'
import type { PagingHeaders } from '../../model/contract.ts'
import { pagingRole } from '../../model/paging.ts'
import { deep } from '../../model/walk.ts'
import type { Unit } from '../units.ts'
import type { Convention, PagingFound } from './convention.ts'
import { wordsOf } from './words.ts'

const HEADING = /pagina|\bpaging\b|分页|分頁|ページ(?:ング|ネーション)|페이지|страниц/i

/** Whether a section speaks for all lists. */
export function isPaging({ heading }: Unit): boolean {
  return HEADING.test(heading?.text ?? '')
}

export const paging: Convention = (unit) => {
  const [span] = unit.parts.flatMap((part) => part.blocks.map((block) => block.span))
  if (span === undefined || !isPaging(unit)) return []
  return [{ kind: 'paging', headers: headersIn(wordsOf(unit)), parameters: parametersIn(unit), span }]
}

const LINK =
  /(?:^|[\s`"'*|])Link[`"'*]*\s*:\s*[`"']?<|\bLink[`"'*]* (?:response |HTTP )?headers?\b|\bheaders?[^.\n]{0,40}[`"'*]Link\b/im
const TOTAL = /(?<![\w-])((?:X-)?(?:[A-Za-z]+-)*Total(?:-(?:Count|Items|Records|Results|Entries|Elements))?)(?![\w-])/
const PAGES = /(?<![\w-])((?:X-)(?:[A-Za-z]+-)*(?:Total-Pages|Page-Count|Last-Page))(?![\w-])/i

function headersIn(text: string): PagingHeaders | undefined {
  const spoken = /\bheaders?\b|en-t[eê]te|cabe[cç]|请求头|ヘッダ/i.test(text)
  const total = TOTAL.exec(text)?.[1]
  const own = total !== undefined && (/^X-/i.test(total) || (spoken && total.includes('-'))) ? total : undefined
  const found = { link: LINK.test(text), total: own, pages: PAGES.exec(text)?.[1] }
  return found.link || found.total !== undefined || found.pages !== undefined ? found : undefined
}

/** Where a sentence says what callers send, not what comes back. */
const SENDS =
  /\b(?:pass(?:ing)?|us(?:e|ing)|add(?:ing)?|append|set(?:ting)?|specify\w*|provid\w+|suppl\w+|send(?:ing)?|accepts?|takes?|supports?|param\w*|query)\b/i

function parametersIn(unit: Unit): PagingFound['parameters'] {
  const blocks = unit.parts.flatMap((part) => [...deep(part.blocks)])
  const told = blocks.filter((block) => block.kind === 'paragraph').filter(({ text }) => SENDS.test(text))
  const all = told.flatMap((block) => namesIn(block).map((name) => ({ name, description: block.text.slice(0, 400) })))
  return [...new Map(all.toReversed().map((one) => [one.name, one])).values()].toReversed()
}

/** `page`, `?page=2&per_page=50`. */
function namesIn({ codes }: Paragraph): string[] {
  return codes.flatMap((code) => {
    const query = /\?(.*)$/.exec(code)?.[1] ?? (/^[\w[\]-]+=/.test(code) ? code : undefined)
    const names = query === undefined ? [code.trim()] : query.split('&').map((pair) => pair.split('=', 1)[0] ?? '')
    return names.filter((name) => /^[\w[\]-]{1,40}$/.test(name) && pagingRole(name) !== undefined)
  })
}
