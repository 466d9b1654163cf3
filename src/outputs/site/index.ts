/** The site: a page and its contract become a reference that any web server can serve. */
import type { Output } from '../output.ts'
import { assets } from './assets.ts'
import { document } from './document.ts'
import { tabRules } from './tabs.ts'

export { homePage } from './home.ts'

/** `index.html` and its `assets/`; every address in them is relative. */
export const site: Output = {
  name: 'site',
  published: true,
  run: (reading, { dev }) => {
    const { files, addresses } = assets(tabRules(reading.page.tabs), dev)
    return [{ path: 'index.html', content: document(reading, addresses, dev) }, ...files]
  },
}
