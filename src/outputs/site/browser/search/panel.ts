/** The panel: a dialog with a field and the list of what was found, as a combobox for screen readers. */
import { announce } from '../announce.ts'
import { element } from '../element.ts'
import { word } from '../word.ts'
import { offered, option } from './entries.ts'
import type { Hit } from './index.ts'
import { went } from './offers.ts'

export type Panel = {
  /** Shows the panel; `typed` is put into the field as if it had been typed there. */
  readonly open: (typed: string) => void
  /** Something was typed that is not answered yet. */
  readonly busy: () => void
  readonly show: (hits: readonly Hit[], query: string) => void
}

/** Puts the panel into the page; `onInput` hears what is typed. */
export function makePanel(onInput: (query: string) => void): Panel {
  const { dialog, field, list, note } = parts()
  const at = (): number => options(list).findIndex((option) => option.ariaSelected === 'true')
  field.addEventListener('input', () => onInput(field.value))
  field.addEventListener('keydown', (event) => {
    const goal = { ArrowDown: at() + 1, ArrowUp: Math.max(at(), 0) - 1 }[event.key]
    if (goal !== undefined) select(field, list, goal)
    else if (event.key === 'Enter') go(dialog, options(list)[at()])
    else return
    event.preventDefault()
  })
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close()
    else if (target instanceof Element) go(dialog, target.closest('[role=option]'))
  })
  const offer = (): void => {
    dialog.dataset['query'] = ''
    list.replaceChildren(...offered())
    select(field, list, undefined)
    list.scrollTop = 0
    note.textContent = word('searchHelp')
  }
  return {
    open: (typed) => {
      if (!dialog.open) dialog.showModal()
      if (field.value.trim() === '') offer()
      if (typed === '') return field.select()
      field.value = typed
      onInput(typed)
    },
    busy: () => {
      if (dialog.dataset['query'] !== '') return
      list.replaceChildren()
      note.textContent = word('searching')
    },
    show: (hits, query) => {
      if (query.trim() === '') return offer()
      dialog.dataset['query'] = query
      list.replaceChildren(...hits.map(option))
      select(field, list, 0)
      list.scrollTop = 0
      const none = hits.length === 0
      note.textContent = none ? word('nothingFor', query.trim()) : word('searchHelp')
      announce(none ? word('nothing') : word('found', hits.length))
    },
  }
}

type Parts = {
  readonly dialog: HTMLDialogElement
  readonly field: HTMLInputElement
  readonly list: HTMLElement
  readonly note: HTMLElement
}

function parts(): Parts {
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
  return { dialog, field, list, note }
}

const options = (list: Element): Element[] => [...list.querySelectorAll('[role=option]')]

function select(field: HTMLElement, list: Element, goal: number | undefined): void {
  const all = options(list)
  const chosen = goal === undefined || all.length === 0 ? undefined : all.at(goal % all.length)
  for (const one of all) one.ariaSelected = String(one === chosen)
  field.ariaExpanded = String(all.length > 0)
  if (chosen === undefined) field.removeAttribute('aria-activedescendant')
  else field.setAttribute('aria-activedescendant', chosen.id)
  chosen?.scrollIntoView({ block: 'nearest' })
}

function go(dialog: HTMLDialogElement, chosen: Element | null | undefined): void {
  if (!(chosen instanceof HTMLElement)) return
  const { goal: id = '', page = '', title = '' } = chosen.dataset
  dialog.close()
  went({ page, id, title })
  if (page !== '') return void location.assign(`${page}${id === '' ? '' : `#${id}`}`)
  const goal = document.getElementById(id)
  unfold(goal?.closest('.row'), dialog.dataset['query'] ?? '')
  if (location.hash === `#${id}`) goal?.scrollIntoView()
  else location.hash = `#${id}`
  // From here the keyboard goes on, as after a link.
  goal?.setAttribute('tabindex', '-1')
  goal?.focus({ preventScroll: true })
}

/** What was looked for may stand in something that is folded. */
function unfold(row: Element | null | undefined, query: string): void {
  const terms = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (terms.length === 0) return
  for (const one of row?.querySelectorAll('details:not([open])') ?? []) {
    const text = one.textContent?.toLowerCase() ?? ''
    if (terms.some((term) => text.includes(term))) one.setAttribute('open', '')
  }
}
