/** The language of a sample, chosen on its card: one choice for the whole page, as the tabs in the bar are. */
import { element } from './element.ts'
import { word } from './word.ts'

/** A choice among the samples that stand side by side with this one; undefined where it is the only one. */
export function languageChoice(block: HTMLElement): HTMLSelectElement | undefined {
  const all = neighbours(block)
  if (all.length < 2) return undefined
  const option = (one: HTMLElement): HTMLElement =>
    element('option', { value: one.dataset['only'] ?? '' }, one.dataset['label'] ?? '')
  const choice = element(
    'select',
    { class: 'card-language', 'data-added': '', 'aria-label': word('tabs') },
    ...all.map(option),
  )
  const own = block.dataset['only'] ?? ''
  choice.value = own
  choice.addEventListener('change', () => {
    const { value } = choice
    choice.value = own
    choose(value)
    // The card that is shown instead goes on where this one was left.
    const next = all.find((one) => one.dataset['only'] === value)
    requestAnimationFrame(() => next?.querySelector<HTMLElement>('.card-language')?.focus({ preventScroll: true }))
  })
  return choice
}

/** The first sample of each tab in a run without anything between. */
function neighbours(block: HTMLElement): HTMLElement[] {
  let first = block
  for (let at = before(first); at !== undefined; at = before(at)) first = at
  const found = new Map<string, HTMLElement>()
  for (let at: Element | null = first; isOfTab(at); at = at.nextElementSibling) {
    const tab = at.dataset['only'] ?? ''
    if (!found.has(tab)) found.set(tab, at)
  }
  return [...found.values()]
}

function before(block: HTMLElement): HTMLElement | undefined {
  const at = block.previousElementSibling
  return isOfTab(at) ? at : undefined
}

const isOfTab = (at: Element | null): at is HTMLElement => at instanceof HTMLElement && at.matches('[data-only]')

function choose(tab: string): void {
  const all = document.querySelectorAll<HTMLElement>('[role=tab][data-language-name]')
  for (const one of all) if (one.dataset['languageName'] === tab) one.click()
}
