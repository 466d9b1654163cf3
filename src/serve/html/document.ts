/** Whole HTML documents in the look of the reference site, and what a browser may do with them. */
import { html, type Html } from './html.ts'

/** Names of files are those of the folder `assets/` beside api.ts; with a slash before them, those of the site. */
export type Document = {
  readonly title: string
  readonly body: Html
  /** What stands above the content: a name, ways to other pages. */
  readonly above?: Html
  /** Whether the content is wider than prose. */
  readonly wide?: boolean
  readonly scripts?: readonly string[]
  readonly styles?: readonly string[]
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Origins that a form of the document may end up at, by redirection too: `https://shop.example`. */
  readonly leadsTo?: readonly string[]
  /** Origins that may show the document in a frame. */
  readonly framedBy?: readonly string[]
}

/** Marks what `document` made, so that no other object is taken for one. */
export class HtmlDocument {
  readonly made: Document

  constructor(made: Document) {
    this.made = made
  }
}

/** A document in the look of the reference site, with scripts and style sheets from `assets/` beside api.ts. */
export function document(made: Document): HtmlDocument {
  return new HtmlDocument(made)
}

/** Where the API's own files are, below its prefix. */
export const ASSETS = '/-/assets'

/** The text of the document; `base` is the prefix of the API. */
export function documentText(made: Document, base: string): string {
  const { title, body, above, wide = false, scripts = [], styles = [] } = made
  const asset = (name: string): string => `${base}${name.startsWith('/') ? '' : `${ASSETS}/`}${encodeURI(name)}`
  const head = [
    html`<meta charset="utf-8" />`,
    html`<meta name="viewport" content="width=device-width, initial-scale=1" />`,
    html`<title>${title}</title>`,
    html`<link rel="icon" href="${base}/assets/favicon.svg" />`,
    html`<link rel="stylesheet" href="${base}/assets/site.css" />`,
    styles.map((name) => html`<link rel="stylesheet" href="${asset(name)}" />`),
    scripts.map((name) => html`<script type="module" src="${asset(name)}"></script>`),
  ]
  return html`<!doctype html>
    <html lang="en">
      <head>
        ${head}
      </head>
      <body class="${wide ? 'people wide' : 'people'}">
        ${above === undefined ? '' : html`<header class="above">${above}</header>`}
        <main>${body}</main>
      </body>
    </html>`.text
}

/** Everything comes from the server itself, scripts and styles never from within the document. */
export function policy({ leadsTo = [], framedBy = [] }: Pick<Document, 'leadsTo' | 'framedBy'>): string {
  const origins = (list: readonly string[]): string => list.map((one) => new URL(one).origin).join(' ')
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    `form-action 'self' ${origins(leadsTo)}`.trim(),
    `frame-ancestors ${origins(framedBy) || "'none'"}`,
  ].join('; ')
}
