/** The home page of several APIs. */
import type { OutputFile } from '../output.ts'
import { assets } from './assets.ts'
import { head, POLICY } from './head.ts'
import { attributes, escape } from './html.ts'
import { MARK } from './mark.ts'
import { schemes } from './nav.ts'
import { directionOf } from './settings.ts'
import { filled, wordsOf, type Words } from './words/index.ts'

/** One API as the home page lists it; `prefix` is where it is served, with or without slashes. */
export type HomeEntry = {
  readonly name: string
  readonly title: string
  readonly description: string | undefined
  readonly prefix: string
  readonly operations: number
  readonly channels: number
}

/** What stands over the list: a title and a text of the author's, as HTML, and the language of both. */
export type HomeAbout = { readonly title?: string; readonly text?: string; readonly lang?: string }

/** `index.html` with a card for each API, and the assets it loads. */
export function homePage(apis: readonly HomeEntry[], { title, text, lang = 'en' }: HomeAbout = {}): OutputFile[] {
  const words = wordsOf(lang)
  const name = title ?? words.home
  const { files, addresses } = assets('', {})
  const used = files.filter(({ path }) => !/(?:rest|search|tryit)\.js$/.test(path))
  const html = [
    '<!doctype html>',
    `<html${attributes({ lang, dir: directionOf(lang) })}>`,
    head({ title: name, meta: [], assets: addresses, scripts: ['site.js'], policy: POLICY }),
    '<body class="home">',
    `<header class="bar"><a class="brand" href="./">${MARK}<span>${escape(name)}</span></a>${schemes(words)}</header>`,
    `<main id="kittn-main"><h1>${escape(name)}</h1>`,
    ...(text === undefined ? [] : [`<div class="about">${text}</div>`]),
    apis.length === 0
      ? `<p>${words.homeEmpty}</p>`
      : `<ul class="cards">\n${apis.map((api) => card(api, words)).join('\n')}\n</ul>`,
    '</main>',
    '</body>',
    '</html>\n',
  ]
  return [{ path: 'index.html', content: html.join('\n') }, ...used]
}

function card({ name, title, description, prefix, operations, channels }: HomeEntry, words: Words): string {
  const path = prefix.replaceAll(/^\/+|\/+$/g, '')
  const about = description ? `<p>${escape(description)}</p>` : ''
  const counts = [
    ...(operations > 0 || channels === 0 ? [counted(operations, words.operation, words.operations)] : []),
    ...(channels > 0 ? [counted(channels, words.channel, words.channels)] : []),
  ]
  return `<li><a href="./${escape(encodeURI(path))}/"><h2>${escape(title || name)}</h2>${about}<p class="facts"><code>/${escape(path)}/</code><span>${counts.join(' · ')}</span></p></a></li>`
}

const counted = (count: number, one: string, many: string): string => (count === 1 ? one : filled(many, count))
