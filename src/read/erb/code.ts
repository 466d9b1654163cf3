/** The few kinds of Ruby that a template of prose needs, by strict patterns: strings, assignments, `partial`. */

const STRING = String.raw`"((?:[^"\\#]|#(?![{$@])|\\["\\])*)"|'((?:[^'\\]|\\['\\])*)'`
const ASSIGNMENT = new RegExp(String.raw`^\s*([a-z_]\w*)\s*=\s*(?:${STRING})\s*;?\s*$`)
const SETTING = new RegExp(
  String.raw`^\s*(?:set|config\.)\s*\(?:?([a-z_]\w*)\s*(?:,|=)\s*(?:${STRING})\s*\)?\s*(?:#.*)?$`,
)
const INDEXED = new RegExp(String.raw`^\s*config\[:([a-z_]\w*)\]\s*=\s*(?:${STRING})\s*(?:#.*)?$`)
const PARTIAL = new RegExp(String.raw`^partial[ (]\s*(?:${STRING}|:([a-z_]\w*))\s*(?:,\s*(.*?))?\)?$`, 's')
const LOCALS = /^:?locals\s*(?::|=>)\s*\{(.*)\}$/s
const LOCAL = new RegExp(String.raw`^\s*(?:([a-z_]\w*):|:([a-z_]\w*)\s*=>)\s*(?:${STRING})\s*$`)

/** Names with their plain texts. */
export type Names = ReadonlyMap<string, string>

/** `a = 'x'`, one a line; undefined where anything else stands there. */
export function assignments(code: string): Names | undefined {
  const found = code
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ASSIGNMENT.exec(line))
  const known = found.filter((match) => match !== null)
  return known.length < found.length || known.length === 0 ? undefined : new Map(known.map(pair))
}

/** The lines `set :x, 'value'` of a Middleman `config.rb`. */
export function settings(text: string): Names {
  const lines = text.slice(0, 200_000).split('\n')
  const found = lines.map((line) => (line.length > 500 ? null : (SETTING.exec(line) ?? INDEXED.exec(line))))
  return new Map(found.filter((match) => match !== null).map(pair))
}

function pair(match: RegExpExecArray): readonly [string, string] {
  return [match[1] ?? '', text(match[2], match[3])]
}

function text(double: string | undefined, single: string | undefined): string {
  return (double ?? single ?? '').replaceAll(/\\(["'\\])/g, '$1')
}

export type Partial = { readonly name: string; readonly locals: Names }

/** `partial "includes/foo"`, with locals that are plain strings; undefined where it says more than that. */
export function partialOf(code: string): Partial | undefined {
  const match = PARTIAL.exec(code)
  if (match === null) return undefined
  const locals =
    match[4] === undefined || match[4].trim() === '' ? new Map<string, string>() : localsOf(match[4].trim())
  return locals && { name: match[3] ?? text(match[1], match[2]), locals }
}

function localsOf(options: string): Names | undefined {
  const inside = LOCALS.exec(options)?.[1]
  if (inside === undefined) return undefined
  const found = inside.split(/,(?=\s*:?[a-z_]\w*\s*(?::|=>))/).map((one) => LOCAL.exec(one))
  const known = found.filter((match) => match !== null)
  if (known.length < found.length) return undefined
  return new Map(known.map((match) => [match[1] ?? match[2] ?? '', text(match[3], match[4])]))
}
