/** Code blocks as they come near the window: colours, a copy button, a way in by keyboard where they scroll. */
import { copyButton } from './copy.ts'
import { forgetGone, paint, unpaint } from './paint.ts'
import { barHeight } from './place.ts'
import { word } from './word.ts'

let observer: IntersectionObserver | undefined

/** Watches every block of the content; call again when the content has been replaced. */
export function samples(): void {
  observer?.disconnect()
  forgetGone()
  observer = new IntersectionObserver(see, { rootMargin: '60% 0px' })
  const blocks = [...document.querySelectorAll('main :is(div.highlight, .table)')]
  for (const block of blocks) observer.observe(block)
  // On long pages what is far away has no layout yet, and measuring would make one.
  if (document.querySelector('main.long') === null) setTimeout(() => prepare(blocks), 0)
}

function see(entries: readonly IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) {
    const code = target.querySelector('code')
    if (code !== null && isIntersecting) paint(code)
    else if (code !== null) unpaint(code)
  }
  prepare(entries.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target))
}

/** Measures all before it changes any, so that the layout is computed once. */
function prepare(blocks: readonly Element[]): void {
  const measured = blocks.map(measure)
  for (const { block, scroller, scrolls, run, fits } of measured) {
    if (scroller !== null) reach(scroller, scrolls)
    run?.classList.toggle('stays', fits)
    if (block.matches('.highlight') && block.querySelector('.copy') === null) block.append(copyButton(block))
  }
}

type Measured = {
  readonly block: Element
  readonly scroller: HTMLElement | null
  readonly scrolls: boolean
  /** The only run of samples of a section: it stays in sight beside its prose if it fits into the window. */
  readonly run: Element | null
  readonly fits: boolean
}

function measure(block: Element): Measured {
  const scroller = block.matches('.table') ? (block as HTMLElement) : block.querySelector('pre') // both are of ours
  const wide = scroller !== null && scroller.scrollWidth > scroller.clientWidth + 1
  const tall = scroller !== null && scroller.scrollHeight > scroller.clientHeight + 1
  const run = block.closest('.paired > .samples')
  const fits = run !== null && run.getBoundingClientRect().height < innerHeight - barHeight() - 48
  return { block, scroller, scrolls: wide || tall, run, fits }
}

/** What scrolls can be reached and scrolled by keyboard. */
function reach(scroller: HTMLElement, scrolls: boolean): void {
  if (!scrolls) return void scroller.removeAttribute('tabindex')
  scroller.tabIndex = 0
  scroller.role = 'group'
  const label = `${word('code')} ${scroller.parentElement?.dataset['label'] ?? ''}`.trim()
  scroller.ariaLabel = scroller.matches('.table') ? word('table') : label
}
