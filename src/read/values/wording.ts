/** Facts in the prose of a description: required or not, default, enumeration, bounds. Only what is said plainly. */
import type { Json, Shape } from '../../model/shape.ts'
import type { Inline } from '../../model/page.ts'
import { any, found, whole } from '../../model/vocabulary.ts'

const OPTIONAL = 'optional|opcional|optionnel|facultatif'
const REQUIRED = 'required|mandatory|obligatori[oa]|obrigat[óo]ri[oa]|requerid[oa]|obligatoire|requis'
const MARKED_OPTIONAL = any(String.raw`
  ^\W*(?:${OPTIONAL})\b|^\W*(?:可选|可選|选填|任意)|[([*]\s*(?:${OPTIONAL})\s*[)\]*]
`)
const MARKED_REQUIRED = any(String.raw`
  ^\W*(?:${REQUIRED})\s*(?:[.,:;)\]*–—-]|$)|^\W*(?:必须|必填|必需)|[([*]\s*(?:${REQUIRED})\s*[)\]*]
  \bthis (?:field|parameter) is (?:required|mandatory)(?:\.|$)|(?:^|\. )(?:required|mandatory)\.?$
`)

/** Whether a description says of itself that the thing is required. */
export function requiredInProse(text: string): boolean | undefined {
  if (MARKED_OPTIONAL.test(text)) return false
  return MARKED_REQUIRED.test(text) ? true : undefined
}

const NOTHING = whole(String.raw`
  |-+|–|—|none|null|nil|n/?a|undefined|required|mandatory|optional|empty|no default|无|無|なし|없음|tbd|\.+
`)

