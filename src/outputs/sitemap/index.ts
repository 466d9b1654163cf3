/** The list of pages for search engines. It needs whole addresses, so it is made only where the site's own is known. */
import type { Output } from '../output.ts'
import { pageAddress } from '../twin.ts'

/** Writes `sitemap.xml`, with each page and its date if that is known. */
export const sitemap: Output = {
  name: 'sitemap',
  published: true,
  run: ({ pages }, { address, changed }) => {
    if (address === undefined) return []
    const places = pages.map(({ path, page }) => ({
      address: address + pageAddress(path),
      changed: dayOf(page.front['last_changed']) ?? changed?.get(path),
    }))
    return [{ path: 'sitemap.xml', content: document(places) }]
  },
}

type Place = { readonly address: string; readonly changed: string | undefined }

function document(places: readonly Place[]): string {
  const urls = places.map(({ address, changed }) => {
    const date = changed === undefined ? '' : `<lastmod>${changed}</lastmod>`
    return `  <url><loc>${escape(address)}</loc>${date}</url>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`
}

function dayOf(value: unknown): string | undefined {
  const text = value instanceof Date ? value.toISOString() : typeof value === 'string' ? value : ''
  return /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0]
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
