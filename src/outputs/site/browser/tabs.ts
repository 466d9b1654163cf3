/** The language tabs: one choice for the whole page, in the address, remembered. */
import { address, first, fromAddress, keep, languages } from './choice.ts'
import { drawn } from './pause.ts'
import { keepPlace } from './place.ts'

/** Makes the tabs work, and back and forward with them. */
export function tabs(): void {
  const list = document.querySelector('[role=tablist]')
  if (list === null) return
  mark(first())
  // Where it stands in its strip is measured, which the first frame does not wait for.
  void drawn().then(reveal)
  history.replaceState({ ...history.state, tab: chosen() }, '')
  list.addEventListener('click', ({ target }) => {
    const tab = target instanceof Element ? tabOf(target.closest('[role=tab]')) : undefined
    if (tab !== undefined) choose(tab)
  })
  list.addEventListener('keydown', (event) => {
    if (event instanceof KeyboardEvent) move(event)
  })
  addEventListener('popstate', ({ state }) => {
    const tab: unknown = state?.tab
    show(languages().find((key) => key === tab) ?? fromAddress() ?? chosen())
  })
}

function choose(tab: string): void {
  if (tab === chosen()) return
  keep(tab)
  history.pushState({ tab }, '', address(tab))
  show(tab)
}

function show(tab: string | undefined): void {
  mark(tab)
  reveal()
}

function mark(tab: string | undefined): void {
  if (tab !== undefined && tab !== chosen()) {
    keepPlace(() => {
      document.documentElement.dataset['tab'] = tab
    })
  }
  for (const button of buttons()) {
    const selected = tabOf(button) === chosen()
    button.ariaSelected = String(selected)
    button.tabIndex = selected ? 0 : -1
  }
}

/** Scrolls the strip of tabs, and only it, so that the chosen one is in sight. */
function reveal(): void {
  const button = buttons().find((one) => tabOf(one) === chosen())
  const strip = button?.parentElement
  if (!button || !strip || strip.scrollWidth <= strip.clientWidth) return
  strip.scrollLeft += button.getBoundingClientRect().left - strip.getBoundingClientRect().left - strip.clientWidth / 3
}

const chosen = (): string | undefined => document.documentElement.dataset['tab']
const buttons = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[role=tab]')]
const tabOf = (button: Element | null): string | undefined =>
  button instanceof HTMLElement ? button.dataset['languageName'] : undefined

function move(event: KeyboardEvent): void {
  const all = buttons()
  const at = all.findIndex((button) => button === document.activeElement)
  const ahead = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  const behind = document.documentElement.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft'
  const goal = { [ahead]: at + 1, [behind]: at - 1, Home: 0, End: -1 }[event.key]
  const next = goal === undefined ? undefined : all.at(goal % all.length)
  if (next === undefined) return
  event.preventDefault()
  next.focus()
  next.click()
}
