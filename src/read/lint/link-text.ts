/** "Click here": link texts that say nothing when they are read out or listed. */
import { finding } from '../../finding.ts'
import type { Rule } from './lint.ts'
import { linksOf } from './links.ts'
import { cappedOf } from './look.ts'

export const linkText: Rule = ({ page }) =>
  cappedOf(
    linksOf(page).filter((link) => /^(?:click |see )?(?:here|this|link|this link|click)\.?$/i.test(link.text)),
    3,
    ({ text, href, place }) =>
      finding('link-text', place(), `A link reads "${text}"; what it leads to is \`${href}\`.`),
  )
