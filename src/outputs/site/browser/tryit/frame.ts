/** The dialog in which something is tried: a bar with the address above, the form beside what goes out and comes back. */
import { element } from '../element.ts'
import { button } from './dom.ts'
import { say } from './say.ts'
import styles from './frame.sheet.css'

export type Frame = {
  readonly dialog: HTMLDialogElement
  readonly form: HTMLFormElement
  readonly side: HTMLElement
  /** Shows what it is about: a method or protocol, and an address. */
  readonly about: (title: string, verb: string, address: string) => void
  /** The button that sends or connects, beside the address. */
  readonly act: HTMLButtonElement
  /** A line under the form for what stands against sending. */
  readonly note: HTMLElement
  readonly open: () => void
}

export function makeFrame(name: string, submitted: () => void): Frame {
  styled()
  const verb = element('b', { class: 'method' })
  const place = element('span', { class: 'try-address' })
  const heading = element('h2', { class: 'unseen', id: `${name}-title` })
  const act = element('button', {
    type: 'submit',
    form: `${name}-form`,
    class: 'try-act',
    'aria-keyshortcuts': 'Control+Enter Meta+Enter',
  })
  const form = element('form', { id: `${name}-form`, class: 'try-form', novalidate: '', autocomplete: 'off' })
  const side = element('div', { class: 'try-side' })
  const note = element('p', { class: 'try-note', role: 'status' })
  const close = button('×', { class: 'try-close', 'aria-label': say('close') }, () => dialog.close())
  const bar = element(
    'header',
    { class: 'try-bar' },
    heading,
    element('p', { class: 'try-request' }, verb, place),
    act,
    close,
  )
  const body = element('div', { class: 'try-body' }, element('div', { class: 'try-left' }, form, note), side)
  const dialog: HTMLDialogElement = element('dialog', { class: 'tryit', 'aria-labelledby': `${name}-title` }, bar, body)
  document.body.append(dialog)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    submitted()
  })
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close()
  })
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    if (!act.disabled) form.requestSubmit(act)
  })
  return {
    dialog,
    form,
    side,
    act,
    note,
    about: (title, word, address) => {
      heading.textContent = title
      verb.textContent = word
      verb.dataset['method'] = word.toLowerCase()
      place.textContent = address
      place.title = address
    },
    open: () => {
      if (!dialog.open) dialog.showModal()
    },
  }
}

let sheet: CSSStyleSheet | undefined

/** Brings the styles of all that try-it puts into the page. */
export function styled(): void {
  if (sheet !== undefined) return
  sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  document.adoptedStyleSheets.push(sheet)
}

/** Puts a form in place of another; the field that had the focus has it again. */
export function replaceForm(form: HTMLFormElement, parts: readonly Node[]): void {
  const { activeElement: active } = document
  const field = active instanceof HTMLElement && form.contains(active) ? active.dataset['field'] : undefined
  const selection =
    active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement ? active.selectionStart : null
  form.replaceChildren(...parts)
  if (field === undefined) return
  const again = [...form.querySelectorAll<HTMLElement>('[data-field]')].find((one) => one.dataset['field'] === field)
  again?.focus()
  if (again instanceof HTMLTextAreaElement || (again instanceof HTMLInputElement && again.type === 'text'))
    again.setSelectionRange(selection, selection)
}
