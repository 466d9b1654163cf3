/** What the head says to others: search engines, chats that show a preview, tools that want the page as text. */
import { descriptionOf } from '../description.ts'
import { from, twinPath } from '../twin.ts'
import type { Head } from './head.ts'
import type { View } from './view.ts'

type More = NonNullable<Head['more']>

/** Open Graph, the description, the canonical address and the other forms of the page. What the author's `meta` says is not said twice. */
export function share(view: View): More {
  const { page } = view.reading
  const said = new Set(page.meta.map((list) => (list['property'] ?? list['name'] ?? '').toLowerCase()))
  const facts = Object.entries(graph(view)).filter(([name, content]) => !said.has(name) && content !== undefined)
  const metas = facts.map(([name, content]) => ({
    name: 'meta' as const,
    list: { [name.startsWith('og:') ? 'property' : 'name']: name, content },
  }))
  return [...metas, ...links(view)]
}

function graph({ reading: { page }, settings, address }: View): Record<string, string | undefined> {
  const description = descriptionOf(page)
  const image = address === undefined || settings.logo === undefined ? undefined : new URL(settings.logo, address).href
  return {
    description,
    'og:type': 'website',
    'og:title': page.title,
    'og:description': description,
    'og:locale': settings.lang.replace('-', '_'),
    'og:url': address,
    'og:image': image,
    'twitter:card': 'summary',
  }
}

function links({ path, settings, address, single }: View): More {
  const others = settings.translations.map(({ label, href }) => ({ rel: 'alternate', hreflang: label, href }))
  const canonical = address === undefined ? [] : [{ rel: 'canonical', href: address }]
  const styles = settings.stylesheets.map((href) => ({ rel: 'stylesheet', href, 'data-own': true }))
  const markdown = single ? [] : [{ rel: 'alternate', type: 'text/markdown', href: from(path, twinPath(path)) }]
  return [...styles, ...canonical, ...markdown, ...others].map((list) => ({ name: 'link', list }))
}
