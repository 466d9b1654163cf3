/** What the words around a table or list of parameters say of its rows. */
import { roleOf, type Role } from '../headings.ts'
import type { Block } from '../../model/page.ts'
import { textOf, type Part } from '../units.ts'
import type { Row } from './convention.ts'

/** The role of the heading, unless the words right before say otherwise ("Send these in headers"). */
export function roleAt(part: Part, index: number): Role | undefined {
  const captioned = captionRole(part.blocks[index - 1])
  if (captioned !== undefined) return captioned
  const nearby = part.blocks.slice(Math.max(0, index - 2), index)
  const words = textOf(nearby.filter((block) => block.kind === 'paragraph' || block.kind === 'quote')).slice(-300)
  if (/\bresponse (?:payload|body|object)\b/i.test(words) || answersAfter(part, index, words)) return 'response'
  if (/\b(?:in|as|via|through) (?:the |these |http |request )*headers?\b/i.test(words)) return 'header'
  if (/\b(?:query (?:string )?parameters?)\b/i.test(words)) return 'query'
  if (/\b(?:request |json |post |in the )body\b|\bpayload\b/i.test(words) && part.role !== 'response') return 'body'
  const open = part.role === undefined || part.role === 'request'
  return open && /\b(?:response|returns?|returned)\b/i.test(words) ? 'response' : part.role
}

/** "The response has:" between two tables of one part: the second tells what comes back. */
function answersAfter(part: Part, index: number, words: string): boolean {
  if (!/\b(?:response|respuesta|resposta|r[eé]ponse|antwort)\b/iu.test(words)) return false
  const first = part.blocks.findIndex((block) => block.kind === 'table')
  return first >= 0 && first < index
}

/**
 * The field that the words right before a table or its heading name, and nothing but it: "`owner`:", "### items[] fields",
 * "The **address** object". Whether there is such a field is for others to know.
 */
export function fieldAt(part: Part, index: number): string | undefined {
  const before = part.blocks[index - 1]
  if (before?.kind === 'paragraph' && before.text.length < 100) {
    const marked = [...before.html.matchAll(/<(code|strong|em)>([^<]*)<\/\1>/g)].map((match) => match[2] ?? '')
    const [only, ...others] = marked
    const label = /[:：]\s*$/u.test(before.text) || before.text.trim() === only?.trim()
    if (only !== undefined && others.length === 0 && label) return nameIn(only)
  }
  return part.heading === undefined ? undefined : nameIn(part.heading.text)
}

function nameIn(text: string): string | undefined {
  const match =
    /^(?:the )?([\w$.]+)(?:\[\d*\])?(?:['’]s)?(?: (?:object|field|attribute|item|array|element|entry|propertie|parameter|param|property|list)s?)*[:：]?$/iu
  return match.exec(text.trim())?.[1]
}

const PLACES: ReadonlySet<Role | undefined> = new Set<Role>([
  'path',
  'query',
  'filter',
  'header',
  'body',
  'response',
  'parameters',
])

/** A bold line such as "**Path Parameters**" right before a table is a heading of it. */
function captionRole(before: Block | undefined): Role | undefined {
  if (before?.kind !== 'paragraph' || !/^\s*<(?:strong|em)>/.test(before.html) || before.text.length > 60)
    return undefined
  const role = roleOf(before.text)
  return PLACES.has(role) ? role : undefined
}

/** "Required Parameters" speaks for unmarked rows; where only the optional ones are marked, the others are required. */
export function completed(rows: readonly Row[], part: Part): readonly Row[] {
  const heading = part.heading?.text ?? ''
  const said = /\brequired\b|obligatori|obrigat[óo]ri|必/iu.test(heading)
    ? true
    : /\boptional\b|opciona/iu.test(heading)
      ? false
      : undefined
  const onlyOptional = rows.some((one) => one.required === false) && !rows.some((one) => one.required === true)
  return rows.map((one) => {
    if (one.required !== undefined) return one
    if (said !== undefined) return { ...one, required: said }
    return onlyOptional && one.default === undefined ? { ...one, required: true } : one
  })
}
