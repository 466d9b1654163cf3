/** The panel: a dialog with a field and the list of what was found, as a combobox for screen readers. */
import { announce } from '../announce.ts'
import { element } from '../element.ts'
import { word } from '../word.ts'
import type { Hit } from './index.ts'
import { marked, snippet } from './snippet.ts'

export type Panel = {
  /** Shows the panel; `typed` is put into the field as if it had been typed there. */
  readonly open: (typed: string) => void
  /** Something was typed that is not answered yet. */
  readonly busy: () => void
  readonly show: (hits: readonly Hit[], query: string) => void
}

/** Puts the panel into the page; `onInput` hears what is typed. */
export function makePanel(onInput: (query: string) => void): Panel {
  const list = element('ul', { id: 'kittn-found', role: 'listbox', 'aria-label': word('results') })
  const field = element('input', {
    type: 'search',
    role: 'combobox',
    'aria-controls': 'kittn-found',
    'aria-expanded': 'false',
    'aria-autocomplete': 'list',
    'aria-label': word('searchPage'),
    placeholder: word('search'),
    autocomplete: 'off',
    spellcheck: 'false',
    enterkeyhint: 'go',
  })
  const note = element('p', { class: 'search-note' }, word('searchHelp'))
  const dialog = element('dialog', { class: 'search', 'aria-label': word('search') }, field, list, note)
  document.body.append(dialog)
  const at = (): number => options(list).findIndex((option) => option.ariaSelected === 'true')
  field.addEventListener('input', () => onInput(field.value))
  field.addEventListener('keydown', (event) => {
    const goal = { ArrowDown: at() + 1, ArrowUp: at() - 1 }[event.key]
    if (goal !== undefined) select(field, list, goal)
    else if (event.key === 'Enter') go(dialog, options(list)[at()])
    else return
    event.preventDefault()
  })
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close()
    else if (target instanceof Element) go(dialog, target.closest('[role=option]'))
  })
  return {
    open: (typed) => {
      if (!dialog.open) dialog.showModal()
      if (typed === '') return field.select()
      field.value = typed
      onInput(typed)
    },
    busy: () => {
      if (list.children.length === 0) note.textContent = word('searching')
    },
    show: (hits, query) => {
      dialog.dataset['query'] = query
      list.replaceChildren(...hits.map(option))
      select(field, list, 0)
      list.scrollTop = 0
      const none = query.trim() !== '' && hits.length === 0
      note.textContent = none ? word('nothingFor', query.trim()) : word('searchHelp')
      if (query.trim() !== '') announce(none ? word('nothing') : word('found', hits.length))
    },
  }
}

const options = (list: Element): Element[] => [...list.children]

function option({ found, terms }: Hit, at: number): HTMLElement {
  const text = snippet(found.text, terms)
  const line = text ?? snippet(found.code, terms) ?? found.text.slice(0, 120)
  return element(
    'li',
    { id: `kittn-found-${at}`, role: 'option', 'data-goal': found.id, 'data-page': found.page },
    element('span', { class: 'found-path' }, found.path),
    element('span', { class: 'found-title' }, ...marked(found.title, terms)),
    element(
      'span',
      { class: text === undefined && found.code !== '' ? 'found-text code' : 'found-text' },
      ...marked(line, terms),
    ),
  )
}

function select(field: HTMLElement, list: Element, goal: number): void {
  const all = options(list)
  const chosen = all.at(all.length === 0 ? 0 : goal % all.length)
  for (const one of all) one.ariaSelected = String(one === chosen)
  field.ariaExpanded = String(all.length > 0)
  if (chosen === undefined) field.removeAttribute('aria-activedescendant')
  else field.setAttribute('aria-activedescendant', chosen.id)
  chosen?.scrollIntoView({ block: 'nearest' })
}

function go(dialog: HTMLDialogElement, chosen: Element | null | undefined): void {
  const id = chosen instanceof HTMLElement ? chosen.dataset['goal'] : undefined
  if (id === undefined) return
  dialog.close()
  const page = chosen instanceof HTMLElement ? chosen.dataset['page'] : ''
  if (page) return void location.assign(`${page}#${id}`)
  const goal = document.getElementById(id)
  if (location.hash === `#${id}`) goal?.scrollIntoView()
  else location.hash = `#${id}`
  // From here the keyboard goes on, as after a link.
  goal?.setAttribute('tabindex', '-1')
  goal?.focus({ preventScroll: true })
}
