/** What an open page of `kittn dev` asks for after an edit: only what it does not have. */
import type { Had } from '../output.ts'
import { digest, drawn, keyed, keyOf, type Drawn } from './drawn.ts'
import type { Marked } from './marks.ts'
import type { News } from './news-types.ts'
import type { View } from './view.ts'

/** What is new on a page since it was as `had` says. */
export function news(view: View, had: Had): News<Marked> {
  const now = drawn(view)
  const known = new Set(had.rows)
  const contents = contentsKey(now)
  return {
    frame: frameKey(view),
    title: view.reading.page.title,
    isLong: now.isLong,
    rows: now.rows.map(keyOf),
    html: Object.fromEntries(now.rows.flatMap((row) => (known.has(keyOf(row)) ? [] : [[keyOf(row), keyed(row)]]))),
    around: contents === had.contents ? undefined : now.bar + now.contents,
    contents,
    findings: now.findings,
  }
}

/** A name for bar and contents. */
export function contentsKey({ bar, contents }: Drawn): string {
  return digest(bar + contents)
}

/** A name for everything but content: what the page loads, its language and tabs, whether it has a search and what to try. */
export function frameKey({ assets, settings: { lang, dir }, reading: { page, contract }, pages }: View): string {
  const hasCalls = contract.operations.length + contract.channels.length > 0
  const tabs = page.tabs.map(({ key, label }) => [key, label])
  return digest(
    JSON.stringify([assets, lang, dir, tabs, page.search, page.tocFooters.length, hasCalls, pages.length > 0]),
  )
}
