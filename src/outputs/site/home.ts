/** The home page of several APIs. */
import type { OutputFile } from '../output.ts'
import { assets } from './assets.ts'
import { head, POLICY } from './head.ts'
import { attributes, escape } from './html.ts'
import { MARK } from './mark.ts'
import { MISSING, missingPage } from './missing.ts'
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

/**
 * What stands over the list: a title and a text of the author's, as HTML, and the language of both; `base` is the path at
 * which the world sees the folder, with a slash at both ends.
 */
export type HomeAbout = {
  readonly title?: string
  readonly text?: string
  readonly lang?: string
  readonly base?: string
}

/** `index.html` with a card for each API, the page for addresses where nothing is, and the assets that both load. */
export function homePage(
  apis: readonly HomeEntry[],
  { title, text, lang = 'en', base = '/' }: HomeAbout = {},
): OutputFile[] {
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
  const goals = apis.map((api) => ({ title: api.title || api.name, href: `${folderOf(api)}/` }))
  const about = { title: name, lang, dir: directionOf(lang), base, assets: addresses, favicon: undefined }
  return [
    { path: 'index.html', content: html.join('\n') },
    { path: MISSING, content: missingPage({ ...about, goals, searched: undefined }) },
    ...used,
  ]
}

const folderOf = ({ prefix }: HomeEntry): string => encodeURI(prefix.replaceAll(/^\/+|\/+$/g, ''))

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
