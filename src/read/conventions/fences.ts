/** Which code blocks of a unit are answers, request bodies, samples or something else. Conventions of code ask here. */
import type { Code } from '../../model/page.ts'
import { onceEach } from '../../model/remember.ts'
import { codes, type Announced, type Unit } from '../units.ts'
import { looksLikeJson } from '../values/json.ts'
import { meaning, statusIn, type Meaning } from './caption.ts'

export type Fence = {
  readonly code: Code
  readonly use: 'response' | 'body' | 'sample' | 'event' | 'other'
  readonly status: number | undefined
  readonly failed: boolean
  /** Whether words or the block itself say what it is used for. */
  readonly told: boolean
  /** Whether it stands right behind a block of the same use, under the same words. */
  readonly follows: boolean
}

const DATA = new Set(['json', 'xml', 'plaintext', 'text', 'http', 'yaml', 'html', 'csv'])
const CALL = /^\s*(?:\$|curl\b|(?:GET|POST|PUT|PATCH|DELETE|HEAD)\b|https?:)/m
const HEADER = /^\s*[A-Z][A-Za-z-]*:\s/
const HTTP_STATUS = /^\s*(?:HTTP\/[\d.]+\s+(\d{3})\b|(\d{3})(?:\s+[A-Z][\w' -]*)?\s*(?:\n|$))/

/** The code blocks of a unit with what each is used for. Five conventions ask for the same unit. */
export const fences: (unit: Unit) => readonly Fence[] = onceEach(looked)

function looked(unit: Unit): Fence[] {
  let previous: Fence | undefined
  return codes(unit).map((announced) => {
    const { code, near, caption } = announced
    const used = use(announced, unit, previous)
    const follows = previous?.use === used.use && !near && caption !== ''
    previous = { code, failed: false, status: undefined, told: true, follows, ...used }
    return previous
  })
}

type Used = Pick<Fence, 'use'> & Partial<Pick<Fence, 'status' | 'failed' | 'told'>>

function use(announced: Announced, unit: Unit, previous: Fence | undefined): Used {
  const { code } = announced
  const said = whatIsSaid(announced, unit)
  const line = HTTP_STATUS.exec(code.text)
  const status = line === null ? undefined : statusIn(`status ${line[1] ?? line[2]}`)
  if (status !== undefined) return { use: 'response', status, failed: status >= 400 }
  const data = isData(code) || (said.kind !== 'unsaid' && isBareJson(code))
  if (!data && !(said.kind === 'response' && isPlain(code))) return { use: 'sample' }
  if (said.kind === 'event') return { use: 'event' }
  if (said.kind === 'request') return { use: 'body' }
  if (said.kind === 'response') return { use: 'response', status: said.status, failed: said.failed }
  if (previous !== undefined && !announced.near && (previous.use === 'body' || previous.use === 'event'))
    return { use: previous.use }
  return { use: looksLikeJson(code.text) || code.language === 'xml' ? 'response' : 'other', told: false }
}

/** Data rather than a call: JSON and its like, or a block without a language that begins like JSON. */
function isData(code: Code): boolean {
  if (code.language === 'json' || code.language === 'xml' || code.language === 'yaml') return true
  return DATA.has(code.language) && looksLikeJson(code.text)
}

/** A text that is neither a call nor the head of an answer: what an answer may be where the page says that it is one. */
export function isPlain({ language, text }: Code): boolean {
  return (
    /^(?:text|txt|csv|html|plaintext)$/.test(language) &&
    /\S/.test(text) &&
    !CALL.test(text) &&
    !HEADER.test(text) &&
    !HTTP_STATUS.test(text)
  )
}

/** JSON that stands in the fence of a program. */
function isBareJson({ language, text }: Code): boolean {
  return !DATA.has(language) && /^\s*[{[]\s*["{[\]}]/.test(text) && looksLikeJson(text)
}

/** A comment at the start of the block speaks first, then the caption, then the heading that the block stands under. */
function whatIsSaid({ code, caption, part, near }: Announced, unit: Unit): Meaning {
  const comment = meaning(/^\s*(?:\/\/|\/\*|#)\s*(.{1,60})/.exec(code.text)?.[1] ?? '')
  if (comment.kind === 'request' || comment.kind === 'response') return comment
  const words = near || caption.length <= 200 ? meaning(caption) : meaning('')
  if (words.kind !== 'unsaid') return words
  if (part.role === 'response') return { ...meaning(part.heading?.text ?? ''), kind: 'response' }
  if (part.role === 'errors') return { kind: 'response', status: statusIn(part.heading?.text ?? ''), failed: true }
  if (part.role === 'body' || part.role === 'parameters' || part.role === 'request' || part.role === 'query') {
    return { kind: 'request', status: undefined, failed: false }
  }
  const heading = meaning(part.heading === unit.heading ? '' : (part.heading?.text ?? ''))
  return heading.kind === 'response' || heading.kind === 'request' ? heading : words
}
