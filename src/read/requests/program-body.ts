/** Request bodies in programs: `json={…}` of Python, `JSON.stringify({…})` and axios of JavaScript. */
import type { Json } from '../../model/shape.ts'
import { programValue } from '../values/program.ts'

export type Sent = { readonly mediaType: string; readonly example: Json }

const JSON_TYPE = 'application/json'
const FORM_TYPE = 'application/x-www-form-urlencoded'
const LONGEST = 50_000

/** What stands before a body, and how it is sent then. The first that a sample has decides. */
const PYTHON: readonly (readonly [RegExp, string])[] = [
  [/\brequests\.(?:post|put|patch)\([^]{0,2000}?\bjson\s*=\s*/g, JSON_TYPE],
  [/\bdata\s*=\s*json\.dumps\(\s*/g, JSON_TYPE],
  [/\brequests\.(?:post|put|patch)\([^]{0,2000}?\bdata\s*=\s*/g, FORM_TYPE],
]
const JAVASCRIPT: readonly (readonly [RegExp, string])[] = [
  [/\bJSON\.stringify\(\s*/g, JSON_TYPE],
  [/\baxios\s*\.\s*(?:post|put|patch)\(\s*(?:["'`][^"'`\n]*["'`]|\w+)\s*,\s*/g, JSON_TYPE],
  [/\baxios\s*\(\s*\{[^]{0,1000}?\bdata\s*:\s*/g, JSON_TYPE],
]

/** The first body that a sample sends; undefined where it sends none that can be read. */
export function bodyInProgram(text: string, language: string): Sent | undefined {
  const code = text.slice(0, LONGEST)
  if (language === 'python') return first(code, PYTHON)
  return language === 'javascript' || language === 'typescript' ? first(code, JAVASCRIPT) : undefined
}

function first(code: string, places: readonly (readonly [RegExp, string])[]): Sent | undefined {
  for (const [pattern, mediaType] of places) {
    const match = new RegExp(pattern).exec(code)
    const example = match === null ? undefined : valueAt(code, match.index + match[0].length, match.index)
    if (example !== undefined) return { mediaType, example }
  }
  return undefined
}

/** The literal at a place, or the one that the variable there was given before. */
function valueAt(code: string, at: number, before: number): Json | undefined {
  const name = /^[A-Za-z_]\w*(?=\s*[,)\n}])/.exec(code.slice(at, at + 80))?.[0]
  if (name === undefined) return programValue(code, at)
  const given = [...code.slice(0, before).matchAll(new RegExp(String.raw`\b${name}\s*=\s*(?=[{[]|dict)`, 'g'))].at(-1)
  return given === undefined ? undefined : programValue(code, given.index + given[0].length)
}
