/** How findings are printed: one function a format. */
import colors from 'picocolors'
import type { Finding } from '../../finding.ts'
import { countOf, findingLines } from '../terminal.ts'
import { sarif } from './sarif.ts'

export type Format = 'text' | 'json' | 'sarif' | 'github'

/** Each format by its name. `version` is Kittn's own. */
export const FORMATS: Readonly<Record<Format, (findings: readonly Finding[], version: string) => string>> = {
  text: (findings) => [...findings.map((found) => findingLines(found)), summary(findings)].join('\n'),
  json: (findings) => JSON.stringify(findings, null, 2),
  sarif,
  github: (findings) => findings.map(annotation).join('\n'),
}

function summary(findings: readonly Finding[]): string {
  return findings.length === 0 ? colors.green('no findings') : `\n${countOf(findings)}`
}

/** GitHub's workflow command: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
function annotation({ severity, span, code, message, cure }: Finding): string {
  const level = severity === 'note' ? 'notice' : severity
  const text = `${message} ${cure}`.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  const file = span.file.replaceAll('%', '%25').replaceAll(',', '%2C').replaceAll(':', '%3A')
  return `::${level} file=${file},line=${span.line},col=${span.column},title=${code}::${text}`
}
