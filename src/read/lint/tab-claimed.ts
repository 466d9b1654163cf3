/** "We have language bindings in Shell, Ruby and Python!" over a page that has other tabs. */
import { finding, type Finding } from '../../finding.ts'
import type { Block } from '../../model/page.ts'
import { onceEach } from '../../model/remember.ts'
import type { Rule } from './lint.ts'
import { blocksOf, listed } from './look.ts'
import { placeOf } from './place.ts'

const CLAIM =
  /\b(?:language bindings|(?:code )?(?:samples|examples)) (?:are (?:available )?)?in ([A-Z][\w#+.]*(?:(?:, (?:and )?| and | or )[A-Z][\w#+.]*)*)/
const LANGUAGES: Readonly<Record<string, RegExp>> = {
  Shell: /shell|bash|curl|sh|http|console/i,
  cURL: /shell|bash|curl|sh|http|console/i,
  Ruby: /ruby|rb/i,
  Python: /python|py/i,
  JavaScript: /javascript|js|node/i,
  Javascript: /javascript|js|node/i,
  PHP: /php/i,
  Java: /^java$/i,
  Go: /go/i,
}

const claimIn = onceEach((block: Block) => (block.kind === 'paragraph' ? CLAIM.exec(block.text)?.[1] : undefined))

export const tabClaimed: Rule = ({ page }) =>
  blocksOf(page).flatMap((block): Finding[] => {
    const claim = claimIn(block)
    if (claim === undefined) return []
    const named = claim.split(/, (?:and )?| and | or /)
    const lacking = named.filter((name) => {
      const pattern = LANGUAGES[name]
      return pattern !== undefined && !page.tabs.some((tab) => pattern.test(tab.key) || pattern.test(tab.label))
    })
    if (lacking.length === 0) return []
    const place = placeOf(page, block.span, lacking[0] ?? '')
    return [
      finding('tab-claimed', place, `The text promises samples in ${listed(lacking)}, and the page has no such tab.`),
    ]
  })
