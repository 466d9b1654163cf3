/** What stands around the content: the bar with search and tabs, and the table of contents. */
import type { Method } from '../../model/contract.ts'
import type { Page } from '../../model/page.ts'
import type { Assets } from './assets.ts'
import type { Entry } from './contents.ts'
import { attributes, escape } from './html.ts'
import { icon, MARK } from './mark.ts'
import { methodMark } from './request.ts'
import { WORDS } from './words.ts'

/** Above this many entries only the part that is read stands open. */
const UNFOLDED = 50
const SCHEMES = ['system', 'light', 'dark'] as const

/** The bar at the top: menu (where the contents have no column), name, search, tabs. */
export function bar(page: Page, assets: Assets): string {
  const search = page.search ? searchButton(assets) : ''
  const menu = `<button class="menu" type="button" aria-expanded="false" aria-controls="contents" aria-label="${WORDS.menu}">${icon('menu')}</button>`
  return `<header class="bar">\n${menu}\n${brand(page)}\n${search}\n${tabList(page)}\n</header>`
}

/** The name of the page with its logo, which leads to the top. */
export function brand({ title, front }: Pick<Page, 'title' | 'front'>): string {
  const logo = front['logo']
  const image = typeof logo === 'string' && logo !== '' ? `<img class="logo" src="${escape(logo)}" alt="">` : MARK
  return `<a class="brand" href="#">${image}<span>${escape(title || WORDS.untitled)}</span></a>`
}

function searchButton(assets: Assets): string {
  const script = attributes({ 'data-script': assets['search.js'] })
  return `<button class="find" type="button" aria-haspopup="dialog" aria-label="${WORDS.search}" aria-keyshortcuts="/ Control+K Meta+K"${script}>${icon('search')}<span>${WORDS.search}</span><kbd>/</kbd></button>`
}

function tabList({ tabs }: Page): string {
  if (tabs.length === 0) return ''
  const buttons = tabs.map(({ key, label }, at) => {
    const list = { role: 'tab', type: 'button', 'aria-selected': String(at === 0), tabindex: at === 0 ? '0' : '-1' }
    return `<button${attributes({ ...list, 'aria-controls': 'content', 'data-language-name': key })}>${escape(label)}</button>`
  })
  return `<div class="lang-selector" role="tablist" aria-label="${WORDS.tabs}">${buttons.join('')}</div>`
}

/** The switch between the schemes: light, dark, or what the system says. */
export function schemes(): string {
  const buttons = SCHEMES.map(
    (name) =>
      `<button type="button" data-scheme-name="${name}" aria-pressed="${name === 'system'}" aria-label="${WORDS[name]}" title="${WORDS[name]}">${icon(name)}</button>`,
  )
  return `<div class="schemes" role="group" aria-label="${WORDS.scheme}">${buttons.join('')}</div>`
}

/** The table of contents with the page's own footers under it. */
export function navigation(page: Page, entries: readonly Entry[], methods: ReadonlyMap<string, Method>): string {
  const count = entries.reduce((all, entry) => all + 1 + entry.children.length, 0)
  const fold = attributes({ 'data-fold': count > UNFOLDED })
  const footers = page.tocFooters.map((html) => `<li>${html}</li>`).join('')
  const footer = footers === '' ? '' : `\n<ul class="toc-footer">${footers}</ul>`
  return `<nav id="contents" aria-label="${WORDS.contents}"${fold}>\n${tree(entries, methods, 1)}${footer}\n${schemes()}\n</nav>`
}

function tree(entries: readonly Entry[], methods: ReadonlyMap<string, Method>, level: number): string {
  const items = entries.map((entry) => {
    const below = entry.children.length === 0 ? '' : `\n${tree(entry.children, methods, level + 1)}`
    return `<li>${link(entry, methods.get(entry.id))}${below}</li>`
  })
  return `<ul class="toc-list-h${level}">\n${items.join('\n')}\n</ul>`
}

function link({ id, text, level }: Entry, method: Method | undefined): string {
  const list = attributes({ href: `#${id}`, class: `toc-h${level} toc-link`, 'data-title': text })
  const mark = method === undefined ? '' : methodMark(method)
  return `<a${list}><span>${escape(text)}</span>${mark}</a>`
}
