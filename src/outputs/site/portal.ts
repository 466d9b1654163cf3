/** Where the API gives out keys: the author's own link to sign up leads there, else one of the site's does. */
import { attributes, escape } from './html.ts'
import type { View } from './view.ts'

/** A link that leads nowhere yet (Slate's own footer has one), or to where the portal is. */
const OPEN = /(<a\b[^>]*?\bhref\s*=\s*)(["'])(?:#|\.?\/?developers\/?)\2/i

/** The author's footers, the first open link among them leading to the portal. */
export function footersOf({ reading: { page }, portal }: View): readonly string[] {
  if (portal === undefined) return page.tocFooters
  const first = page.tocFooters.findIndex((one) => OPEN.test(one))
  return page.tocFooters.map((one, at) =>
    at === first ? one.replace(OPEN, (_, start: string, quote: string) => start + quote + escape(portal) + quote) : one,
  )
}

/** The site's own link, where the author has none. */
export function portalLink({ reading: { page }, portal, words }: View): string {
  if (portal === undefined || page.tocFooters.some((one) => OPEN.test(one))) return ''
  return `<a${attributes({ class: 'get-key', href: portal, 'data-added': true })}>${escape(words.getKey)}</a>`
}
