/** Code blocks as they come near the window: colours, a copy button, a way in by keyboard where they scroll. */
import { copyButton } from './copy.ts'
import { languageChoice } from './languages.ts'
import { lengthButton } from './lengths.ts'
import { forgetGone, paint, unpaint } from './paint.ts'
import { barHeight } from './place.ts'
import { twinButton } from './twin.ts'
import { word } from './word.ts'

const NEAR: IntersectionObserverInit = { rootMargin: '60% 0px' }
const BLOCKS = ':is(div.highlight, .table, .prose > :is(h1, h2))'

let rows: IntersectionObserver | undefined
let blocks: IntersectionObserver | undefined

/** Watches the content; call again when it has been replaced. Blocks are looked at once their row comes near. */
export function samples(): void {
  rows?.disconnect()
  blocks?.disconnect()
  forgetGone()
  rows = new IntersectionObserver(arrive, NEAR)
  blocks = new IntersectionObserver(see, NEAR)
  for (const row of document.querySelectorAll('main > .row')) rows.observe(row)
  // On long pages what is far away has no layout yet, and measuring would make one.
  if (document.querySelector('main.long') !== null) return
  setTimeout(() => prepare([...document.querySelectorAll('main :is(div.highlight, .table)')]), 0)
}

function arrive(entries: readonly IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue
    rows?.unobserve(target)
    for (const block of target.querySelectorAll(BLOCKS)) blocks?.observe(block)
  }
}

function see(entries: readonly IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) {
    const code = target.querySelector('code')
    if (code !== null && isIntersecting) paint(code)
    else if (code !== null) unpaint(code)
  }
  const near = entries.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target)
  prepare(near.filter((target) => target.matches('div')))
  for (const heading of near.filter((target) => target.matches('h1, h2'))) offerTwin(heading)
}

function offerTwin(heading: Element): void {
  const button = heading.querySelector('.twin') === null ? twinButton(heading) : undefined
  if (button !== undefined) heading.append(button)
}

/** Measures all before it changes any, so that the layout is computed once. */
function prepare(blocks: readonly Element[]): void {
  const measured = blocks.map(measure)
  for (const { block, scroller, scrolls, tall, run, fits } of measured) {
    if (scroller !== null) reach(scroller, scrolls)
    run?.classList.toggle('stays', fits)
    if (!block.matches('.highlight')) continue
    if (block.querySelector('.copy') === null) block.append(...choiceOf(block), copyButton(block))
    if (tall && block.querySelector('.length') === null) block.append(lengthButton(block))
  }
}

function choiceOf(block: Element): Element[] {
  const choice = block instanceof HTMLElement && block.matches('[data-only]') ? languageChoice(block) : undefined
  return choice === undefined ? [] : [choice]
}

type Measured = {
  readonly block: Element
  readonly scroller: HTMLElement | null
  readonly scrolls: boolean
  readonly tall: boolean
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
  return { block, scroller, scrolls: wide || tall, tall, run, fits }
}

/** What scrolls can be reached and scrolled by keyboard. */
function reach(scroller: HTMLElement, scrolls: boolean): void {
  if (!scrolls) return void scroller.removeAttribute('tabindex')
  scroller.tabIndex = 0
  scroller.role = 'group'
  const label = `${word('code')} ${scroller.parentElement?.dataset['label'] ?? ''}`.trim()
  scroller.ariaLabel = scroller.matches('.table') ? word('table') : label
}
