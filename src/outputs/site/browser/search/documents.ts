/** What the search finds: the sections of the page, read from the page itself, each heading one. */
import type { Page } from './pages.ts'

export type Found = {
  /** The address of the page, empty for the one that is open. */
  readonly page: string
  readonly id: string
  readonly title: string
  /** The headings above, outermost first. */
  readonly path: string
  readonly text: string
  readonly code: string
}

type Open = { page: string; id: string; title: string; path: string; text: string[]; code: string[] }
const HEADING = /^H([1-6])$/

/** Every section of the content in page order, one at a time. `page` is where the content is from, if not from here. */
export function* documents(main: Element, page?: Page): Generator<Found> {
  let open: Open | undefined
  const above: string[] = []
  for (const part of main.querySelectorAll('.prose > *, .samples:not(.endpoints)')) {
    const level = Number(HEADING.exec(part.tagName)?.[1] ?? 0)
    const id = part.id || part.closest('.row')?.id
    if (level > 0 && id) {
      const title = wording(part)
      above.length = Math.min(above.length, level - 1)
      if (open !== undefined) yield closed(open)
      open = {
        page: page?.href ?? '',
        id,
        title,
        path: [page?.title, ...above].filter(Boolean).join(' › '),
        text: [],
        code: [],
      }
      above[level - 1] = title
    } else add(open, part)
  }
  if (open !== undefined) yield closed(open)
}

function closed(open: Open): Found {
  return { ...open, text: open.text.join(' '), code: open.code.join('\n') }
}

function add(open: Open | undefined, part: Element): void {
  if (part.matches('.samples')) open?.code.push(...[...part.children].map(wording))
  else open?.text.push(wording(part))
}

/** Text without what the site has put in; cells and items are words apart. */
function wording(element: Element): string {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  let [all, last]: [string, Element | null] = ['', null]
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const block = node.parentElement?.closest('td, th, li, p, dd, dt, [data-added]') ?? null
    if (block?.matches('[data-added]')) continue
    all += `${block === last ? '' : ' '}${node.nodeValue ?? ''}`
    last = block
  }
  return all.replaceAll(/\s+/g, ' ').trim()
}
