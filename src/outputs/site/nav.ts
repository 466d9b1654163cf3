/** What stands around the content: the bar with search and tabs, and the table of contents. */
import type { Method } from '../../model/contract.ts'
import type { Page } from '../../model/page.ts'
import type { Entry } from './contents.ts'
import { attributes, breakable, escape } from './html.ts'
import { icon, MARK } from './mark.ts'
import { footersOf, portalLink } from './portal.ts'
import { picks } from './picks.ts'
import { methodMark } from './request.ts'
import type { Subject, View } from './view.ts'
import type { Words } from './words/index.ts'

/** Above this many entries only the part that is read stands open. */
const UNFOLDED = 50
const SCHEMES = ['system', 'light', 'dark'] as const

/** The bar at the top: menu (where the contents have no column), name, search, tabs. */
export function bar(view: View): string {
  const { words, reading } = view
  const others = view.pages.filter(({ here }) => !here)
  const search = reading.page.search ? searchButton(words, view.assets['search.js'], others) : ''
  const menu = `<button class="menu" type="button" aria-expanded="false" aria-controls="kittn-nav" aria-label="${escape(words.menu)}">${icon('menu')}</button>`
  return `<header class="bar">\n${menu}\n${brand(view)}\n${search}\n${portalLink(view)}\n${tabList(reading.page, words)}\n</header>`
}

/** The name of the page with its logo, which leads to its top, the first page of several, or where the author says. */
function brand({ title, home, settings: { logo, logoLink } }: View): string {
  const image = logo === undefined ? MARK : `<img class="logo" src="${escape(logo)}" alt="">`
  return `<a class="brand"${attributes({ href: logoLink ?? home })}>${image}<span>${escape(title)}</span></a>`
}

type Other = Pick<View['pages'][number], 'href' | 'title'>

/** Opens the search, whose script is at `address`, in this page and the others. */
export function searchButton(words: Words, address: string, others: readonly Other[]): string {
  const list = others.length === 0 ? undefined : JSON.stringify(others.map(({ href, title }) => ({ href, title })))
  const script = attributes({ 'data-script': address, 'data-pages': list })
  const name = escape(words.search)
  return `<button class="find" type="button" aria-haspopup="dialog" aria-label="${name}" aria-keyshortcuts="/ Control+K Meta+K"${script}>${icon('search')}<span>${name}</span><kbd>/</kbd></button>`
}

function tabList({ tabs }: Page, words: Words): string {
  if (tabs.length === 0) return ''
  const buttons = tabs.map(({ key, label }, at) => {
    const list = { role: 'tab', type: 'button', 'aria-selected': String(at === 0), tabindex: at === 0 ? '0' : '-1' }
    return `<button${attributes({ ...list, 'aria-controls': 'kittn-main', 'data-language-name': key })}>${escape(label)}</button>`
  })
  return `<div class="lang-selector" role="tablist" aria-label="${escape(words.tabs)}">${buttons.join('')}</div>`
}

/** The switch between the schemes: light, dark, or what the system says. */
export function schemes(words: Words): string {
  const buttons = SCHEMES.map((name) => {
    const list = { 'data-scheme-name': name, 'aria-pressed': String(name === 'system') }
    return `<button type="button"${attributes({ ...list, 'aria-label': words[name], title: words[name] })}>${icon(name)}</button>`
  })
  return `<div class="schemes" role="group" aria-label="${escape(words.scheme)}">${buttons.join('')}</div>`
}

/** The table of contents with the page's own footers under it. */
export function navigation(view: View, entries: readonly Entry[], methods: ReadonlyMap<string, Method>): string {
  const fold = attributes({ 'data-fold': countOf(entries) > UNFOLDED })
  const footers = [...footersOf(view), portalLink(view)]
    .filter((html) => html !== '')
    .map((html) => `<li>${html}</li>`)
    .join('')
  return [
    `<nav id="kittn-nav"${attributes({ 'aria-label': view.words.contents })}${fold}>`,
    ...picks(view),
    ...pageList(view, tree(entries, { methods, groups: view.settings.groups }, 1)),
    ...(footers === '' ? [] : [`<ul class="toc-footer">${footers}</ul>`]),
    schemes(view.words),
    '</nav>',
  ].join('\n')
}

/** Where the site has several pages, all of them, and the contents of this one under its name. */
function pageList({ pages }: View, own: string): string[] {
  if (pages.length === 0) return [own]
  const items = pages.flatMap(({ title, href, here, group }, at) => {
    const list = attributes({ href, class: 'toc-page', 'aria-current': here ? 'page' : undefined })
    const item = `<li>${`<a${list}>${escape(title)}</a>`}${here ? `\n${own}` : ''}</li>`
    return group === undefined || group === pages[at - 1]?.group
      ? [item]
      : [`<li class="toc-group">${escape(group)}</li>`, item]
  })
  return [`<ul class="toc-pages">`, ...items, '</ul>']
}

function countOf(entries: readonly Entry[]): number {
  return entries.reduce((all, entry) => all + 1 + countOf(entry.children), 0)
}

type Marks = { readonly methods: ReadonlyMap<string, Method>; readonly groups: ReadonlyMap<string, string> }

function tree(entries: readonly Entry[], marks: Marks, level: number): string {
  const items = entries.flatMap((entry) => {
    const group = marks.groups.get(entry.id)
    const below = entry.children.length === 0 ? '' : `\n${tree(entry.children, marks, level + 1)}`
    const item = `<li>${link(entry, marks.methods.get(entry.id))}${below}</li>`
    return group === undefined ? [item] : [`<li class="toc-group">${escape(group)}</li>`, item]
  })
  return `<ul class="toc-list-h${level}">\n${items.join('\n')}\n</ul>`
}

function link({ id, text, level }: Entry, method: Method | undefined): string {
  const list = attributes({ href: `#${id}`, class: `toc-h${level} toc-link`, 'data-title': text })
  const mark = method === undefined ? '' : methodMark(method)
  return `<a${list}><span>${breakable(escape(text))}</span>${mark}</a>`
}

/** The method of each section that describes exactly one operation. */
export function methods({ contract }: Subject): ReadonlyMap<string, Method> {
  const bySection = Map.groupBy(contract.operations, ({ section }) => section)
  const single = [...bySection].filter(([, operations]) => operations.length === 1)
  return new Map(
    single.flatMap(([section, [first]]) => (first === undefined ? [] : [[section, first.method] as const])),
  )
}
