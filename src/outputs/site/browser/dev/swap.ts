/** Puts what is new on the page in place: only rows that differ are touched, so everything else keeps its state. */
import { keepPlace } from '../place.ts'
import type { Finding } from './finding.ts'
import { askNews, type DevNews } from './news.ts'
import { elementAt, whereIs } from './where.ts'

/** What stands between the rows of a page. */
const BESIDE = '.unseen, .turns, .foot'

/**
 * Asks for what is new and puts it into place, then lets `dress` add what takes room. Loads the page again where more than
 * content has changed, or where the author's HTML has taken rows apart.
 */
export async function swap(dress: (findings: readonly Finding[]) => void): Promise<readonly Finding[]> {
  const { dataset } = document.documentElement
  const rows = rowsOf(document)
  const news = await askNews(rows.map(keyOf))
  if (news === undefined || news.frame !== dataset['frame'] || !isWhole(rows)) location.reload()
  else {
    replace(news, rows, () => dress(news.findings))
    refreshStyles()
  }
  return news?.findings ?? []
}

/**
 * As `swap`, for what changed while the page was on its way: undefined where nothing did. Rows that the author's HTML has taken
 * apart stay as they are, because they are no better after another load.
 */
export async function catchUp(dress: (findings: readonly Finding[]) => void): Promise<readonly Finding[] | undefined> {
  const rows = rowsOf(document)
  const had = rows.map(keyOf)
  const news = await askNews(had)
  if (news === undefined || !isWhole(rows)) return undefined
  if (news.frame !== document.documentElement.dataset['frame']) location.reload()
  else if (news.rows.join() === had.join()) return undefined
  else replace(news, rows, () => dress(news.findings))
  return news.findings
}

function rowsOf(source: ParentNode): HTMLElement[] {
  return [...source.querySelectorAll<HTMLElement>('main > [data-row]')]
}

const keyOf = ({ dataset }: HTMLElement): string => dataset['row'] ?? ''

/** Whether the browser has made as many rows as were sent, and nothing between them. */
function isWhole(rows: readonly HTMLElement[]): boolean {
  const main = document.querySelector('main')
  const beside = main?.querySelectorAll(BESIDE.replaceAll(/(?=\.)/g, ':scope > ')).length ?? 0
  return (
    String(rows.length) === document.documentElement.dataset['rows'] && main?.childElementCount === rows.length + beside
  )
}

/** Style sheets of the author may have changed under the same address. */
function refreshStyles(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[data-own]')) {
    const address = new URL(link.href)
    address.searchParams.set('v', String(Date.now()))
    link.href = address.href
  }
}

function replace(news: DevNews, rows: readonly HTMLElement[], dress: () => void): void {
  const { dataset } = document.documentElement
  const focused = document.activeElement?.closest('main') ? whereIs(document.activeElement) : undefined
  keepPlace(
    () => {
      replaceRows(news, rows)
      if (news.around !== undefined) replaceAround(news.around)
      dress()
    },
    { describe: whereIs, locate: elementAt },
  )
  Object.assign(dataset, { title: news.title, contents: news.contents, rows: String(news.rows.length) })
  const goal = focused === undefined ? undefined : elementAt(focused)
  if (goal instanceof HTMLElement && document.activeElement === document.body) goal.focus({ preventScroll: true })
  // What is new is drawn first; those who look after the content come behind it.
  requestAnimationFrame(() => setTimeout(() => document.dispatchEvent(new Event('kittn:swap'))))
}

/** Rows before the first that differs and after the last stay as they are, and so does each between that says the same. */
function replaceRows({ rows: names, html, isLong }: DevNews, old: readonly HTMLElement[]): void {
  const main = document.querySelector('main')
  const had = old.map(keyOf)
  let start = 0
  while (start < had.length && start < names.length && had[start] === names[start]) start++
  let end = 0
  while (end < Math.min(had.length, names.length) - start && had.at(-1 - end) === names.at(-1 - end)) end++
  const middle = old.slice(start, old.length - end)
  const open = openDetails(middle)
  const spare = Map.groupBy(middle, keyOf)
  // Where there is no row any more, the new ones stand before what follows them.
  const after = old[old.length - end] ?? main?.querySelector(':scope > .turns, :scope > .foot') ?? null
  const fresh = names.slice(start, names.length - end).map((name) => spare.get(name)?.shift() ?? rowFrom(html[name]))
  const kept = new Set<Element>(fresh)
  for (const row of middle) if (!kept.has(row)) row.remove()
  for (const row of fresh) main?.insertBefore(row, after)
  for (const place of open) elementAt(place)?.setAttribute('open', '')
  main?.classList.toggle('long', isLong)
}

/** A row whose HTML closes more than it opens is in pieces: then the browser has to make the page. */
function rowFrom(html = ''): Element {
  const template = document.createElement('template')
  template.innerHTML = html
  const [row, ...others] = template.content.children
  if (row === undefined || others.length > 0) location.reload()
  return row ?? document.createElement('section')
}

function openDetails(rows: readonly Element[]): NonNullable<ReturnType<typeof whereIs>>[] {
  const open = rows.flatMap((row) => [...row.querySelectorAll('details[open]')])
  return open.map(whereIs).filter((place) => place !== undefined)
}

function replaceAround(html: string): void {
  const template = document.createElement('template')
  template.innerHTML = html
  for (const selector of ['.toc-list-h1', '.toc-footer', '.picks', '.brand']) {
    const [old, fresh] = [document.querySelector(selector), template.content.querySelector(selector)]
    if (old !== null && fresh !== null) old.replaceWith(fresh)
  }
  const folds = template.content.querySelector('#kittn-nav[data-fold]') !== null
  document.getElementById('kittn-nav')?.toggleAttribute('data-fold', folds)
}
