/** Links to an id that the page does not have, and `href='#'` that waits for its address. */
import { posix } from 'node:path'
import { finding, type Finding } from '../../finding.ts'
import type { Page } from '../../model/page.ts'
import { onceEach, remembered } from '../../model/remember.ts'
import type { Rule, Subject } from './lint.ts'
import { linksOf, type Link } from './links.ts'
import { cappedOf, inEach, isTemplated } from './look.ts'
import { inPieces } from './place.ts'

export const linkNowhere: Rule = ({ page, site }) => {
  if (isTemplated(page)) return []
  const lost = linksOf(page).filter((link) => isLost(link, page) || isLostElsewhere(link, site))
  // Ids by their letters, to name the one that was meant.
  const ids = lost.length === 0 ? [] : [...new Set([...headingIds(page), ...htmlIds(page)])]
  const near = new Map(ids.map((id) => [keyOf(id), id]))
  return cappedOf(lost, 25, (link) => told(link, near.get(keyOf(link.href.slice(1)))))
}

/** `#` and `#top` lead to the top in every browser; in the footer, `#` is an address that was never filled in. */
function isLost({ href, footer }: Link, page: Page): boolean {
  if (href === '#') return footer
  return href.startsWith('#') && !reaches(href.slice(1), page)
}

/** A link to another page of the site, at an id that it does not have. */
function isLostElsewhere({ href }: Link, { path, pages }: Subject['site']): boolean {
  const [to = '', id] = href.split('#')
  if (id === undefined || id === '' || to === '' || to.includes(':') || pages.length < 2) return false
  const target = posix.join(posix.dirname(path), to)
  const other = pages.find((one) => one.path === target)
  return other !== undefined && !reaches(id, other.page)
}

function told({ href, text, place }: Link, near: string | undefined): Finding {
  if (href === '#') {
    const message = `"${text}" leads nowhere: its address is \`#\`.`
    return finding('link-nowhere', place(), message, 'Put the address there, or take the entry out.')
  }
  const cure = near === undefined ? undefined : `Write \`#${near}\`.`
  return finding('link-nowhere', place(), `"${text}" leads to \`${href}\`, which no heading has as its id.`, cure)
}

function reaches(id: string, page: Page): boolean {
  if (id === 'top' || id.startsWith('!') || id.includes('{')) return true
  return [headingIds, htmlIds].some((idsOf) => idsOf(page).has(id) || idsOf(page).has(decoded(id)))
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

type Ids = (page: Page) => ReadonlySet<string>

const headingIds: Ids = onceEach((page) => new Set(idsOfHeadings(page)))

const idsOfHeadings = inEach((block) => (block.kind === 'heading' ? [block.id] : []))

/** Looked for in the whole text, and only where a link leads to no heading. */
const htmlIds: Ids = onceEach(
  ({ files }) => new Set(files.flatMap((file) => idsIn(file).flatMap(({ found }) => found))),
)

const idsIn = inPieces((text) =>
  [...text.matchAll(/\s(?:id|name)\s*=\s*["']?([^\s"'<>]+)/g)].map((match) => match[1] ?? ''),
)

/** The letters of an id that count: without case, dashes and escapes. */
const keyOf = remembered(
  (id) =>
    decoded(id)
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]/gu, ''),
  20_000,
)
