/** What the reader hands on: everything that outputs, serve and check know of a page. */
import type { Finding } from '../finding.ts'
import type { Contract } from './contract.ts'
import type { Page } from './page.ts'

export type Reading = { readonly page: Page; readonly contract: Contract; readonly findings: readonly Finding[] }
