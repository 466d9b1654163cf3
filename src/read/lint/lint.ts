/** What a lint rule is: a pure function from what was read to what is to be said about it. */
import type { Finding } from '../../finding.ts'
import type { Contract } from '../../model/contract.ts'
import type { Page } from '../../model/page.ts'
import type { PageReading } from '../../model/reading.ts'
import type { Trace } from '../fold/index.ts'

export type Subject = {
  readonly page: Page
  readonly contract: Contract
  readonly trace: Trace
  /** Where the page stands among the pages of its site. */
  readonly site: { readonly path: string; readonly pages: readonly PageReading[] }
}
export type Rule = (subject: Subject) => readonly Finding[]
