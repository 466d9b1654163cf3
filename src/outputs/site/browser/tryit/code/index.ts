/** The languages in which a request can be shown, by the names that tabs have for them. */
import type { HttpRequest } from '../request.ts'
import { http } from './http.ts'
import { javascript } from './javascript.ts'
import { php } from './php.ts'
import { python } from './python.ts'
import { ruby } from './ruby.ts'
import { shell } from './shell.ts'

export type Language = {
  readonly name: string
  readonly label: string
  readonly write: (request: HttpRequest) => string
}

const LANGUAGES: readonly (Language & { readonly names: RegExp })[] = [
  { name: 'shell', label: 'Shell', write: shell, names: /^(?:shell|bash|sh|curl|zsh|console|cli)/ },
  { name: 'ruby', label: 'Ruby', write: ruby, names: /^(?:ruby|rb|rails)/ },
  { name: 'python', label: 'Python', write: python, names: /^(?:python|py)/ },
  { name: 'javascript', label: 'JavaScript', write: javascript, names: /^(?:javascript|js|node|typescript|ts$|fetch)/ },
  { name: 'php', label: 'PHP', write: php, names: /^php/ },
  { name: 'http', label: 'HTTP', write: http, names: /^(?:http|https|raw)$/ },
]

/** The language that a tab (`shell`, `python--two`, `nodejs`) means, if it can be written. */
export function languageOf(tab: string): Language | undefined {
  return LANGUAGES.find(({ names }) => names.test(tab.toLowerCase()))
}

/** What is shown where no tab of the page means a language that can be written. */
export const DEFAULT: Language = LANGUAGES[0]!
