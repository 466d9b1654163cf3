/** Which tab is chosen: by the address (`?python`, `?language=python`), by what was chosen before, else the first. */
import { recall, remember } from './storage.ts'

const KEY = 'language'

/** The keys of the page's tabs. */
export function languages(): readonly string[] {
  const list: unknown = JSON.parse(document.documentElement.dataset['languages'] ?? '[]')
  return Array.isArray(list) ? list.filter((key) => typeof key === 'string') : []
}

/** The tab that the address names, if it is one of the page's. */
export function fromAddress(): string | undefined {
  const named = new URLSearchParams(location.search).get(KEY) ?? ''
  return languages().find((key) => key === named) ?? languages().find((key) => key === bare())
}

/** The whole query as one word: `?c%23` → `c#`. */
function bare(): string {
  try {
    return decodeURIComponent(location.search.slice(1).replace(/=$/, ''))
  } catch {
    return ''
  }
}

/** The tab to show when the page opens; what the address names is remembered. */
export function first(): string | undefined {
  const named = fromAddress()
  if (named !== undefined) remember(KEY, named)
  const known = recall(KEY)
  return named ?? languages().find((key) => key === known) ?? languages()[0]
}

/** Remembers a choice. */
export function keep(tab: string): void {
  remember(KEY, tab)
}

/** The address of the page with this tab, in the form that the address has already. */
export function address(tab: string): string {
  const query = new URLSearchParams(location.search)
  const others = [...query.keys()].some((key) => key !== KEY && !languages().includes(key))
  if (!query.has(KEY) && !others) return `?${encodeURIComponent(tab)}${location.hash}`
  query.set(KEY, tab)
  return `?${query}${location.hash}`
}
