/** The home page of several APIs. */
import type { OutputFile } from '../output.ts'
import { assets } from './assets.ts'
import { head } from './head.ts'
import { escape } from './html.ts'
import { MARK } from './mark.ts'
import { schemes } from './nav.ts'
import { filled, wordsOf } from './words/index.ts'

const WORDS = wordsOf('en')

/** One API as the home page lists it; `prefix` is where it is served, with or without slashes. */
export type HomeEntry = {
  readonly name: string
  readonly title: string
  readonly description: string | undefined
  readonly prefix: string
  readonly operations: number
}

/** `index.html` with a card for each API, and the assets it loads. */
export function homePage(apis: readonly HomeEntry[]): OutputFile[] {
  const { files, addresses } = assets('', {})
  const used = files.filter(({ path }) => !/(?:search|tryit)\.js$/.test(path))
  const html = [
    '<!doctype html>',
    '<html lang="en" dir="ltr">',
    head({ title: WORDS.home, meta: [], assets: addresses, scripts: ['site.js'] }),
    '<body class="home">',
    `<header class="bar"><a class="brand" href="./">${MARK}<span>${WORDS.home}</span></a>${schemes(WORDS)}</header>`,
    `<main id="kittn-main"><h1>${WORDS.home}</h1>`,
    apis.length === 0 ? `<p>${WORDS.homeEmpty}</p>` : `<ul class="cards">\n${apis.map(card).join('\n')}\n</ul>`,
    '</main>',
    '</body>',
    '</html>\n',
  ]
  return [{ path: 'index.html', content: html.join('\n') }, ...used]
}

function card({ name, title, description, prefix, operations }: HomeEntry): string {
  const path = prefix.replaceAll(/^\/+|\/+$/g, '')
  const about = description ? `<p>${escape(description)}</p>` : ''
  const count = operations === 1 ? WORDS.operation : filled(WORDS.operations, operations)
  return `<li><a href="./${escape(encodeURI(path))}/"><h2>${escape(title || name)}</h2>${about}<p class="facts"><code>/${escape(path)}/</code><span>${count}</span></p></a></li>`
}
