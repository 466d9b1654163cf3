/** Words for screen readers about what has happened elsewhere on the page. */
import { element } from './element.ts'

/** Says a text in a live region. */
export function announce(text: string): void {
  const known = document.querySelector('[data-announcer]')
  const region = known ?? element('div', { 'data-announcer': '', class: 'unseen', role: 'status' })
  if (known === null) document.body.append(region)
  region.textContent = text
}
