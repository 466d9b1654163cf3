/** What the reader hands on: everything that outputs, serve and check know of a site and its API. */
import type { Finding } from '../finding.ts'
import type { Contract } from './contract.ts'
import type { Page } from './page.ts'

export type Reading = {
  /** The page at the root of the site: the first of `pages`. */
  readonly page: Page
  /** What all pages describe together. */
  readonly contract: Contract
  readonly findings: readonly Finding[]
  /** Every page of the site, most often one; never empty. */
  readonly pages: readonly PageReading[]
}

/** One page of a site, with its address and what it says of the API. */
export type PageReading = {
  /** Relative to the site, with `/`: `index.html` for the first page, else `other.html`, `v1/index.html`. */
  readonly path: string
  readonly page: Page
  /**
   * The operations, channels and webhooks of this page, with the keys of the joined contract; what holds for all pages
   * (credentials, and servers and errors where it states none) besides.
   */
  readonly contract: Contract
}
