/** The table of contents as a drawer, where the window is too narrow for its column. */

const root = document.documentElement

/** Bar and drawer stand still while the page scrolls; moving the focus to them must not move the page. */
const STAY: FocusOptions = { preventScroll: true }

const entry = (nav: HTMLElement, selector: string): HTMLElement | null => nav.querySelector<HTMLElement>(selector)

/** Makes the menu button work. */
export function menu(): void {
  const button = document.querySelector<HTMLButtonElement>('.menu')
  const nav = document.getElementById('kittn-nav')
  if (button === null || nav === null) return
  const set = (open: boolean): void => {
    root.toggleAttribute('data-menu', open)
    button.ariaExpanded = String(open)
    if (open) (entry(nav, '.toc-link[aria-current]') ?? entry(nav, 'a') ?? nav).focus(STAY)
  }
  const close = (focus: boolean): void => {
    if (!root.hasAttribute('data-menu')) return
    set(false)
    if (focus) button.focus(STAY)
  }
  button.addEventListener('click', () => set(!root.hasAttribute('data-menu')))
  nav.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a')) close(false)
  })
  // Whoever tabs on from its last entry has left it.
  nav.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Element && !relatedTarget.closest('#kittn-nav, .menu')) close(false)
  })
  addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close(true)
  })
  addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Element && !target.closest('#kittn-nav, .menu')) close(false)
  })
  // A window that has grown has its column again.
  matchMedia('(min-width: 68.75rem)').addEventListener('change', () => close(false))
}
