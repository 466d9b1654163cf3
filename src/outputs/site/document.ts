/** The document around a page's content. */
import type { Method } from '../../model/contract.ts'
import { from, sectionPath } from '../twin.ts'
import { content } from './content.ts'
import { contents } from './contents.ts'
import { foot } from './foot.ts'
import { head, POLICY } from './head.ts'
import { attributes, dataBlock, escape } from './html.ts'
import { marks } from './marks.ts'
import { bar, navigation } from './nav.ts'
import { rows as rowsOf } from './rows.ts'
import { share } from './share.ts'
import type { Subject, View } from './view.ts'
import { spokenIn } from './words/index.ts'

/** Content above this many characters is drawn a section at a time, as it comes into view. */
const LONG = 600_000
/** A browser that has begun to draw reads on for half a second at once; after so many characters it is let rest. */
const REST = 400_000

/** The whole HTML of a page. In `dev` it carries its findings and listens for changes; that script sees the page first. */
export function document(view: View): string {
  const { reading, words, settings, assets, dev } = view
  const { page, contract } = reading
  const list = rowsOf(page.blocks)
  const found = marks(page.blocks, reading.findings)
  const rows = content(list, page, contract, { words, marks: dev ? found.behind : new Map() })
  const main = (dev || view.single ? rows : rested(rows, assets['rest.js'])).join('\n')
  const { meta, title } = page
  const { favicon } = settings
  return [
    '<!doctype html>',
    `<html${attributes(root(view))}>`,
    head({
      title,
      meta,
      assets,
      favicon,
      policy: view.trust || view.single ? undefined : POLICY,
      scripts: dev ? ['dev.js', 'site.js'] : ['site.js'],
      more: share(view),
    }),
    `<body class="index">`,
    `<a class="skip" href="#kittn-main">${escape(words.skip)}</a>`,
    bar(view),
    navigation(view, contents(list, settings.depth), methods(reading)),
    `<main id="kittn-main" class="content${main.length > LONG ? ' long' : ''}" tabindex="-1">`,
    list.some((row) => row.title !== undefined) ? main : `<h1 class="unseen" data-added>${escape(title)}</h1>\n${main}`,
    ...foot(view),
    '</main>',
    dataBlock('kittn-words', spokenIn(words, dev)),
    ...(dev ? [dataBlock('kittn-findings', found.findings)] : []),
    '</body>',
    '</html>\n',
  ].join('\n')
}

/** Rows with scripts between them that do nothing: each ends the task in which the browser reads the page. */
function rested(rows: readonly string[], script: string): string[] {
  let read = 0
  return rows.flatMap((row, at) => {
    read += row.length
    if (read < REST || at + 1 === rows.length) return [row]
    read = 0
    return [row, `<script src="${script}"></script>`]
  })
}

function root(view: View): Record<string, string | undefined> {
  const { reading, path, single, settings, assets } = view
  const { page, contract } = reading
  const { lang, dir } = settings
  return {
    lang,
    dir,
    'data-languages': JSON.stringify(page.tabs.map(({ key }) => key)),
    'data-title': page.title,
    'data-sections': single ? undefined : from(path, sectionPath(path, '')).replace(/\.md$/, ''),
    'data-tryit': contract.operations.length + contract.channels.length > 0 ? assets['tryit.js'] : undefined,
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
