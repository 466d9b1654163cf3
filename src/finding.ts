/**
 * Findings: what Kittn says about a page. A finding is a value, never an exception; it names a place, what is
 * wrong there and how to mend it. Codes are public: they may be retired, never reused.
 */

/** A place in a source file. Lines and columns count from 1; `file` is relative to the page's folder. */
export type Span = {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
}

export type Severity = 'error' | 'warning' | 'note'

type Entry = { readonly severity: Severity; readonly meaning: string; readonly cure: string }

const TABLE = {
  'page-missing': {
    severity: 'error',
    meaning: 'No page was found at this path.',
    cure: 'Name a Markdown file, or a folder that has `source/index.html.md` or `index.md`.',
  },
  'front-matter': {
    severity: 'error',
    meaning: 'The front matter is not valid YAML, so its settings are ignored.',
    cure: 'Mend the YAML between the two `---` lines.',
  },
  'include-missing': {
    severity: 'error',
    meaning: 'A file named under `includes` is not there.',
    cure: 'Add `includes/_NAME.md` beside the page, or take the name out of the list.',
  },
  'include-outside': {
    severity: 'error',
    meaning: 'A file named under `includes` lies outside the folder of the page.',
    cure: 'Move the file into the folder of the page; Kittn reads nothing outside it.',
  },
  'fence-unclosed': {
    severity: 'error',
    meaning: 'A code fence is never closed, so the rest of the file is code.',
    cure: 'Add a closing fence on a line of its own.',
  },
  'fence-glued': {
    severity: 'error',
    meaning: 'A closing fence stands on the line of the last brace, so it closes nothing.',
    cure: 'Put the closing fence on a line of its own.',
  },
  'id-duplicate': {
    severity: 'warning',
    meaning: 'Two headings have the same id, so links to the second land on the first.',
    cure: 'Word one of the headings differently.',
  },
  'operation-duplicate': {
    severity: 'warning',
    meaning: 'The same method and path is documented twice; the first one counts.',
    cure: 'Join the two sections or mend the request line of one.',
  },
  'sample-path': {
    severity: 'warning',
    meaning: 'The sample calls another path than the request line states.',
    cure: 'Make the two agree; readers copy the sample.',
  },
  'json-invalid': {
    severity: 'warning',
    meaning: 'A JSON sample does not parse, even with comments, ellipses and trailing commas allowed.',
    cure: 'Mend the JSON at the place named.',
  },
  'placeholder-undocumented': {
    severity: 'warning',
    meaning: 'The path has a placeholder that no table of the section describes.',
    cure: 'Add a row for it under `### URL Parameters`.',
  },
  'parameter-unplaced': {
    severity: 'warning',
    meaning: 'A URL parameter is described that the path does not have.',
    cure: 'Put the placeholder into the request line, or the row under another heading.',
  },
  'samples-without-tab': {
    severity: 'warning',
    meaning: 'Samples are in a language that has no tab, so they are shown in none or in all.',
    cure: 'Add the language under `language_tabs`, or take the samples out.',
  },
  'tab-without-samples': {
    severity: 'warning',
    meaning: 'A tab has no sample on the whole page.',
    cure: 'Write samples for the language, or take it out of `language_tabs`.',
  },
  'template-residue': {
    severity: 'warning',
    meaning: 'Text or code of the Slate template was left in place.',
    cure: 'Replace it by what is true of this API.',
  },
  'shell-continuation': {
    severity: 'warning',
    meaning: 'A command goes on in the next line without a backslash, so the shell runs two commands.',
    cure: 'End the line with a space and a backslash.',
  },
  mojibake: {
    severity: 'warning',
    meaning: 'UTF-8 text was once read as Latin-1 or Windows-1252 and saved again.',
    cure: 'Save the original character.',
  },
  'handler-unknown': {
    severity: 'error',
    meaning: 'api.ts handles an operation that the page does not describe.',
    cure: 'Describe it on the page, or mend the key: the method, a space and the path as `kittn plan` prints them.',
  },
  'api-broken': {
    severity: 'error',
    meaning: 'api.ts could not be loaded.',
    cure: 'Mend the error that is named.',
  },
} as const

export type FindingCode = keyof typeof TABLE

/** Every code there is. docs/findings.md says the same, by test. */
export const FINDINGS: Readonly<Record<FindingCode, Entry>> = TABLE

export type Finding = {
  readonly code: FindingCode
  readonly severity: Severity
  /** What is wrong here, in one sentence with the names of this page. */
  readonly message: string
  /** How to mend it. */
  readonly cure: string
  readonly span: Span
}

/** Makes a finding; `message` and `cure` default to the words of the table. */
export function finding(code: FindingCode, span: Span, message?: string, cure?: string): Finding {
  const entry = FINDINGS[code]
  return { code, severity: entry.severity, message: message ?? entry.meaning, cure: cure ?? entry.cure, span }
}

/** Orders findings as a reader meets them: by file in order of first mention, then line, then column. */
export function byPlace(findings: readonly Finding[]): Finding[] {
  const files = [...new Set(findings.map((f) => f.span.file))]
  const place = (f: Finding) => [files.indexOf(f.span.file), f.span.line, f.span.column] as const
  return findings.toSorted((a, b) => {
    const [left, right] = [place(a), place(b)]
    return left[0] - right[0] || left[1] - right[1] || left[2] - right[2]
  })
}
