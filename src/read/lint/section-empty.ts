/** Headings with nothing under them: no text of their own, no section below. */
import { finding, type Finding } from '../../finding.ts'
import type { Block } from '../../model/page.ts'
import { descend, type Section } from '../../model/walk.ts'
import type { Rule } from './lint.ts'
import { capped, isTemplated, sectionsOf } from './look.ts'

export const sectionEmpty: Rule = ({ page }) => {
  if (isTemplated(page)) return []
  const all = [...descend(sectionsOf(page))]
  const found = all.flatMap((section, at) => (isBare(section) && !isSplit(section, all[at + 1]) ? told(section) : []))
  return capped(found, 12)
}

function isBare({ heading, blocks, children }: Section): boolean {
  return heading !== undefined && children.length === 0 && blocks.every(isNothing)
}

function isNothing(block: Block): boolean {
  return block.kind === 'rule' || (block.kind === 'html' && /^\s*<!--[^]*-->\s*$|^\s*<br *\/?>\s*$/.test(block.html))
}

/** A title and a request line as two headings, or a heading over its sections on one level, is a manner of writing. */
function isSplit({ heading }: Section, next: Section | undefined): boolean {
  const text = heading?.text ?? ''
  if (/^\W*(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b|^\W*\/\w/.test(text)) return true
  if (next?.heading === undefined || next.heading.span.file !== heading?.span.file) return false
  return /^\W*(?:GET|POST|PUT|PATCH|DELETE)\b/.test(next.heading.text)
}

function told({ heading }: Section): Finding[] {
  if (heading === undefined) return []
  return [finding('section-empty', heading.span, `"${heading.text}" has nothing under it.`)]
}
