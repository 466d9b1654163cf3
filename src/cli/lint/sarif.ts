/** Findings as SARIF 2.1.0, which code hosts show beside the lines: https://docs.oasis-open.org/sarif/sarif/v2.1.0 */
import { FINDINGS, type Finding, type FindingCode, type Severity } from '../../finding.ts'

const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  note: 'note',
}

/** A log of one run. `version` is Kittn's own. */
export function sarif(findings: readonly Finding[], version: string): string {
  const codes = Object.keys(FINDINGS).filter(isCode)
  const driver = { name: 'kittn', semanticVersion: version, rules: codes.map(ruleOf) }
  const results = findings.map((found) => resultOf(found, codes.indexOf(found.code)))
  const run = { tool: { driver }, columnKind: 'utf16CodeUnits', results }
  return JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

function isCode(name: string): name is FindingCode {
  return name in FINDINGS
}

function ruleOf(code: FindingCode): object {
  const { severity, meaning, cure } = FINDINGS[code]
  return {
    id: code,
    shortDescription: { text: meaning },
    help: { text: cure },
    defaultConfiguration: { level: LEVEL[severity] },
  }
}

function resultOf({ code, severity, message, cure, span }: Finding, ruleIndex: number): object {
  const region = { startLine: span.line, startColumn: span.column, endLine: Math.max(span.line, span.endLine) }
  const artifactLocation = { uri: uriOf(span.file) }
  return {
    ruleId: code,
    ruleIndex,
    level: LEVEL[severity],
    message: { text: `${message} ${cure}` },
    locations: [{ physicalLocation: { artifactLocation, region } }],
  }
}

/** A relative path as a URI reference. */
function uriOf(file: string): string {
  return file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/')
}
