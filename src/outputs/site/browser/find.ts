/** Opens the search; its script is loaded when it is first wanted. */
import { notice } from './notice.ts'
import { addScript } from './script.ts'
import { word } from './word.ts'

/** Makes the button and the keys (`/`, Control or Command and K) open the search. */
export function find(): void {
  const button = document.querySelector<HTMLButtonElement>('.find')
  if (button === null) return
  button.addEventListener('click', () => open(button))
  addEventListener('keydown', (event) => {
    if (keep(button, event)) event.preventDefault()
    else if (wanted(event)) {
      event.preventDefault()
      open(button)
    }
  })
  // Whoever comes near the button probably wants it.
  button.addEventListener('pointerenter', () => load(button), { once: true })
}

function wanted({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  if ((ctrlKey || metaKey) && !altKey) return key.toLowerCase() === 'k'
  const typing =
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  return key === '/' && !typing && !altKey
}

/** Keeps what is typed while the script is on its way; false if nothing is awaited. */
function keep(button: HTMLButtonElement, { key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const typed = button.dataset['wanted']
  if (typed === undefined || ctrlKey || metaKey || altKey) return false
  if (key === 'Backspace') button.dataset['wanted'] = typed.slice(0, -1)
  else if (key.length === 1) button.dataset['wanted'] = typed + key
  else return false
  return true
}

function load(button: HTMLButtonElement): void {
  const source = button.dataset['script']
  if (source === undefined) return
  delete button.dataset['script']
  addScript(source).addEventListener('error', () => {
    // It can be asked for again, and what was typed in vain is not kept.
    button.dataset['script'] = source
    if (button.dataset['wanted'] !== undefined) notice(word('searchFailed'))
    delete button.dataset['wanted']
  })
}

/** The script listens once it is there, and looks whether it was asked for while it was on its way. */
function open(button: HTMLButtonElement): void {
  load(button)
  button.dataset['wanted'] = ''
  document.dispatchEvent(new Event('kittn:search'))
}
