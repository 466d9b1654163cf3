/** The document around a page's content. */
import { from, sectionPath } from '../twin.ts'
import { drawn, keyed, type Drawn } from './drawn.ts'
import { foot } from './foot.ts'
import { head, POLICY } from './head.ts'
import { attributes, dataBlock, escape } from './html.ts'
import { contentsKey, frameKey } from './news.ts'
import { share } from './share.ts'
import type { View } from './view.ts'
import { spokenIn } from './words/index.ts'

/** A browser that has begun to draw reads on for half a second at once; after so many characters it is let rest. */
const REST = 400_000

/** The whole HTML of a page. In `dev` it carries its findings and listens for changes; that script sees the page first. */
export function document(view: View): string {
  const { words, settings, assets, dev, reading } = view
  const now = drawn(view)
  const rows = now.rows.map(dev ? keyed : ({ html }) => html)
  const main = (dev || view.single ? rows : rested(rows, assets['rest.js'])).join('\n')
  const { meta, title } = reading.page
  const { favicon } = settings
  return [
    '<!doctype html>',
    `<html${attributes({ ...root(view), ...(dev ? live(view, now) : {}) })}>`,
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
    now.bar,
    now.contents,
    `<main id="kittn-main" class="content${now.isLong ? ' long' : ''}" tabindex="-1">`,
    now.isUntitled ? `<h1 class="unseen" data-added>${escape(title)}</h1>\n${main}` : main,
    ...foot(view),
    '</main>',
    dataBlock('kittn-words', spokenIn(words, dev)),
    ...(dev ? [dataBlock('kittn-findings', now.findings)] : []),
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

/** What the script of `dev` has to know of the page, to ask for what is new on it. */
function live(view: View, now: Drawn): Record<string, string> {
  return {
    'data-live': from(view.path, '-/'),
    'data-path': view.path,
    'data-frame': frameKey(view),
    'data-contents': contentsKey(now),
    'data-rows': String(now.rows.length),
  }
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
