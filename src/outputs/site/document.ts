/** The document around a page's content. */
import type { Method } from '../../model/contract.ts'
import type { PageReading, Reading } from '../../model/reading.ts'
import type { Assets } from './assets.ts'
import { content } from './content.ts'
import { contents } from './contents.ts'
import { head } from './head.ts'
import { attributes, dataBlock, escape } from './html.ts'
import { bar, navigation } from './nav.ts'
import { rows } from './rows.ts'
import { WORDS } from './words.ts'

/** Content above this many characters is drawn a section at a time, as it comes into view. */
const LONG = 600_000

/** A page, what it describes and what is to be said of it. */
type Subject = Pick<PageReading, 'page' | 'contract'> & Pick<Reading, 'findings'>

/** The whole HTML of a page. In `dev` it carries its findings and listens for changes; that script sees the page first. */
export function document(reading: Subject, assets: Assets, dev: boolean): string {
  const { page, contract } = reading
  const list = rows(page.blocks)
  const main = content(list, page, contract)
  const title = page.title || WORDS.untitled
  return [
    '<!doctype html>',
    `<html${attributes(root(reading))}>`,
    head(page, assets, dev ? ['dev.js', 'site.js'] : ['site.js']),
    `<body class="index">`,
    `<a class="skip" href="#content">${WORDS.skip}</a>`,
    bar(page, assets),
    navigation(page, contents(list), methods(reading)),
    `<main id="content" class="content${main.length > LONG ? ' long' : ''}" tabindex="-1">`,
    list.some(({ title }) => title !== undefined)
      ? main
      : `<h1 class="unseen" data-added>${escape(title)}</h1>\n${main}`,
    '</main>',
    ...(dev ? [dataBlock('kittn-findings', reading.findings)] : []),
    '</body>',
    '</html>\n',
  ].join('\n')
}

function root({ page }: Subject): Record<string, string | undefined> {
  const { lang, rtl } = page.front
  return {
    lang: typeof lang === 'string' ? lang : 'en',
    dir: rtl === true ? 'rtl' : 'ltr',
    'data-languages': JSON.stringify(page.tabs.map(({ key }) => key)),
    'data-title': page.title || WORDS.untitled,
  }
}

/** The method of each section that describes exactly one operation. */
function methods({ contract }: Subject): ReadonlyMap<string, Method> {
  const bySection = Map.groupBy(contract.operations, ({ section }) => section)
  const single = [...bySection].filter(([, operations]) => operations.length === 1)
  return new Map(
    single.flatMap(([section, [first]]) => (first === undefined ? [] : [[section, first.method] as const])),
  )
}
