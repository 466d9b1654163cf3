/** Characters that nobody sees: in settings and code they change what is read, in text they break search. */
import { finding, type Finding, type Fix } from '../../finding.ts'
import type { Page, SourceFile } from '../../model/page.ts'
import type { Rule } from './lint.ts'
import { capped, codesOf } from './look.ts'
import { linesOf } from './place.ts'

/** Never wanted anywhere; no-break spaces only where a program reads. U+200C and U+200D join letters of other scripts. */
const NOWHERE = /[\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069]|(?<=[\x21-\x7E])[\u200C\u200D](?=[\x21-\x7E])/g
const IN_CODE = /[\u00A0\u200B\u2060\uFEFF]/g
const ANY = /[\u00A0\u200B-\u200D\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/

export const invisibleCharacter: Rule = ({ page }) =>
  page.files.flatMap((file, at) => (ANY.test(file.text) ? capped(inFile(file, page, at === 0), 6) : []))

function inFile(file: SourceFile, page: Page, main: boolean): Finding[] {
  const read = programLines(file, page, main)
  return linesOf(page, file.path).flatMap((text, at) => {
    if (!ANY.test(text)) return []
    const pattern = read.has(at + 1) ? IN_CODE : NOWHERE
    const fixes = [...text.matchAll(pattern)]
      // A byte order mark at the very start is no fault.
      .filter((match) => at > 0 || match.index > 0 || match[0] !== '\uFEFF')
      .map((match): Fix => ({
        line: at + 1,
        column: match.index + 1,
        from: match[0],
        to: match[0] === '\u00A0' ? ' ' : '',
      }))
    return fixes.length === 0 ? [] : [told(file.path, fixes, read.get(at + 1))]
  })
}

/** The lines that a program reads, with what they are: front matter, code. */
function programLines(file: SourceFile, page: Page, main: boolean): Map<number, string> {
  const lines = new Map<number, string>()
  for (const { span } of codesOf(page)) {
    if (span.file === file.path) for (let line = span.line; line <= span.endLine; line++) lines.set(line, 'in code')
  }
  const end = main ? linesOf(page, file.path).findIndex((line, at) => at > 0 && /^---\s*$/.test(line)) : -1
  for (let line = 1; line <= end; line++) lines.set(line, 'in the front matter')
  return lines
}

const NAMES: Readonly<Record<string, string>> = {
  '\u00A0': 'no-break space',
  '\u200B': 'zero-width space',
  '\u200C': 'zero-width non-joiner',
  '\u200D': 'zero-width joiner',
  '\u2060': 'word joiner',
  '\uFEFF': 'byte order mark',
}

function told(file: string, fix: readonly Fix[], where = 'in the text'): Finding {
  const [first] = fix
  const { line, column } = first ?? { line: 1, column: 1 }
  const code = (first?.from ?? '').charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
  const name = NAMES[first?.from ?? ''] ?? 'mark of writing direction'
  const more = fix.length > 1 ? ` The line has ${fix.length} such characters.` : ''
  const found = finding(
    'invisible-character',
    { file, line, column, endLine: line },
    `A ${name} (U+${code}) stands ${where}.${more}`,
  )
  return { ...found, fix }
}
