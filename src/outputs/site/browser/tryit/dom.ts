/** Small elements of which forms are made. */
import { element } from '../element.ts'

export type Attributes = Readonly<Record<string, string>>

let count = 0

/** An id that nothing else on the page has. */
export function freshId(): string {
  return `try-${(count++).toString(36)}`
}

export function button(label: string, attributes: Attributes, pressed: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, label)
  made.addEventListener('click', pressed)
  return made
}

/** A choice between a few; `chosen` is an index. */
export function select(
  labels: readonly string[],
  chosen: number,
  attributes: Attributes,
  changed: (at: number) => void,
): HTMLSelectElement {
  const made = element(
    'select',
    attributes,
    ...labels.map((label, at) => element('option', { value: String(at) }, label)),
  )
  made.selectedIndex = chosen
  made.addEventListener('change', () => changed(made.selectedIndex))
  return made
}

/** A part of a form under its heading. */
export function group(title: string, ...content: (Node | string)[]): HTMLElement {
  return element('fieldset', { class: 'try-group' }, element('legend', {}, title), ...content)
}
