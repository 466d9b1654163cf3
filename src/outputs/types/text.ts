/** TypeScript text that nothing written on a page can break out of. */

/** A property name, quoted unless it is a plain identifier. */
export function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)
}

/** A string literal. */
export function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${inner.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`
}

/** The lines of a doc comment, none for empty text. */
export function comment(text: string | undefined): string[] {
  const lines = (text ?? '')
    .replaceAll('*/', '*\\/')
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => line.trim())
    .filter(Boolean)
  if (lines.length === 0) return []
  return lines.length === 1 ? [`/** ${lines[0]} */`] : ['/**', ...lines.map((line) => ` * ${line}`), ' */']
}

/** An object type from the lines of its members; `{}` without any. */
export function block(members: readonly string[]): string {
  return members.length === 0 ? '{}' : ['{', ...members.map(indent), '}'].join('\n')
}

/** One member with its doc comment, ready for `block`. */
export function member(name: string, type: string, about?: string): string {
  return [...comment(about), `${name}: ${type}`].join('\n')
}

function indent(lines: string): string {
  return lines.replaceAll(/^/gm, '  ')
}
