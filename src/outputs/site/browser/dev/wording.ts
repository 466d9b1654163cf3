/** Text between backticks is code. */
import { element } from '../element.ts'

export function wording(text: string): (Node | string)[] {
  return text.split('`').map((part, at) => (at % 2 === 1 ? element('code', {}, part) : part))
}