/** The value of a "default" cell, in the type that is documented or that it looks like; undefined for none. */
export function defaultCell(text: string, shape: Shape | undefined): Json | undefined {
  const plain = text.trim().replaceAll(/^[`"'“”‘’]+|[`"'“”‘’]+$/g, '')
  return NOTHING.test(plain) ? undefined : literal(plain, shape)
}

/** A value written as text, read as the shape wants it. Undefined where it does not fit. */
export function literal(plain: string, shape: Shape | undefined): Json | undefined {
  const kind = shape?.kind
  const guess = kind === undefined || kind === 'any' || kind === 'union'
  if ((guess || kind === 'boolean') && /^(?:true|false)$/i.test(plain)) return plain.toLowerCase() === 'true'
  if ((guess || kind === 'integer' || kind === 'number') && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(plain))
    return Number(plain)
  if (guess || kind === 'string') return plain.length <= 200 ? plain : undefined
  return undefined
}

const VALUE = String.raw`(?:${'`'}([^${'`'}]+)${'`'}|"([^"]+)"|'([^']+)'|(true|false|-?\d+(?:\.\d+)?)\b)`
const DEFAULT = found(String.raw`
  \bdefaults?(?: value)?(?: is| to|:|=| =)?\s*[:=]?\s*${VALUE}
  \b(?:by default(?: is)?|(?:valor )?por defecto:?|padrão:?|par défaut:?|standard:)\s*[:=]?\s*${VALUE}
  (?:默认|默認|デフォルト|기본값)(?:值|为|是|は|値|：|:|\s)*[${'`'}"]?([\w.-]+)
`)

/** The default that a description names: "Defaults to `10`". */
export function defaultInProse(text: string, shape: Shape | undefined): Json | undefined {
  const match = DEFAULT.exec(text)
  const value = match?.slice(1).find((group) => group !== undefined)
  return value === undefined ? undefined : defaultCell(value, shape)
}

const AFTER = String.raw`\s*(?:the following)?\s*(?:values)?\s*[:：]?\s*`
const VALUES_PHRASE = found(String.raw`
  \b(?:one of|either|values? can be|can be(?: one of)?|must be(?: one of)?|options?(?: are)?|enum)\b${AFTER}
  \b(?:possible|valid|allowed|accepted|available) values?(?: are| is)?\b${AFTER}
  \b(?:valores posibles|valores? possíveis|pode ser|puede ser|valeurs possibles|peut être)\b${AFTER}
  (?:可选值|取值|枚举值|可能的值)(?:为|是|：|:|\s)*
`)

/** The enumeration that a description gives: "One of `a`, `b`". Code spans only, at least two of them in one row. */
export function valuesInProse(cell: Inline): readonly string[] | undefined {
  const phrase = cell.codes.length < 2 ? null : VALUES_PHRASE.exec(cell.text)
  if (phrase === null) return undefined
  const values: string[] = []
  let at = phrase.index + phrase[0].length
  for (const code of cell.codes) {
    const found = cell.text.indexOf(code, Math.max(0, at - 1))
    if (found < 0) continue
    const between = cell.text.slice(at, found)
    if (
      found < at ||
      !/^[\s,，、;/|"'`([]*(?:(?:and|or|y|o|e|ou|et|und|oder|和|或)\b)?[\s,，、;/|"'`([:]*$/iu.test(between)
    ) {
      if (values.length > 0) break
      continue
    }
    values.push(code)
    at = found + code.length
  }
  return values.length >= 2 && values.every((value) => value.length <= 80) ? values : undefined
}

export type Bounds = { readonly minimum?: number; readonly maximum?: number; readonly characters: boolean }

const NUMBER = String.raw`(-?\d+(?:[.,]\d+)*)`
const TO = '(?:to|and|-|–|a|y|e|et|à)'
const END = String.raw`(?=\s*(?:$|[.,;)]|char|letter|inclusive))`
const RANGES = [
  found(String.raw`
    (?:^|[\s(,;])(?:from|between|range(?: is)?:?|de|entre)\s+${NUMBER}\s*${TO}\s*${NUMBER}(?![\w%-])
  `),
  found(String.raw`
    (?:^|[(,;]\s*|value |range:? |number )${NUMBER}\s*(?:to|-|–|\.\.)\s*${NUMBER}${END}
  `),
]
const MORE = '(?:higher|greater|more|larger|bigger|longer)'
const LESS = '(?:lower|less|smaller|fewer|shorter)'
const OF = '(?: value| length)?(?: is| of)?'
const MAXIMUM = found(String.raw`
  (?:can't be|cannot be|no|not) ${MORE} than\s*${NUMBER}(?![\w-])
  (?:cannot exceed|must not exceed|at most|less than or equal to)\s*${NUMBER}(?![\w-])
  (?:max(?:imum)?${OF}|máximo(?: de| es)?|最大(?:值|为|是)?|不超过)\s*[:：=]?\s*${NUMBER}(?![\w-])
  \b(?:up to|hasta|até)\s+${NUMBER}(?=\s*(?:$|[.,;)]|char))
`)
const MINIMUM = found(String.raw`
  (?:can't be|cannot be|no|not) ${LESS} than\s*${NUMBER}(?![\w-])
  (?:at least|greater than or equal to)\s*${NUMBER}(?![\w-])
  (?:min(?:imum)?${OF}|mínimo(?: de| es)?|最小(?:值|为|是)?)\s*[:：=]?\s*${NUMBER}(?![\w-])
`)

/** Bounds in words: "Can't be higher than 50", "0 to 10", "1 to 100 characters", "max 20". */
export function boundsInProse(text: string): Bounds | undefined {
  const short = text.slice(0, 1000)
  // All of them have a number, and few texts do.
  if (!/\d/.test(short)) return undefined
  const characters = /\b(?:characters?|chars?|letters|caracteres|zeichen|long)\b|字符|文字|length/iu.test(short)
  for (const pattern of RANGES) {
    const range = pattern.exec(short)
    if (range !== null) return ordered(number(range[1]), number(range[2]), characters)
  }
  const [minimum, maximum] = [bound(MINIMUM, short), bound(MAXIMUM, short)]
  return minimum === undefined && maximum === undefined ? undefined : ordered(minimum, maximum, characters)
}

function ordered(minimum: number | undefined, maximum: number | undefined, characters: boolean): Bounds | undefined {
  if (minimum !== undefined && maximum !== undefined && minimum >= maximum) return undefined
  return { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }), characters }
}

function number(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text.replaceAll(/,(?=\d{3}\b)/g, ''))
  return Number.isFinite(value) ? value : undefined
}

/** The number of whichever wording matched. */
function bound(pattern: RegExp, text: string): number | undefined {
  return number(
    pattern
      .exec(text)
      ?.slice(1)
      .find((found) => found !== undefined),
  )
}
