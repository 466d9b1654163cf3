/** Puts a newly built page in place of the old one: only rows that differ are touched, so everything else keeps its state. */
import { keepPlace } from '../place.ts'
import { elementAt, whereIs } from './where.ts'

let known: readonly string[] = []

/** Remembers the rows as they came; call before any other script has touched them. */
export function rememberRows(): void {
  known = rowsOf(document)
}

/**
 * Fetches the page anew and puts what differs into place, then lets `dress` add what takes room. Loads the page again where
 * more than content has changed.
 */
export async function swap(dress: (next: Document) => void): Promise<Document> {
  const answer = await fetch(location.pathname + location.search, { cache: 'no-store' })
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html')
  if (!answer.ok || frame(next) !== frame(document)) location.reload()
  else {
    replace(next, () => dress(next))
    refreshStyles()
  }
  return next
}

/** Everything but content: which files the page loads, its language and tabs, whether it has a search. */
function frame(source: Document): string {
  const files = [...source.querySelectorAll('link[href*="assets/"], script[src*="assets/"]')]
  const addresses = files.map((file) => file.getAttribute('href') ?? file.getAttribute('src') ?? '')
  const { lang, dir, dataset } = source.documentElement
  const { length } = source.querySelectorAll('.find, .toc-footer')
  return JSON.stringify([
    addresses.filter((one) => !/(?:search|tryit)\.js/.test(one)),
    lang,
    dir,
    dataset['languages'],
    length,
  ])
}

/** Style sheets of the author may have changed under the same address. */
function refreshStyles(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[data-own]')) {
    const address = new URL(link.href)
    address.searchParams.set('v', String(Date.now()))
    link.href = address.href
  }
}

function replace(next: Document, dress: () => void): void {
  const focused = document.activeElement?.closest('main') ? whereIs(document.activeElement) : undefined
  keepPlace(
    () => {
      replaceRows(next)
      for (const selector of ['.toc-list-h1', '.toc-footer', '.picks', '.brand']) replaceElement(next, selector)
      dress()
    },
    { describe: whereIs, locate: elementAt },
  )
  document.documentElement.dataset['title'] = next.documentElement.dataset['title'] ?? ''
  document
    .getElementById('kittn-nav')
    ?.toggleAttribute('data-fold', next.querySelector('#kittn-nav[data-fold]') !== null)
  const goal = focused === undefined ? undefined : elementAt(focused)
  if (goal instanceof HTMLElement && document.activeElement === document.body) goal.focus({ preventScroll: true })
  document.dispatchEvent(new Event('kittn:swap'))
}

/** Rows before the first that differs and after the last stay as they are. */
function replaceRows(next: Document): void {
  const main = document.querySelector('main')
  const [old, rows] = [[...(main?.children ?? [])], [...(next.querySelector('main')?.children ?? [])]]
  const texts = rowsOf(next)
  let start = 0
  while (start < known.length && start < texts.length && known[start] === texts[start]) start++
  let end = 0
  while (end < Math.min(known.length, texts.length) - start && known.at(-1 - end) === texts.at(-1 - end)) end++
  const open = openDetails(old.slice(start, old.length - end))
  for (const row of old.slice(start, old.length - end)) row.remove()
  const after = old[old.length - end] ?? null
  for (const row of rows.slice(start, rows.length - end)) main?.insertBefore(row, after)
  for (const place of open) elementAt(place)?.setAttribute('open', '')
  main?.classList.toggle('long', next.querySelector('main.long') !== null)
  known = texts
}

function openDetails(rows: readonly Element[]): NonNullable<ReturnType<typeof whereIs>>[] {
  const open = rows.flatMap((row) => [...row.querySelectorAll('details[open]')])
  return open.map(whereIs).filter((place) => place !== undefined)
}

function replaceElement(next: Document, selector: string): void {
  const [old, fresh] = [document.querySelector(selector), next.querySelector(selector)]
  if (old !== null && fresh !== null) old.replaceWith(fresh)
}

function rowsOf(source: Document): string[] {
  return [...(source.querySelector('main')?.children ?? [])].map((row) => row.outerHTML)
}
