/** The type that a description gives away where no column names it. Only what it says of the values themselves. */
import type { Inline } from '../../model/page.ts'
import type { Shape } from '../../model/shape.ts'
import { any } from '../../model/vocabulary.ts'
import { boundsInProse } from './wording.ts'

const TRUE = '[`"\'“]?true[`"\'”]?'
const FALSE = '[`"\'“]?false[`"\'”]?'
const BOOLEAN = any(String.raw`
  \b(?:if|when) (?:set to |this is )?${TRUE}(?=[\s,.;:)]|$)|\bset (?:this |it )?to ${TRUE}(?: (?:to|if|when)\b|[.,]|$)
  ${TRUE} (?:or|and) ${FALSE}(?=[\s,.;:)]|$)|^${TRUE}\s*/\s*${FALSE}$
`)
const DAY = /\bYYYY-MM-DD\b(?!['"]?\s*T|\s*HH|\s*hh)|\bISO[- ]?8601 dates?\b(?![- ]?times?|\s+(?:and|or|with|string))/
const MOMENT = /\bISO[- ]?8601 (?:formatted )?(?:date-?times?|date time|timestamps?|date and time)\b/i
const COUNT =
  /^(?:the )?(?:max(?:imum)? |min(?:imum)? |total )?(?:number|count) of (?!(?:the|an?|this|your)\b)|^how many\b/i
const FLAG = /^(?:an? )?bool(?:ean)?\b(?=\s*(?:$|[.,;(]|field|value|flag|that|to\b|indicat|whether))/i
const NUMBER = /^(?:an? )?(?:integer|whole number)\b(?=\s*(?:$|[.,;(]|between|from|that|of))/i
const RANGE = /^(?:an? )?(?:number |value )?(?:from |between )?\d+ (?:to|and|-|–) \d+\b/i

/** Undefined where it says nothing plainly, or where other values are named as well. */
export function typeInProse({ text, codes }: Pick<Inline, 'text' | 'codes'>): Shape | undefined {
  const short = text.slice(0, 400)
  if (BOOLEAN.test(short))
    return codes.some((code) => !/^(?:true|false)$/i.test(code)) ? undefined : { kind: 'boolean' }
  if (FLAG.test(short)) return { kind: 'boolean' }
  if (MOMENT.test(short)) return { kind: 'string', format: 'date-time' }
  if (DAY.test(short)) return { kind: 'string', format: 'date' }
  if (NUMBER.test(short) || COUNT.test(short)) return { kind: 'integer' }
  return RANGE.test(short) && boundsInProse(short)?.characters === false ? { kind: 'number' } : undefined
}
