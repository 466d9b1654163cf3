/** Long code is cut to what one can take in, with a button that shows the rest. */
import { element } from './element.ts'
import { keepPlace } from './place.ts'
import { word } from './word.ts'

/** The button for a block whose code is higher than the block shows. */
export function lengthButton(block: Element): HTMLButtonElement {
  const lines = (block.querySelector('code')?.textContent ?? '').split('\n').length
  const [more, less] = [word('showAll', lines), word('showLess')]
  const button = element(
    'button',
    { type: 'button', class: 'length', 'data-added': '', 'aria-expanded': 'false' },
    more,
  )
  button.addEventListener('click', () => {
    const whole = !block.classList.contains('whole')
    // Closing takes away what stands above the button: the block's end stays where the reader is.
    const change = (): void => void block.classList.toggle('whole', whole)
    if (whole) change()
    else keepPlace(change)
    button.ariaExpanded = String(whole)
    button.textContent = whole ? less : more
    if (!whole) block.scrollIntoView({ block: 'nearest' })
  })
  return button
}
