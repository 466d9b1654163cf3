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
  'heading-without-id': {
    severity: 'note',
    meaning: 'A heading in HTML has no id, so nothing can link to it.',
    cure: 'Write it as a Markdown heading, or give it an `id`.',
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
  'seed-unknown': {
    severity: 'error',
    meaning: 'api.ts seeds a collection that the page does not have.',
    cure: 'Name a collection that the page describes: a path such as `/kittens` beside `/kittens/{id}`.',
  },
  'channel-unknown': {
    severity: 'error',
    meaning: 'api.ts handles a channel, or a message of a client, that the page does not describe.',
    cure: 'Show it on the page, or mend the name: `kittn plan` prints channels and messages as they are called.',
  },
  'html-page-address': {
    severity: 'error',
    meaning: 'api.ts has an HTML page where it cannot be: at the address of an operation, or at none.',
    cure: "Give it an address of its own: `'GET /checkout/{id}'`.",
  },
  'api-broken': {
    severity: 'error',
    meaning: 'api.ts could not be loaded.',
    cure: 'Mend the line that is named.',
  },
  'block-swallowed': {
    severity: 'warning',
    meaning: 'A list, a table or a fence stands right below a line of text, so it is shown as part of that paragraph.',
    cure: 'Put a blank line before it.',
  },
  'fence-word': {
    severity: 'warning',
    meaning: 'A fence has more than one word behind it, so it is no fence and its code is shown as text.',
    cure: 'Keep one word behind the fence.',
  },
  'fence-unlabelled': {
    severity: 'note',
    meaning: 'A JSON sample stands in a fence without a language, so it has no colours and is not checked.',
    cure: 'Write `json` behind the opening fence.',
  },
  'shell-quote': {
    severity: 'warning',
    meaning: 'A quote in a command is never closed, so the shell waits for the rest.',
    cure: 'Close the quote, or escape it where it is meant as text.',
  },
  'shell-no-command': {
    severity: 'warning',
    meaning: 'A shell sample holds text that no shell can run.',
    cure: 'Write the command that a reader can copy, for example with `curl`.',
  },
  'link-nowhere': {
    severity: 'warning',
    meaning: 'A link leads to a place that the page does not have.',
    cure: 'Name the id of a heading of this page, or take the link out.',
  },
  'link-moved': {
    severity: 'note',
    meaning: 'A link leads to a repository that has moved.',
    cure: 'Link to `https://github.com/slatedocs/slate`, or take the link out.',
  },
  'section-empty': {
    severity: 'warning',
    meaning: 'A section has a heading and nothing else.',
    cure: 'Write the section, or take its heading out until it is written.',
  },
  'heading-jump': {
    severity: 'note',
    meaning: 'A heading leaves out a level, so the contents have a gap there.',
    cure: 'Raise the heading by the levels that are left out.',
  },
  'title-template': {
    severity: 'warning',
    meaning: 'The title of the page does not name the API.',
    cure: 'Put the name of the API into `title`.',
  },
  'setting-misspelled': {
    severity: 'warning',
    meaning: 'A key of the front matter that nothing reads is a known one but for a slip of the pen.',
    cure: 'Write the key as it is known.',
  },
  'tab-claimed': {
    severity: 'warning',
    meaning: 'The text promises samples in a language that has no tab.',
    cure: 'Name the languages of `language_tabs`, or add the tab and its samples.',
  },
  'sample-method': {
    severity: 'warning',
    meaning: 'The sample uses another method than the request line states.',
    cure: 'Make the two agree; readers copy the sample.',
  },
  'sample-header': {
    severity: 'warning',
    meaning: 'A sample sends the credential in a header that is spelled otherwise than the API calls it.',
    cure: 'Write the header as the API does: `X-Api-Key` and `X_Api_Key` are two headers.',
  },
  'sample-id': {
    severity: 'note',
    meaning: 'The sample asks for one thing and the answer shows another.',
    cure: 'Show the answer for the id that the sample asks for.',
  },
  'sample-relative': {
    severity: 'warning',
    meaning: 'A sample calls an address without a host, so it cannot run.',
    cure: 'Write the whole URL, with `https://` and the host.',
  },
  'server-missing': {
    severity: 'note',
    meaning: 'The page names no address at which the API is called.',
    cure: 'State the base URL in the introduction.',
  },
  'server-conflict': {
    severity: 'warning',
    meaning: 'The samples call another host than the base URL of the page.',
    cure: 'Make the samples call the base URL.',
  },
  'type-conflict': {
    severity: 'warning',
    meaning:
      'A field has one type here and another elsewhere: in a table, in all answers, or in another operation on the same record.',
    cure: 'Find out which is true and mend the other.',
  },
  'envelope-broken': {
    severity: 'warning',
    meaning: 'The page says what every answer has, and this answer does not have it.',
    cure: 'Mend the example, or say which answers are meant.',
  },
  'paging-arithmetic': {
    severity: 'warning',
    meaning: 'The numbers of this page of results do not agree with each other.',
    cure: 'Show numbers that a server would answer with.',
  },
  'paging-false': {
    severity: 'warning',
    meaning: 'A link to another page of results is `false`, though its counterpart is a URL.',
    cure: 'Show `null`, or what the server really answers with.',
  },
  'field-undocumented': {
    severity: 'note',
    meaning: 'The example shows fields that the table beside it leaves out.',
    cure: 'Add a row for each of them.',
  },
  'parameters-heading': {
    severity: 'warning',
    meaning: 'The heading over a table of parameters says another place than the request has for them.',
    cure: 'Name the heading after the place: path, query, headers or body.',
  },
  'placeholder-notation': {
    severity: 'note',
    meaning: 'A placeholder mixes two notations.',
    cure: 'Write `<name>`, `{name}` or `:name`.',
  },
  'path-misspelled': {
    severity: 'warning',
    meaning: 'The text names a path that no operation has, and one that is nearly the same exists.',
    cure: 'Write the path as its operation does.',
  },
  'header-underscore': {
    severity: 'note',
    meaning: 'A header has an underscore in its name, and many proxies drop such headers.',
    cure: 'Use a hyphen, if the API takes it.',
  },
  'signature-unchecked': {
    severity: 'note',
    meaning: 'The page has requests signed, and it is not known how: the server does not check it.',
    cure: 'Say the header, the hash and what is signed (`timestamp + method + path + body`), or check it in `authenticate` of api.ts.',
  },
  'operation-without-example': {
    severity: 'note',
    meaning: 'An operation shows neither a request nor an answer.',
    cure: 'Add a sample, and the answer to it.',
  },
  'status-unstated': {
    severity: 'note',
    meaning: 'No operation of the page says which status it answers with.',
    cure: 'Say it at least where it is not 200: 201, 202, 204.',
  },
  'errors-undocumented': {
    severity: 'note',
    meaning: 'The page describes operations, but no error that they answer with.',
    cure: 'Add a section with the status codes and an error body.',
  },
  'secret-shown': {
    severity: 'warning',
    meaning: 'Something that looks like a real credential stands on the page.',
    cure: 'Revoke it if it ever worked, and show a placeholder such as `YOUR_API_KEY`.',
  },
  'invisible-character': {
    severity: 'warning',
    meaning: 'A character that nobody sees stands where it does harm.',
    cure: 'Take it out, or put an ordinary space there.',
  },
  'markdown-in-html': {
    severity: 'warning',
    meaning: 'Markdown stands inside an HTML block, where it is shown as it is.',
    cure: 'Write it as HTML: `<code>`, `<strong>`, `<a href>`.',
  },
  'link-text': {
    severity: 'note',
    meaning: 'The text of a link does not say where it leads.',
    cure: 'Make the words that name the target the link.',
  },
  'word-doubled': {
    severity: 'note',
    meaning: 'A word stands twice in a row.',
    cure: 'Take one of them out.',
  },
  'article-wrong': {
    severity: 'note',
    meaning: 'The article does not fit the sound of the next word.',
    cure: 'Write the other article.',
  },
  'ignore-unused': {
    severity: 'note',
    meaning: 'A finding is ignored here that is not there.',
    cure: 'Take the code out of the list; a mistyped one ignores nothing.',
  },
  'erb-unresolved': {
    severity: 'warning',
    meaning: 'A tag of the template takes Ruby to know, so it is shown as it stands.',
    cure: 'Write the text itself, or a plain string in the front matter, in `config.rb` or in a file of `data/`.',
  },
  'include-endless': {
    severity: 'error',
    meaning: 'A partial includes itself, or includes multiply beyond what a page can be, so it is left out.',
    cure: 'Take the partial out of what it includes.',
  },
} as const

