/** What a reader gets at an address where nothing is: hosts of static files and our own server send `404.html`. */
import type { Page } from '../../model/page.ts'
import type { Reading } from '../../model/reading.ts'
import { madeLater, type OutputFile } from '../output.ts'
import { assetsFrom, type Assets } from './assets.ts'
import { contents } from './contents.ts'
import { head, POLICY } from './head.ts'
import { attributes, dataBlock, escape } from './html.ts'
import { MARK } from './mark.ts'
import { schemes, searchButton } from './nav.ts'
import { placesOf } from './places.ts'
import { rows } from './rows.ts'
import { settingsOf, type Settings } from './settings.ts'
import { spokenIn, wordsOf } from './words/index.ts'

export const MISSING = '404.html'

export type Missing = Pick<Settings, 'lang' | 'dir' | 'favicon'> & {
  /** The title of the site. */
  readonly title: string
  /** The path at which the site stands, with a slash at both ends: nobody knows below which address this page is shown. */
  readonly base: string
  /** As a page at the root of the site says them. */
  readonly assets: Assets
  /** Where a reader may want to go; addresses are relative to `base`. */
  readonly goals: readonly Goal[]
  /** The pages that a search looks through; undefined where there is none. */
  readonly searched: readonly Goal[] | undefined
}
type Goal = { readonly title: string; readonly href: string }

type Around = { readonly single: boolean; readonly address: string | undefined; readonly assets: Assets }

/** A page for addresses where nothing is, unless the author wrote one, or all has to be in one file. */
export function missing(reading: Reading, around: Around): OutputFile[] {
  if (around.single || reading.pages.some(({ path }) => path === MISSING)) return []
  const { page } = reading
  const { lang, dir, favicon } = settingsOf(page)
  const searched = placesOf(reading, '').map(({ title, href }) => ({ title, href: href.replace(/^\.\/$/, '') }))
  const own = searched.length > 0 ? searched : [{ title: page.title, href: '' }]
  const about = { lang, dir, favicon, title: page.title, base: baseOf(around.address), assets: around.assets }
  const goals = (): typeof own => (searched.length > 0 ? searched : chaptersOf(reading))
  return [madeLater(MISSING, () => missingPage({ ...about, goals: goals(), searched: page.search ? own : undefined }))]
}

/** The outermost entries of the contents of a site of one page. */
function chaptersOf({ page }: Reading): { title: string; href: string }[] {
  return contents(rows(page.blocks), 1).map(({ id, text }) => ({ title: text, href: `#${id}` }))
}

/** The path of a site whose address is known, else that of a host's root. */
function baseOf(address: string | undefined): string {
  return address === undefined ? '/' : new URL(address).pathname.replace(/\/*$/, '/')
}

/** The whole HTML. */
export function missingPage(about: Missing): string {
  const { title, base, lang, dir, favicon, goals, searched } = about
  const words = wordsOf(lang)
  const assets = assetsFrom('', about.assets, base)
  const below = <T extends Goal>(goal: T): T => ({ ...goal, href: base + goal.href.replace(/^\.\//, '') })
  const find = searched === undefined ? '' : searchButton(words, assets['search.js'], searched.map(below))
  const meta: Page['meta'] = [{ name: 'robots', content: 'noindex' }]
  return [
    '<!doctype html>',
    `<html${attributes({ lang, dir, 'data-title': words.missing })}>`,
    head({
      title: `${words.missing} – ${title}`,
      meta,
      assets,
      favicon: favicon !== undefined && !/^(?:[a-z]+:|\/)/i.test(favicon) ? base + favicon : favicon,
      scripts: ['site.js'],
      policy: POLICY,
    }),
    '<body class="home missing">',
    `<header class="bar"><a class="brand" href="${escape(base)}">${MARK}<span>${escape(title)}</span></a>${find}${schemes(words)}</header>`,
    `<main id="kittn-main"><p class="status">404</p><h1>${escape(words.missing)}</h1><p class="about">${escape(words.missingText)}</p>`,
    `<ul class="goals">${goals.map(below).map(link).join('')}</ul>`,
    '</main>',
    dataBlock('kittn-words', spokenIn(words)),
    '</body>',
    '</html>\n',
  ].join('\n')
}

const link = ({ title, href }: Goal): string => `<li><a href="${escape(href)}">${escape(title)}</a></li>`
