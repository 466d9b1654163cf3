/** The site: pages and their contract become a reference that any web server can serve. */
import type { Finding } from '../../finding.ts'
import type { Tab } from '../../model/page.ts'
import type { PageReading, Reading } from '../../model/reading.ts'
import { madeLater, type Had, type Output, type OutputFile } from '../output.ts'
import { from, pageAddress } from '../twin.ts'
import { assets, assetsFrom, type Assets } from './assets.ts'
import { document } from './document.ts'
import { missing } from './missing.ts'
import { news } from './news.ts'
import { placesOf } from './places.ts'
import { settingsOf } from './settings.ts'
import { tabRules } from './tabs.ts'
import { tryIt } from './tryit/data.ts'
import { themeRules } from './theme.ts'
import type { View } from './view.ts'
import { wordsOf } from './words/index.ts'
import { tryWordsOf } from './words/try/index.ts'

export { homePage, type HomeAbout, type HomeEntry } from './home.ts'
export { settingsOf } from './settings.ts'
export { singleFiles } from './single.ts'

/** A file for each page, what they load to call the API, and the `assets/` of all; every address in them is relative. */
export const site: Output = {
  name: 'site',
  published: true,
  run: (reading, { dev, address, here, single = false, trust = false, changed }) => {
    const portal = here?.portal === true
    const { files, addresses } = assets(themeRules(reading.page) + tabRules(tabsOf(reading)), { dev, portal })
    const views = reading.pages.map((one) =>
      viewOf(one, reading, { dev, single, trust, address, portal, changed, assets: addresses }),
    )
    const tried = madeLater('tryit.json', () => JSON.stringify({ ...tryIt(reading.contract, here), ...spoken(views) }))
    return [...views.map(pageFile), ...missing(reading, { single, address, assets: addresses }), tried, ...files]
  },
}

function pageFile(view: View): OutputFile {
  const file = madeLater(view.path, () => document(view))
  return view.dev ? Object.assign(file, { news: (had: Had) => news(view, had) }) : file
}

type Around = Pick<View, 'dev' | 'single' | 'trust' | 'address'> & {
  readonly assets: Assets
  readonly portal: boolean
  readonly changed: ReadonlyMap<string, string> | undefined
}

function viewOf(
  one: PageReading,
  reading: Reading,
  { dev, single, trust, address, assets, portal, changed }: Around,
): View {
  const { path, page, contract } = one
  const settings = settingsOf(page)
  return {
    path,
    dev,
    single,
    trust,
    settings,
    reading: { page, contract, findings: findingsOf(one, reading) },
    title: reading.page.title,
    home: path === reading.pages[0]?.path ? '#' : from(path, './'),
    pages: placesOf(reading, path),
    words: wordsOf(settings.lang),
    changed: settings.changed ?? changed?.get(path),
    assets: assetsFrom(path, assets),
    address: address === undefined ? undefined : address + pageAddress(path),
    portal: portal ? from(path, 'developers') : undefined,
  }
}

/** What try-it says in the languages of the pages. */
function spoken(views: readonly View[]): { words?: ReturnType<typeof tryWordsOf> } {
  const words = tryWordsOf(views.map(({ settings }) => settings.lang))
  return Object.keys(words).length === 0 ? {} : { words }
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
