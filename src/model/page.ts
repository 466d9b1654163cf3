/**
 * A page as an author wrote it: one Slate document with its front matter, its main file and its includes.
 * Blocks are Markdown blocks in page order; inline content is kept as rendered HTML beside its plain text, so that
 * nothing behind the reader parses Markdown again.
 */
import type { Span } from '../finding.ts'

export type Page = {
  readonly title: string
  /** The `description` of `meta`, else undefined. */
  readonly description: string | undefined
  readonly tabs: readonly Tab[]
  /** Raw HTML, as the author wrote it. */
  readonly tocFooters: readonly string[]
  readonly search: boolean
  /** Attribute lists of `<meta>` elements. */
  readonly meta: readonly Readonly<Record<string, string>>[]
  /** Front matter as parsed, with keys that Kittn does not know. */
  readonly front: Readonly<Record<string, unknown>>
  /** The main file first, then the includes in order. */
  readonly files: readonly SourceFile[]
  readonly blocks: readonly Block[]
}

/** A language tab. `key` is what fences, URLs and classes say; `label` is what people read. */
export type Tab = { readonly key: string; readonly label: string }

export type SourceFile = {
  /** Relative to the page's folder, with `/`. */
  readonly path: string
  readonly text: string
}

/** Inline content: `html` is safe to place in an element, `text` is what a reader sees, `codes` are the code spans. */
export type Inline = { readonly html: string; readonly text: string; readonly codes: readonly string[] }

export type Block = Heading | Paragraph | Code | List | Table | Quote | Box | Html | Rule

export type Heading = Inline & {
  readonly kind: 'heading'
  readonly level: number
  readonly id: string
  readonly span: Span
}

/** `tight` paragraphs stand in a list item without blank lines and are shown without `<p>`. */
export type Paragraph = Inline & { readonly kind: 'paragraph'; readonly tight: boolean; readonly span: Span }

export type Code = {
  readonly kind: 'code'
  readonly text: string
  /** The word after the fence as written (`ruby`, `python--two`), if there is one. */
  readonly word: string | undefined
  /** Canonical name of the language for colours (`ruby`, `shell`, `json`), else `plaintext`. */
  readonly language: string
  /** The tab that the block belongs to, as the class after `tab-`; undefined is shown under every tab. */
  readonly tab: string | undefined
  /** Where the text stands, if that is not below the fence: in a file that the page takes it from. */
  readonly source?: Span
  readonly span: Span
}

export type List = {
  readonly kind: 'list'
  readonly ordered: boolean
  readonly items: readonly Item[]
  readonly span: Span
}
export type Item = { readonly blocks: readonly Block[]; readonly span: Span }

export type Align = 'left' | 'right' | 'center' | undefined
export type Cell = Inline & { readonly span: Span }
export type Table = {
  readonly kind: 'table'
  readonly align: readonly Align[]
  readonly head: readonly Cell[]
  readonly rows: readonly (readonly Cell[])[]
  readonly span: Span
}

export type Quote = { readonly kind: 'quote'; readonly blocks: readonly Block[]; readonly span: Span }

/** An HTML element whose content the author marked as Markdown; `open` is its start tag without that mark. */
export type Box = {
  readonly kind: 'box'
  readonly name: string
  readonly open: string
  readonly blocks: readonly Block[]
  readonly span: Span
}

/** A raw HTML block, opaque as Slate has it. */
export type Html = { readonly kind: 'html'; readonly html: string; readonly span: Span }

export type Rule = { readonly kind: 'rule'; readonly span: Span }
