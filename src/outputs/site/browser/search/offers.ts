/** What an empty search offers: where the reader went from here before, and the contents of the page. */
import { recall, remember } from '../storage.ts'
import { word } from '../word.ts'

export type Goal = { readonly page: string; readonly id: string; readonly title: string }
/** Goals under a name. */
export type Offer = { readonly name: string; readonly goals: readonly Goal[] }

const RECENT = 4
const SECTIONS = 24

/** Recent goals first, then the outermost sections and the other pages; what there is none of is left out. */
export function offers(): Offer[] {
  const all = [
    { name: word('recent'), goals: recent() },
    { name: word('contents'), goals: links('.toc-h1').slice(0, SECTIONS) },
    { name: word('pages'), goals: links('.toc-page:not([aria-current])') },
  ]
  return all.filter(({ goals }) => goals.length > 0)
}

/** Keeps where the reader goes, in this browser. */
export function went(goal: Goal): void {
  const others = recent().filter(({ page, id }) => page !== goal.page || id !== goal.id)
  remember(key(), JSON.stringify([goal, ...others].slice(0, RECENT)))
}

/** Each page has its own, for addresses of others are as this one says them. */
const key = (): string => `recent ${location.pathname}`

function recent(): Goal[] {
  try {
    const list: unknown = JSON.parse(recall(key()) ?? '[]')
    return Array.isArray(list) ? list.filter(isGoal).filter(({ page, id }) => page !== '' || there(id)) : []
  } catch {
    return []
  }
}

function isGoal(value: unknown): value is Goal {
  const { page, id, title } = (value ?? {}) as Record<string, unknown>
  return [page, id, title].every((part) => typeof part === 'string')
}

const there = (id: string): boolean => document.getElementById(id) !== null

function links(selector: string): Goal[] {
  return [...document.querySelectorAll<HTMLAnchorElement>(`#kittn-nav ${selector}`)].map((link) => {
    const [page = '', id = ''] = (link.getAttribute('href') ?? '').split('#')
    return { page, id: decodeURIComponent(id), title: link.dataset['title'] ?? link.textContent }
  })
}
