/** Backticks and stars inside `<aside>` and other HTML blocks, where Slate shows them as they stand. */
import { finding, type Finding } from '../../finding.ts'
import type { Html, Page } from '../../model/page.ts'
import type { Rule } from './lint.ts'
import { blocksOf, capped } from './look.ts'
import { placeOf } from './place.ts'

const MARKS =
  /(?<![\w`])`[^`\n<>]{1,80}`(?![\w`])|(?<![\w*])\*\*[^*\n<>]{1,80}\*\*(?![\w*])|(?<!\])\[[^\][\n]{1,80}\]\((?:https?:|#|\/|mailto:)[^()\s]{1,200}\)/

export const markdownInHtml: Rule = ({ page }) =>
  capped(
    blocksOf(page).flatMap((block) => (block.kind === 'html' ? inHtml(block, page) : [])),
    6,
  )

function inHtml(block: Html, page: Page): Finding[] {
  const text = block.html
    .slice(0, 20_000)
    .replaceAll(/<!--[^]*?-->|<(script|style|pre|code|textarea)\b[^]*?<\/\1>|<[^<>]*>/gi, (tag) =>
      tag.replaceAll(/[^\n]/g, ' '),
    )
  const found = MARKS.exec(text)?.[0]
  if (found === undefined || text.includes('{{')) return []
  const place = placeOf(page, block.span, found)
  return [
    finding(
      'markdown-in-html',
      place,
      `\`${found.replaceAll('`', "'")}\` is shown as it stands, because it is inside HTML.`,
    ),
  ]
}
