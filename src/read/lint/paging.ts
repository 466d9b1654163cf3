/** Pages of results whose numbers do not agree, and links between them that are `false`. */
import { finding, type Finding } from '../../finding.ts'
import type { Code } from '../../model/page.ts'
import { jsonOf } from '../values/json.ts'
import { lineOfField, records, type Record_ } from './json-look.ts'
import type { Rule } from './lint.ts'
import { inCodes, lineOf } from './look.ts'

export const pagingArithmetic: Rule = overJson(arithmetic)

export const pagingFalse: Rule = overJson(falseLink)

function overJson(rule: (record: Record_, code: Code) => Finding[]): Rule {
  const found = inCodes((code): readonly Finding[] => {
    if (code.language !== 'json' || !/page|limit|next/i.test(code.text)) return []
    const json = jsonOf(code)
    return json.kind === 'json' ? [...records(json.value)].flatMap((record) => rule(record, code)).slice(0, 2) : []
  })
  return ({ page }) => found(page)
}

const COUNT = ['count', 'total', 'total_count', 'totalCount', 'total_entries', 'total_items', 'totalItems']
const PAGES = ['total_page', 'total_pages', 'totalPages', 'page_count', 'pageCount', 'last_page', 'pages']
const SIZE = ['per_page', 'perPage', 'limit', 'page_size', 'pageSize']

function arithmetic(record: Record_, code: Code): Finding[] {
  const [count, pages] = [numberIn(record, COUNT), numberIn(record, PAGES)]
  const size = numberIn(record, SIZE) ?? sizeOfLink(record)
  if (count === undefined || pages === undefined || size === undefined || size.value < 1) return []
  const meant = Math.ceil(count.value / size.value)
  // A count of what this page holds, or of pages from 0, is no slip.
  if (pages.value === meant || (meant === 0 && pages.value === 1) || count.value < pages.value) return []
  if (count.name === 'count' && count.value <= size.value && pages.value > 1) return []
  const { line, column } = lineOfField(code.text, pages.name)
  const message = `\`${count.name}\` ${count.value} at ${size.value} a page makes ${meant} pages, not ${pages.value}.`
  return [
    finding(
      'paging-arithmetic',
      lineOf(code, line, column),
      message,
      `Write \`"${pages.name}": ${meant}\`, or mend the other two.`,
    ),
  ]
}

type Named = { readonly name: string; readonly value: number }

function numberIn(record: Record_, names: readonly string[]): Named | undefined {
  const name = names.find((one) => Number.isInteger(record[one]))
  return name === undefined ? undefined : { name, value: Number(record[name]) }
}

function sizeOfLink(record: Record_): Named | undefined {
  const next = record['next']
  const match = typeof next === 'string' ? /[?&](limit|per_page|page_size|pageSize)=(\d+)/.exec(next) : null
  return match === null ? undefined : { name: match[1] ?? '', value: Number(match[2]) }
}

function falseLink(record: Record_, code: Code): Finding[] {
  const pairs = [
    ['previous', 'next'],
    ['prev', 'next'],
    ['next', 'previous'],
    ['next', 'prev'],
  ] as const
  const found = pairs.find(([one, other]) => record[one] === false && /^https?:|^\//.test(String(record[other])))
  if (found === undefined) return []
  const { line, column } = lineOfField(code.text, found[0])
  const message = `\`${found[0]}\` is \`false\` where \`${found[1]}\` is a URL.`
  return [finding('paging-false', lineOf(code, line, column), message)]
}
