/** Links to Slate where it once was. */
import { finding } from '../../finding.ts'
import type { Rule } from './lint.ts'
import { linksOf } from './links.ts'
import { cappedOf } from './look.ts'

const MOVED = /^(https?):\/\/(?:www\.)?github\.com\/(?:tripit|lord)\/slate\b/i

export const linkMoved: Rule = ({ page }) =>
  cappedOf(
    linksOf(page).filter((link) => MOVED.test(link.href)),
    5,
    (link) => {
      const how = link.href.startsWith('http:') ? 'by plain http to' : 'to'
      const message = `This leads ${how} \`${link.href}\`; Slate is at \`slatedocs/slate\` now.`
      return finding('link-moved', link.place(), message)
    },
  )
