/** Headings that leave out a level: `#` and then `###`. */
import { finding, type Finding } from '../../finding.ts'
import type { Heading } from '../../model/page.ts'
import { roleOf } from '../headings.ts'
import type { Rule } from './lint.ts'
import { capped } from './look.ts'

/** Sub-headings of structure such as `### HTTP Request` are always of one level, as the template has them. */
export const headingJump: Rule = ({ page }) => {
  const headings = page.blocks.filter((block) => block.kind === 'heading')
  const found = headings.flatMap((heading, at): Finding[] => {
    const before = headings[at - 1]
    return before !== undefined && jumps(before, heading) ? [told(before, heading)] : []
  })
  return capped(found, 1)
}

function jumps(before: Heading, heading: Heading): boolean {
  if (before.span.file !== heading.span.file || heading.level <= before.level + 1) return false
  return heading.level <= 3 && roleOf(heading.text) === undefined
}

function told(before: Heading, heading: Heading): Finding {
  const message = `"${heading.text}" is of level ${heading.level}, right below "${before.text}" of level ${before.level}.`
  return finding('heading-jump', heading.span, message, `Write it with ${'#'.repeat(before.level + 1)}.`)
}
