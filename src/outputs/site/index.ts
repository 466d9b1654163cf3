/** The site: pages and their contract become a reference that any web server can serve. */
import type { Finding } from '../../finding.ts'
import type { Tab } from '../../model/page.ts'
import type { PageReading, Reading } from '../../model/reading.ts'
import type { Output } from '../output.ts'
import { assets, assetsFrom } from './assets.ts'
import { document } from './document.ts'
import { tabRules } from './tabs.ts'

export { homePage } from './home.ts'

/** The pages and their `assets/`; every address in them is relative. */
export const site: Output = {
  name: 'site',
  published: true,
  run: (reading, { dev }) => {
    const { files, addresses } = assets(tabRules(tabsOf(reading)), dev)
    const documents = reading.pages.map((one) => ({
      path: one.path,
      content: document({ ...one, findings: findingsOf(one, reading) }, assetsFrom(one.path, addresses), dev),
    }))
    return [...documents, ...files]
  },
}

/** The tabs of all pages, each once. */
function tabsOf({ pages }: Reading): Tab[] {
  return [...new Map(pages.flatMap(({ page }) => page.tabs.map((tab) => [tab.key, tab]))).values()]
}

/** What is to be said of a page, and of no page. */
function findingsOf(one: PageReading, { pages, findings }: Reading): Finding[] {
  const about = ({ page }: PageReading, { span }: Finding): boolean => page.files.some(({ path }) => path === span.file)
  return findings.filter((found) => about(one, found) || !pages.some((other) => about(other, found)))
}
