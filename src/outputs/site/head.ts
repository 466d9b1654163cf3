/** The head of a document. Every address is relative; the only script that blocks is the small one that sets colours and tab. */
import type { Page } from '../../model/page.ts'
import type { AssetName, Assets } from './assets.ts'
import { attributes, escape, type Attributes } from './html.ts'

/** Scripts are the site's own, also where a host sends no policy and where the page lies on a disk. */
export const POLICY = "script-src 'self' file:; object-src 'none'; base-uri 'none'"

export type Head = {
  readonly title: string
  readonly meta: Page['meta']
  readonly assets: Assets
  /** Besides the early one, all deferred. */
  readonly scripts: readonly AssetName[]
  /** What the browser is to enforce, wherever the page is served. */
  readonly policy?: string | undefined
  readonly favicon?: string | undefined
  /** Attribute lists of further `<meta>` and `<link>` elements. */
  readonly more?: readonly { readonly name: 'meta' | 'link'; readonly list: Attributes }[]
}

/** The `<head>`. */
export function head({ title, meta, assets, scripts, policy, favicon, more = [] }: Head): string {
  const icon = favicon === undefined ? { type: 'image/svg+xml', href: assets['favicon.svg'] } : { href: favicon }
  return [
    '<head>',
    '<meta charset="utf-8">',
    ...(policy === undefined
      ? []
      : [`<meta${attributes({ 'http-equiv': 'content-security-policy', content: policy })}>`]),
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    ...meta.map((list) => `<meta${attributes(list)}>`),
    `<title>${escape(title)}</title>`,
    `<link${attributes({ rel: 'icon', ...icon })}>`,
    `<link rel="stylesheet" href="${assets['site.css']}">`,
    ...more.map(({ name, list }) => `<${name}${attributes(list)}>`),
    // Behind the style sheet, for which it waits: else a long page is read on meanwhile, and its first frame has more to draw.
    `<script src="${assets['early.js']}"></script>`,
    ...scripts.map((name) => `<script src="${assets[name]}" defer></script>`),
    '</head>',
  ].join('\n')
}
