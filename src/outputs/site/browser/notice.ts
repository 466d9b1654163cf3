/** A line that says what went wrong, to the eye and the ear, and goes away by itself. */
import { element } from './element.ts'

const SHOWN = 8000

let timer: ReturnType<typeof setTimeout> | undefined

/** Shows a text; the newest takes the place of the one before. */
export function notice(text: string): void {
  const known = document.querySelector<HTMLElement>('.toast')
  const line = known ?? element('p', { class: 'toast', role: 'status' })
  if (known === null) document.body.append(line)
  line.textContent = text
  line.hidden = false
  clearTimeout(timer)
  timer = setTimeout(() => void (line.hidden = true), SHOWN)
}
