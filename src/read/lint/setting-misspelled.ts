/** A key of the front matter that nobody reads and that is a known one but for a slip. Other unknown keys are the author's own. */
import { finding, type Finding } from '../../finding.ts'
import type { Rule } from './lint.ts'
import { inFrontMatter } from './place.ts'

/** What Slate, its ports and Kittn read. */
const KNOWN = `
  title language_tabs toc_footers includes search meta code_clipboard highlight_theme headingLevel description layout
  language lang rtl logo logo_link favicon theme stylesheets edit_url site_url last_changed toc_depth toc_groups
  nav_title nav_group nav_order version versions api_version translations variables lint api
`.match(/\w+/g)!

export const settingMisspelled: Rule = ({ page }) => {
  const given = Object.keys(page.front)
  return given.flatMap((key): Finding[] => {
    const meant = KNOWN.includes(key) || key.length > 40 ? undefined : KNOWN.find((name) => isSlip(key, name))
    // Who sets the known one as well means something else by the other.
    if (meant === undefined || given.includes(meant)) return []
    const place = inFrontMatter(page, new RegExp(`(?<=^['"]?)${RegExp.escape(key)}(?=['"]?\\s*:)`))
    const message = `Nothing reads the setting \`${key}\`; \`${meant}\` is one.`
    return [finding('setting-misspelled', place, message, `Write \`${meant}\`.`)]
  })
}

/** Other case or other strokes; in longer words a letter or two besides. A short word is soon another one. */
function isSlip(key: string, name: string): boolean {
  const [written, known] = [bare(key), bare(name)]
  if (written === known) return true
  const most = known.length < 5 ? 0 : known.length < 9 ? 1 : 2
  return Math.abs(written.length - known.length) <= most && edits(written, known) <= most
}

const bare = (key: string): string => key.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** How many letters are too many, too few, wrong, or exchanged with their neighbour. */
function edits(one: string, other: string): number {
  let rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (let at = 1; at <= one.length; at++) {
    const [above = [], twoAbove = []] = rows
    const row = [at]
    for (let to = 1; to <= other.length; to++) {
      const same = one[at - 1] === other[to - 1] ? 0 : 1
      const swapped = at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1]
      const ways = [(above[to] ?? 0) + 1, (row[to - 1] ?? 0) + 1, (above[to - 1] ?? 0) + same]
      row.push(Math.min(...ways, swapped ? (twoAbove[to - 2] ?? 0) + 1 : Infinity))
    }
    rows = [row, above]
  }
  return rows[0]?.[other.length] ?? 0
}
