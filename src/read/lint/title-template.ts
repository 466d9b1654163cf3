/** A title that is the template's own, or none. */
import { finding } from '../../finding.ts'
import type { Rule } from './lint.ts'
import { inFrontMatter } from './place.ts'

export const titleTemplate: Rule = ({ page }) => {
  if (page.front['title'] === undefined || !/^\s*(?:the )?API (?:reference|documentation|docs?)\s*$/i.test(page.title))
    return []
  const place = inFrontMatter(page, /(?<=^title:\s*)\S/)
  return [finding('title-template', place, `The title is "${page.title.trim()}", which names no API.`)]
}
