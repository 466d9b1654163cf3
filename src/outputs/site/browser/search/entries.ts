/** The entries of the list, as a listbox has them. */
import { element } from '../element.ts'
import type { Hit } from './index.ts'
import { offers, type Goal } from './offers.ts'
import { marked, snippet } from './snippet.ts'

/** What stands in the list before anything is typed, in groups. */
export function offered(): HTMLElement[] {
  let at = 0
  return offers().map(({ name, goals }, group) => {
    const head = element('span', { id: `kittn-offer-${group}`, class: 'offer' }, name)
    const items = goals.map(({ title, ...goal }) =>
      item({ ...goal, title }, at++, element('span', { class: 'found-title' }, title)),
    )
    const inner = element('ul', { role: 'group', 'aria-labelledby': head.id }, ...items)
    return element('li', { role: 'presentation' }, head, inner)
  })
}

/** What was found, as an option. */
export function option({ found, terms }: Hit, at: number): HTMLElement {
  const text = snippet(found.text, terms)
  const line = text ?? snippet(found.code, terms) ?? found.text.slice(0, 120)
  return item(
    found,
    at,
    element('span', { class: 'found-path' }, found.path),
    element('span', { class: 'found-title' }, ...marked(found.title, terms)),
    element(
      'span',
      { class: text === undefined && found.code !== '' ? 'found-text code' : 'found-text' },
      ...marked(line, terms),
    ),
  )
}

function item({ page, id, title }: Goal, at: number, ...content: Node[]): HTMLElement {
  const list = { 'data-goal': id, 'data-page': page, 'data-title': title }
  return element('li', { id: `kittn-found-${at}`, role: 'option', ...list }, ...content)
}
