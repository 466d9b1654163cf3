/** Samples that stand side by side under names of their own (`json--minimal`, `json--full`): tabs of this place only. */
import { element } from './element.ts'

/** Makes tabs of each run of named blocks. Without scripts all of them are shown, each with its name. */
export function parts(main: Element): void {
  for (const first of main.querySelectorAll('[data-part]')) {
    if (first.previousElementSibling?.matches('[data-part], .parts')) continue
    const blocks = runFrom(first)
    if (blocks.length > 1) first.before(strip(blocks))
  }
}

function runFrom(first: Element): HTMLElement[] {
  const blocks: HTMLElement[] = []
  for (
    let at: Element | null = first;
    at instanceof HTMLElement && at.matches('[data-part]');
    at = at.nextElementSibling
  )
    blocks.push(at)
  return blocks
}

function strip(blocks: readonly HTMLElement[]): HTMLElement {
  const buttons = blocks.map((block) => element('button', { type: 'button', role: 'tab' }, block.dataset['part'] ?? ''))
  const show = (chosen: number): void => {
    for (const [at, block] of blocks.entries()) block.hidden = at !== chosen
    for (const [at, button] of buttons.entries()) {
      button.ariaSelected = String(at === chosen)
      button.tabIndex = at === chosen ? 0 : -1
    }
  }
  for (const [at, button] of buttons.entries()) button.addEventListener('click', () => show(at))
  const list = element('div', { class: 'parts', role: 'tablist', 'data-added': '' }, ...buttons)
  list.addEventListener('keydown', (event) => {
    const at = buttons.findIndex((button) => button === document.activeElement)
    const goal = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key]
    if (goal === undefined) return
    event.preventDefault()
    const next = buttons.at(goal % buttons.length)
    next?.focus()
    next?.click()
  })
  show(0)
  return list
}