export type FindingCode = keyof typeof TABLE

/** Every code there is. docs/findings.md says the same, by test. */
export const FINDINGS: Readonly<Record<FindingCode, Entry>> = TABLE

/** An edit that mends a finding: at `line` and `column`, both from 1, `from` stands and `to` has to stand. */
export type Fix = { readonly line: number; readonly column: number; readonly from: string; readonly to: string }

export type Finding = {
  readonly code: FindingCode
  readonly severity: Severity
  /** What is wrong here, in one sentence with the names of this page. */
  readonly message: string
  /** How to mend it. */
  readonly cure: string
  readonly span: Span
  /** Present where mending is mechanical: edits in the file of the span. */
  readonly fix?: readonly Fix[]
}

/** Makes a finding; `message` and `cure` default to the words of the table. */
export function finding(code: FindingCode, span: Span, message?: string, cure?: string): Finding {
  const entry = FINDINGS[code]
  return { code, severity: entry.severity, message: message ?? entry.meaning, cure: cure ?? entry.cure, span }
}

/** Orders findings as a reader meets them: by file in order of first mention, then line, then column. */
export function byPlace(findings: readonly Finding[]): Finding[] {
  const files = [...Map.groupBy(findings, (one) => one.span.file).values()]
  return files.flatMap((file) => file.sort((a, b) => a.span.line - b.span.line || a.span.column - b.span.column))
}
