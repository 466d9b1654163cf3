/** The table of contents follows the scroll: active entry, address and title say what is being read. */
import { barHeight } from './place.ts'

const HEADING = ':is(h1,h2,h3,h4,h5,h6)[id]'
const SETTLED = 150
const RELEASE = ['wheel', 'touchmove', 'pointerdown'] as const
const SCROLL_KEYS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', ' '])

type Row = { readonly section: Element; readonly id: string }

let rows: readonly Row[] = []
/** The ids that the contents lead to. */
let entries: ReadonlySet<string> = new Set()
let active: string | undefined
/** The section that the reader went to by a link: it stays active until they scroll, however short it is. */
let pinned: string | undefined
let timer = 0
let frame = 0

/** Starts following; call `mountSpy` when the content has been replaced. */
export function spy(): void {
  mountSpy()
  addEventListener('scroll', schedule, { passive: true })
  addEventListener('resize', schedule, { passive: true })
  addEventListener('hashchange', arrive)
  for (const name of RELEASE) addEventListener(name, release, { passive: true })
  addEventListener('keydown', ({ key }) => {
    if (SCROLL_KEYS.has(key)) release()
  })
}

/** Reads the rows and entries anew. */
export function mountSpy(): void {
  const links = document.querySelectorAll<HTMLAnchorElement>('#kittn-nav .toc-link')
  entries = new Set([...links].map((link) => decode(link.hash.slice(1))))
  rows = [...document.querySelectorAll('main > .row')].flatMap((section) => {
    const id = section.id || section.querySelector(HEADING)?.id
    return id !== undefined && entries.has(id) ? [{ section, id }] : []
  })
  active = undefined
  arrive()
}

function arrive(): void {
  const target = location.hash.length > 1 ? document.getElementById(decode(location.hash.slice(1))) : null
  pinned = target === null ? undefined : entries.has(target.id) ? target.id : rowOf(target)?.id
  update()
}

/** The row that an element stands in, or the last one before it. */
function rowOf(target: Element): Row | undefined {
  const before = Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY
  return rows.findLast(({ section }) => section.compareDocumentPosition(target) & before)
}

function release(): void {
  pinned = undefined
}

function schedule(): void {
  cancelAnimationFrame(frame)
  frame = requestAnimationFrame(update)
}

function update(): void {
  const id = pinned ?? current()
  if (id === active) return
  active = id
  mark(id)
  clearTimeout(timer)
  timer = setTimeout(() => say(id), SETTLED)
}

/**
 * The last row that begins above the line of reading. The line sinks to the foot of the window at the page's end, over a
 * window's height, or over as much as there is to scroll.
 */
function current(): string | undefined {
  const top = barHeight() + 48
  const whole = document.documentElement.scrollHeight - innerHeight
  const left = whole < 1 ? 1 : (whole - scrollY) / Math.min(innerHeight, whole)
  const line = top + Math.max(0, 1 - left) * (innerHeight - top)
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.section.getBoundingClientRect().top ?? 0) <= line) low = middle + 1
    else high = middle
  }
  const row = rows[Math.max(0, low - 1)]
  return row && (within(row, line) ?? row.id)
}

/** The last heading of a row above the line that has an entry of its own. */
function within({ section }: Row, line: number): string | undefined {
  const headings = [...section.querySelectorAll(HEADING)].filter(({ id }) => entries.has(id))
  if (headings.length < 2) return undefined
  return headings.findLast((heading) => heading.getBoundingClientRect().top <= line)?.id
}

/** Marks the entry, opens what stands above it, and scrolls the contents so that it is in sight. */
function mark(id: string | undefined): void {
  const nav = document.getElementById('kittn-nav')
  for (const link of nav?.querySelectorAll('.toc-link[aria-current]') ?? []) link.removeAttribute('aria-current')
  for (const item of nav?.querySelectorAll('li.open') ?? []) item.classList.remove('open')
  const link = id === undefined ? null : nav?.querySelector(`a[href="#${CSS.escape(id)}"]`)
  if (!nav || !link) return
  link.setAttribute('aria-current', 'true')
  for (let item = link.closest('li'); item !== null; item = item.parentElement?.closest('li') ?? null)
    item.classList.add('open')
  const [entry, view] = [link.getBoundingClientRect(), nav.getBoundingClientRect()]
  const margin = view.height / 5
  if (entry.top < view.top + margin / 2) nav.scrollTop -= view.top + margin - entry.top
  else if (entry.bottom > view.bottom - margin / 2) nav.scrollTop += entry.bottom - view.bottom + margin
}

/** Puts the section into address and title; not while the page stands where it opened. */
function say(id: string | undefined): void {
  const link = id === undefined ? null : document.querySelector<HTMLElement>(`#kittn-nav a[href="#${CSS.escape(id)}"]`)
  const page = document.documentElement.dataset['title'] ?? ''
  const atTop = scrollY < 1 && pinned === undefined
  document.title = link && !atTop ? `${link.dataset['title']} – ${page}` : page
  if (pinned !== undefined || id === undefined || (atTop && location.hash === '')) return
  history.replaceState(history.state, '', `#${id}`)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
