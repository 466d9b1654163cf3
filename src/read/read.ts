/** From the files of a site to its pages, their contract and what is to be said of both. */
import { byPlace, type Finding } from '../finding.ts'
import type { Contract } from '../model/contract.ts'
import type { PageReading, Reading } from '../model/reading.ts'
import type { Recall } from '../model/remember.ts'
import { MovingSpan, standing } from '../model/spans.ts'
import { publishedAt } from '../model/site.ts'
import { withAddresses } from './addresses.ts'
import { once, type Files } from './files.ts'
import { completed, joined } from './joined.ts'
import { lint } from './lint/index.ts'
import { readPage, type ReadPage } from './page.ts'

export type ReadResult = Reading & {
  /** Every path that was read or looked for: a change to any of them changes the page. */
  readonly watched: readonly string[]
}

/** Reads the page whose main file is `main`, relative to the root. What is wrong is a finding, never a throw. */
export function read(main: string, files: Files): ReadResult {
  return readPages([main], files)
}

/**
 * Reads several pages as one site: each by itself, with its own ids and includes; what they describe is joined. `recall` spares
 * what the same files said before.
 */
export function readPages(mains: readonly [string, ...string[]], from: Files, recall?: Recall): ReadResult {
  const files = once(from)
  const [main, ...others] = mains
  const paths = ['index.html', ...others.map(publishedAt)]
  const has = (path: string): boolean => paths.includes(path) || (files.has?.(path) ?? false)
  const readAt = (one: string, path: string): ReadPage =>
    readPage(one, { files, recall, link: (page) => withAddresses(page, { path, has }) })
  const first = readAt(main, 'index.html')
  const all = [first, ...others.map((other) => readAt(other, publishedAt(other)))]
  const { whole, parts } = joined([first.folded.contract, ...all.slice(1).map((one) => one.folded.contract)])
  const pages = all.map(({ page }, at): PageReading => ({
    path: paths[at] ?? 'index.html',
    page,
    contract: parts[at] ?? whole,
  }))
  const findings = all.flatMap((one, at) => linted(one, { pages, at, whole }))
  return {
    page: first.page,
    contract: whole,
    pages,
    findings: byPlace(distinct(findings.map(settledAt))),
    watched: [...new Set(all.flatMap((one) => one.watched))],
  }
}

type Around = { readonly pages: readonly PageReading[]; readonly at: number; readonly whole: Contract }

/** The rules see the contract in the words of the page, without the bases that tell versions apart. */
function linted({ page, folded, findings }: ReadPage, { pages, at, whole }: Around): readonly Finding[] {
  const { contract, trace } = folded
  const site = { path: pages[at]?.path ?? 'index.html', pages }
  return lint({ page, contract: completed(contract, whole), trace, site }, findings)
}

/** A finding is told of the files as they are now. */
function settledAt(one: Finding): Finding {
  return one.span instanceof MovingSpan ? { ...one, span: standing(one.span) } : one
}

/** What two pages include is wrong once. */
function distinct(findings: readonly Finding[]): Finding[] {
  const byIdentity = new Map(findings.map((one) => [JSON.stringify([one.code, one.message, one.span]), one]))
  return [...byIdentity.values()]
}
