/** Findings as the dev server sends them. The shape is that of src/finding.ts, which browser code does not import. */
export type Finding = {
  readonly code: string
  readonly severity: 'error' | 'warning' | 'note'
  readonly message: string
  readonly cure: string
  /** Whether the page has a mark for it. */
  readonly placed?: boolean
  readonly span: { readonly file: string; readonly line: number; readonly column: number }
}

/** What the stream of events says. */
export type LiveEvent =
  | { readonly type: 'reload' }
  | { readonly type: 'error'; readonly message: string; readonly place?: string }
  | { readonly type: 'findings'; readonly findings: readonly Finding[] }

/** The findings that a document carries. */
export function embedded(source: Document): readonly Finding[] {
  const text = source.getElementById('kittn-findings')?.textContent ?? '[]'
  return JSON.parse(text) as readonly Finding[] // written by document.ts
}

/** An event of the stream; undefined for what is none. */
export function eventOf(data: string): LiveEvent | undefined {
  try {
    return JSON.parse(data) as LiveEvent // written by the dev server
  } catch {
    return undefined
  }
}
