/** JSON bodies as literals of a language, where the literal says exactly what the text says. */
import type { Json } from '../../../../../model/shape.ts'
import { headerOf, type HttpRequest } from '../request.ts'

/** How a language writes values. `key` writes a name with what stands between it and its value. */
export type Notation = {
  readonly text: (text: string) => string
  readonly word: (value: null | boolean) => string
  readonly key: (name: string) => string
}

/** The value of a JSON body; undefined where reading and writing it would change it (`1.0`, large numbers, double names). */
export function exactJson(request: HttpRequest): Json | undefined {
  const type = headerOf(request, 'content-type') ?? ''
  if (request.body?.kind !== 'text' || !/^application\/json\b/i.test(type)) return undefined
  const { text } = request.body
  if (text.includes('__proto__')) return undefined
  try {
    const value = JSON.parse(text) as Json // JSON.parse makes nothing else
    return squeezed(text) === JSON.stringify(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The text without the white space between its words. */
function squeezed(text: string): string {
  return text.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, (_, string: string | undefined) => string ?? '')
}

/** A value over several lines, each level two spaces deeper than `indent`. */
export function literal(value: Json, notation: Notation, indent: string): string {
  if (typeof value === 'string') return notation.text(value)
  if (typeof value === 'number') return String(value)
  if (value === null || typeof value === 'boolean') return notation.word(value)
  const inner = `${indent}  `
  const list: readonly Json[] | undefined = Array.isArray(value) ? value : undefined
  const items =
    list?.map((item) => literal(item, notation, inner)) ??
    Object.entries(value).map(([name, item]) => notation.key(name) + literal(item, notation, inner))
  const [open, close] = list === undefined ? '{}' : '[]'
  return items.length === 0 ? `${open}${close}` : `${open}\n${inner}${items.join(`,\n${inner}`)},\n${indent}${close}`
}
