/** The other pages of the site, which one search finds too. */

export type Page = { readonly href: string; readonly title: string }
export type Fetched = { readonly page: Page; readonly main: Element }

/** Those that can be fetched, in the order of the navigation. A page opened from disk finds only itself. */
export async function otherPages(): Promise<Fetched[]> {
  const list = JSON.parse(document.querySelector<HTMLElement>('.find')?.dataset['pages'] ?? '[]') as Page[] // written by nav.ts
  const fetched = await Promise.all(list.map(one))
  return fetched.filter((page) => page !== undefined)
}

async function one(page: Page): Promise<Fetched | undefined> {
  try {
    const answer = await fetch(new URL(page.href, document.baseURI))
    const text = answer.ok ? await answer.text() : ''
    const main = new DOMParser().parseFromString(text, 'text/html').querySelector('main')
    return main === null ? undefined : { page, main }
  } catch {
    return undefined
  }
}
