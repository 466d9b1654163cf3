/** The head of a document. Every address is relative; the only script that blocks is the small one that sets colours and tab. */
import type { Page } from '../../model/page.ts'
import type { AssetName, Assets } from './assets.ts'
import { attributes, escape } from './html.ts'
import { WORDS } from './words.ts'

export type Head = { readonly title: string; readonly meta: Page['meta'] }

/** The `<head>` with `scripts` besides the early one, all deferred. */
export function head({ title, meta }: Head, assets: Assets, scripts: readonly AssetName[]): string {
  return [
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    ...meta.map((list) => `<meta${attributes(list)}>`),
    `<title>${escape(title || WORDS.untitled)}</title>`,
    `<link rel="icon" type="image/svg+xml" href="${assets['favicon.svg']}">`,
    `<link rel="stylesheet" href="${assets['site.css']}">`,
    `<script src="${assets['early.js']}"></script>`,
    ...scripts.map((name) => `<script src="${assets[name]}" defer></script>`),
    '</head>',
  ].join('\n')
}
