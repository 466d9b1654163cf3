/**
 * JSON as authors write it in samples: with comments, ellipses and trailing commas, perhaps with the status line and
 * headers of the answer before it. One pass over the text, bounded depth.
 */
import type { Code } from '../../model/page.ts'
import { onceEach } from '../../model/remember.ts'
import type { Json } from '../../model/shape.ts'
import { DEEPEST, parseSample, type Slip } from './json-grammar.ts'

export type JsonText =
  | { readonly kind: 'json'; readonly value: Json }
  /** `line` and `column` count from 1 within the text. `mended` is what was meant, where that is plain. */
  | {
      readonly kind: 'invalid'
      readonly reason: string
      readonly line: number
      readonly column: number
      readonly mended?: Json
    }

/** The JSON of a code block, parsed once however often it is asked for. */
export const jsonOf: (code: Code) => JsonText = onceEach((code: Code) => readJson(code.text))

/** Parses a sample. Several values in a row are read as the first of them. */
export function readJson(text: string): JsonText {
  const strict = parseStrict(text)
  if (strict !== undefined) return { kind: 'json', value: strict }
  const { value, slip } = parseSample(text, afterHeaders(text))
  if (value === undefined) return invalid(text, slip)
  return slip === undefined ? { kind: 'json', value } : { ...invalid(text, slip), mended: value }
}

/** What a sample means to show, slips mended where they can be. */
export function meantBy(json: JsonText | undefined): Json | undefined {
  return json?.kind === 'json' ? json.value : json?.mended
}

function invalid(
  text: string,
  { reason, at }: Slip = { reason: 'nothing is there', at: 0 },
): JsonText & { readonly kind: 'invalid' } {
  const before = text.slice(0, at).split('\n')
  return { kind: 'invalid', reason, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

/** Whether a text begins as JSON objects and arrays do. */
export function looksLikeJson(text: string): boolean {
  const start = text.slice(afterHeaders(text), afterHeaders(text) + 400).trimStart()
  return /^[{[]/.test(start) && !/^\[\w[^\n]*\]\s*$/m.test(start.split('\n')[0] ?? '')
}

function parseStrict(text: string): Json | undefined {
  if (tooDeep(text)) return undefined
  try {
    const value: Json = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

function tooDeep(text: string): boolean {
  if (!opensMany(text)) return false
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 123 || code === 91) depth++
    else if (code === 125 || code === 93) depth--
    if (depth > DEEPEST) return true
  }
  return false
}

/** Whether there are enough brackets to be too deep; most samples have a few. */
function opensMany(text: string): boolean {
  let count = 0
  for (const mark of '{[')
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) if (++count > DEEPEST) return true
  return false
}

/** Where the body begins: after `HTTP/1.1 200 OK` and the header lines, if the sample has them. */
function afterHeaders(text: string): number {
  const head =
    /^\s*(?:HTTP\/[\d.]+\s+\d{3}[^\n]*|\d{3}(?:[ \t]+[A-Z][A-Za-z ]*)?)\r?\n(?:[A-Za-z][\w-]*:[^\n]*\n)*\s*/.exec(text)
  return head === null ? 0 : head[0].length
}
