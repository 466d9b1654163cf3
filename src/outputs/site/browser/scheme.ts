/** The colour scheme: light, dark, or the system's. */
import { recall, remember } from './storage.ts'

const KEY = 'kittn-scheme'

/** Sets the scheme that was chosen before; runs before anything is drawn. */
export function applyScheme(): void {
  const chosen = recall(KEY)
  const { dataset } = document.documentElement
  if (chosen === 'light' || chosen === 'dark') dataset['scheme'] = chosen
  else delete dataset['scheme']
}

/** Makes the switch work. */
export function schemeSwitch(): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('[data-scheme-name]')]
  const name = (button: HTMLButtonElement): string => button.dataset['schemeName'] ?? 'system'
  const show = (): void => {
    const chosen = document.documentElement.dataset['scheme'] ?? 'system'
    for (const button of buttons) button.ariaPressed = String(name(button) === chosen)
  }
  for (const button of buttons) {
    button.addEventListener('click', () => {
      remember(KEY, name(button) === 'system' ? undefined : name(button))
      applyScheme()
      show()
    })
  }
  show()
}
