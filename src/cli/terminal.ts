/** What a person reads in the terminal. Colours obey NO_COLOR and are left out in a pipe (picocolors sees to it). */
import colors from 'picocolors'
import type { Finding, Severity } from '../finding.ts'

const PAINT: Readonly<Record<Severity, (text: string) => string>> = {
  error: colors.red,
  warning: colors.yellow,
  note: colors.cyan,
}

/** One finding in two lines: place and message, then the cure. `base` stands before the file's name. */
export function findingLines(found: Finding, base = ''): string {
  const { file, line, column } = found.span
  const place = colors.bold(`${base}${file}:${line}:${column}`)
  return `${place} ${PAINT[found.severity](found.severity)} ${found.message} ${colors.dim(found.code)}\n    ${colors.dim('→')} ${found.cure}`
}

/** `2 errors, 1 warning`; `no findings` if there are none. */
export function countOf(findings: readonly Finding[]): string {
  const parts = (['error', 'warning', 'note'] as const)
    .map((severity) => [findings.filter((found) => found.severity === severity).length, severity] as const)
    .filter(([count]) => count > 0)
    .map(([count, severity]) => `${count} ${severity}${count === 1 ? '' : 's'}`)
  return parts.length === 0 ? 'no findings' : parts.join(', ')
}

/** Rows as columns, each as wide as its widest cell; `indent` stands before every line. Cells are plain text. */
export function columns(rows: readonly (readonly string[])[], indent = ''): string {
  const widths = rows.reduce<number[]>((wide, row) => row.map((cell, i) => Math.max(wide[i] ?? 0, cell.length)), [])
  return rows
    .map(
      (row) =>
        indent +
        row
          .map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0)))
          .join('  ')
          .trimEnd(),
    )
    .join('\n')
}

export function plural(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`
}
