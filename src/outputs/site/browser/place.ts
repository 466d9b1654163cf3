/** Keeps the reader's place while the page changes around it. */

const STEP = 24

/** How to find an element again where a change may replace it. By default it is itself. */
export type Finder<Where> = {
  readonly describe: (element: Element) => Where | undefined
  readonly locate: (where: Where) => Element | undefined
}

/** Runs a change of the page and scrolls so that what the reader is at stands where it stood. */
export function keepPlace(change: () => void): void
export function keepPlace<Where>(change: () => void, finder: Finder<Where>): void
export function keepPlace(change: () => void, finder: Finder<unknown> = SELF): void {
  const { style } = document.documentElement
  // The browser's own anchoring would move the page once more.
  style.overflowAnchor = 'none'
  const anchor = scrollY > 0 ? reading() : undefined
  const where = anchor && finder.describe(anchor)
  const before = anchor?.getBoundingClientRect().top ?? 0
  const height = scrollY
  change()
  const after = where === undefined ? undefined : finder.locate(where)
  if (after !== undefined) scrollBy({ top: after.getBoundingClientRect().top - before, behavior: 'instant' })
  else if (anchor !== undefined) scrollTo({ top: height, behavior: 'instant' })
  requestAnimationFrame(() => requestAnimationFrame(() => void (style.overflowAnchor = '')))
}

const SELF: Finder<unknown> = {
  describe: (element) => element,
  locate: (element) => (element instanceof Element ? element : undefined),
}

/** How much of the window's top the bar covers, in pixels. */
export function barHeight(): number {
  return document.querySelector('.bar')?.getBoundingClientRect().bottom ?? 0
}

/** The uppermost block in view that no tab hides; the section where there is none. */
function reading(): Element | undefined {
  const main = document.querySelector('main')
  if (main === null) return undefined
  const { left, right } = main.getBoundingClientRect()
  const x = getComputedStyle(main).direction === 'rtl' ? right - 60 : left + 60
  for (let y = barHeight() + 8; y < innerHeight; y += STEP) {
    const block = document.elementFromPoint(x, y)?.closest('.prose > *, .samples > *')
    if (block && !block.matches('[data-only], .lang-specific')) return block
  }
  return document.elementFromPoint(x, innerHeight / 2)?.closest('.row') ?? undefined
}
