/** The outputs: each is a folder of this one and a line of the list. */
import { asyncapi } from './asyncapi/index.ts'
import { markdown } from './markdown/index.ts'
import { openapi } from './openapi/index.ts'
import type { Output } from './output.ts'
import { site } from './site/index.ts'
import { sitemap } from './sitemap/index.ts'
import { types } from './types/index.ts'

export { homePage, settingsOf, singleFiles, type HomeAbout, type HomeEntry } from './site/index.ts'
export { asyncapi, markdown, openapi, site, sitemap, types }

/** All there are, in the order in which they run. */
export const outputs: readonly Output[] = [site, openapi, asyncapi, markdown, sitemap, types]
