/** Links of a page, with where they stand: in text, in raw HTML, in the footer of the contents. */
import type { Span } from '../../finding.ts'
import type { Page } from '../../model/page.ts'
import { onceEach } from '../../model/remember.ts'
import { contentsOf } from '../../model/walk.ts'
import { inEach } from './look.ts'
import { inFrontMatter, placeOf } from './place.ts'

export type Link = {
  readonly href: string
  /** Without tags. */
  readonly text: string
  /** Where it stands; found when asked for. */
  readonly place: () => Span
  /** In `toc_footers` rather than in the text. */
  readonly footer: boolean
}

const ANCHOR = /<a\s[^<>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')[^<>]*>([^]{0,1000}?)<\/a>/gi

/** All links of the page, the footer's first. */
export const linksOf: (page: Page) => readonly Link[] = onceEach((page: Page) => [
  ...page.tocFooters.flatMap((html) => inFooter(html, page)),
  ...inText(page),
])

function inFooter(html: string, page: Page): Link[] {
  return anchors(html).map((link) => ({
    ...link,
    footer: true,
    place: () => inFrontMatter(page, new RegExp(escaped(`href=`) + `\\s*["']${escaped(link.href)}["']`)),
  }))
}

function inText(page: Page): Link[] {
  return inBlocks(page).map(({ href, text, span }) => ({
    href,
    text,
    footer: false,
    place: () => placeOf(page, span, href),
  }))
}

const inBlocks = inEach((block) =>
  contentsOf(block).flatMap(({ html, span }) =>
    html.includes('<a') ? anchors(html).map((link) => ({ ...link, span })) : [],
  ),
)

function anchors(html: string): { href: string; text: string }[] {
  return [...html.matchAll(ANCHOR)].map((match) => ({
    href: plain(match[1] ?? match[2] ?? ''),
    text: (match[3] ?? '').replaceAll(/<[^>]*>/g, '').trim(),
  }))
}

function plain(href: string): string {
  return href.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"')
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
