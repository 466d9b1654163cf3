/** What lets a person in while a page is written. */
import { partsOf } from '../model/credentials.ts'
import type { DemoKey } from '../serve/index.ts'
import type { Loaded } from './load.ts'

/** Keys that let a person in at once: what the page's samples show, and one for administrators. Never in `serve`. */
export function demoKeys({ reading }: Pick<Loaded, 'reading'>): readonly DemoKey[] {
  const shown = reading.contract.security.flatMap((one) => partsOf(one).flatMap(({ examples }) => examples))
  return [...new Set([...shown, 'meowmeowmeow'])]
    .map((key) => ({ key, admin: false }))
    .concat({ key: 'purrpurrpurr', admin: true })
}
