/** A request in two places: the URL alone under or in "HTTP Request", or after "URL"; the method near it or in the sample. */
import type { Span } from '../../finding.ts'
import { METHODS, type Method } from '../../model/contract.ts'
import type { Block, Cell } from '../../model/page.ts'
import { group } from '../../model/vocabulary.ts'
import { callsPath } from '../requests/path.ts'
import { isShell, readCurls } from '../requests/curl.ts'
import { readUrl, type Target } from '../requests/url.ts'
import { codes, textOf, type Part, type Unit } from '../units.ts'
import type { Convention, Request } from './convention.ts'

export const requestSplit: Convention = (unit) => {
  const lines = unit.parts.flatMap(({ role, blocks }) =>
    blocks.flatMap((block, at) =>
      linesOf(block, blocks[at - 1]).map((line) => ({ ...line, promised: role === 'request' })),
    ),
  )
  const found = [...unit.parts.flatMap(inRequestHeading), ...lines.flatMap(alone)]
  const [first] = found
  if (first === undefined) return []
  // A verb in the title ("Retrieve text") says too little: of such guesses one in four is wrong.
  const method = stated(lines) ?? inHeading(unit) ?? ofSample(unit, first.target)
  return method === undefined
    ? []
    : [{ kind: 'request', method, target: first.target, from: 'split', span: first.span } satisfies Request]
}

type Alone = { readonly target: Target; readonly span: Span }
/** `whole` is false for a line among others, where only a label tells what it is. */
type Line = { readonly text: string; readonly whole: boolean; readonly span: Span }

/** Paragraphs, their lines, the items of lists with what stands below their labels, and the rows of two-column tables. */
function linesOf(block: Block, before: Block | undefined): Line[] {
  switch (block.kind) {
    case 'paragraph': {
      const label = labelOf(before)
      return broken(label === undefined ? block.text : `${label}: ${block.text}`, block.span)
    }
    case 'list':
      return block.items.flatMap((item) =>
        broken(textOf(item.blocks).replace(/^([^\n:：]{1,40})[:：]?\n/u, '$1: '), item.span),
      )
    case 'table':
      return [block.head, ...block.rows].flatMap((cells) => inRow(cells))
    case 'heading':
    case 'code':
    case 'quote':
    case 'box':
    case 'html':
    case 'rule':
      return []
  }
}

/** A label that has its value in the next paragraph: a list item, or bold words. */
function labelOf(before: Block | undefined): string | undefined {
  const last = before?.kind === 'list' ? before.items.at(-1)?.blocks.at(-1) : before
  if (last?.kind !== 'paragraph' || (last === before && !/^<(strong|em)>[^<]*<\/\1>:?$/.test(last.html.trim())))
    return undefined
  const label = last.text.trim().replace(/[:：]$/u, '')
  return label.length <= 40 && !/[\n:：]/u.test(label) ? label : undefined
}

function broken(text: string, span: Span): Line[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.slice(0, MOST_LINES).map((line) => ({ text: line.trim(), whole: lines.length === 1, span }))
}

const MOST_LINES = 20

/** `**URL** | https://…`: the label in the first cell, the value in the second. */
function inRow([label, value, other]: readonly Cell[]): Line[] {
  if (label === undefined || value === undefined || (other !== undefined && other.text.trim() !== '')) return []
  const text = `${label.text.trim().replace(/[:：]$/u, '')}: ${value.text.trim()}`
  return [{ text, whole: false, span: value.span }]
}

/** `### HTTP Request: /users/{id}` */
function inRequestHeading({ role, heading }: Part): Alone[] {
  if (role !== 'request' || heading === undefined) return []
  const url = /[:：]\s*((?:https?:\/)?\/\S+)$/u.exec(heading.text.trim())?.[1]
  const target = url === undefined ? undefined : readUrl(url)
  return target === undefined || target.path === '/' ? [] : [{ target, span: heading.span }]
}

const LABEL = new RegExp(
  `^${group(`
    (?:request |resource |full |api |http )?(?:url|uri|endpoint|path|address|route)(?: pattern| path)?
    ruta|caminho|rota|chemin|adresse|pfad|адрес|путь|エンドポイント|パス|엔드포인트
    (?:请求|請求|接口)?(?:地址|路径|路徑|url|uri|网址)|url地址
  `)}\\s*[:：]\\s*`,
  'iu',
)

/** A URL that is a paragraph of its own; outside a request heading only after the word "URL" or the like. */
function alone({ text, whole, promised, span }: Line & { readonly promised: boolean }): Alone[] {
  const label = LABEL.exec(text)
  if (label === null && !(promised && whole)) return []
  const url = text.slice(label?.[0].length ?? 0)
  if (/\s/.test(url.replaceAll(/<[^<>]*>|\{[^{}]*\}/g, '')) || !/^(?:https?:\/\/|\/)/.test(url)) return []
  const target = readUrl(url)
  return target === undefined || target.path === '/' ? [] : [{ target, span }]
}

const WORD = METHODS.join('|')
const ALONE = new RegExp(
  `^(?:[^.\\n]{0,40}(?:\\b(?:method|type|verb|m[eé]todo|m[eé]thode)|methode|方法|方式|メソッド|메서드|метод)[^.\\n:：]{0,20}[:：]\\s*)?(${WORD})$`,
  'iu',
)
const BEGINS = new RegExp(`^(${WORD})\\b`)

/** `POST` on a line of its own, or after "Method:". */
function stated(lines: readonly Line[]): Method | undefined {
  for (const { text, whole } of lines) {
    const word = whole || /[:：]/u.test(text) ? ALONE.exec(text)?.[1] : undefined
    if (word !== undefined) return methodOf(word)
  }
  return undefined
}

/** `## GET all projects` */
function inHeading(unit: Unit): Method | undefined {
  const word = BEGINS.exec(unit.heading?.text ?? '')?.[1]
  return word === undefined ? undefined : methodOf(word)
}

function ofSample(unit: Unit, target: Target): Method | undefined {
  const calls = codes(unit).flatMap(({ code }) => (isShell(code) ? readCurls(code.text) : []))
  return calls.find((call) => {
    const called = readUrl(call.url)
    return called !== undefined && callsPath(called.path, target.path, true)
  })?.method
}

function methodOf(word: string): Method | undefined {
  return METHODS.find((method) => method === word.toUpperCase())
}
