/** Tabs and samples that do not meet: languages without a tab, tabs without a sample. */
import { finding } from '../../finding.ts'
import type { Code } from '../../model/page.ts'
import { whole } from '../../model/vocabulary.ts'
import type { Rule } from './lint.ts'
import { capped, codesOf } from './look.ts'
import { inFrontMatter } from './place.ts'

const PROGRAMMING = whole(`
  shell|bash|sh|console|powershell|ruby|python|php|perl|lua|r|javascript|js|typescript|ts|node|nodejs
  java|kotlin|scala|go|rust|c|cpp|csharp|cs|swift|objective[-_]?c|dart|elixir
`)

/** One block in another language may be meant for all tabs; several are samples that lost their tab. */
const SEVERAL = 2

export const samplesWithoutTab: Rule = ({ page }) => {
  if (page.tabs.length === 0) return []
  const keys = new Set(page.tabs.map((tab) => tab.key))
  const lost = codesOf(page).filter(
    (code) => (code.tab === undefined || !keys.has(code.tab)) && PROGRAMMING.test(wordOf(code)),
  )
  return [...Map.groupBy(lost, wordOf)].flatMap(([word, blocks]) => {
    const [first] = blocks
    if (first === undefined || blocks.length < SEVERAL) return []
    const message = `${blocks.length} samples are in \`${word}\`, which is no tab of this page.`
    return [
      finding(
        'samples-without-tab',
        first.span,
        message,
        `Add \`- ${word}\` under \`language_tabs\`, or take the samples out.`,
      ),
    ]
  })
}

export const tabWithoutSamples: Rule = ({ page }) => {
  // Partials that a template pulls in may hold the samples.
  if (page.files.some((file) => /<%=?\s*(?:partial|erb)\b/.test(file.text))) return []
  const used = new Set(codesOf(page).map((code) => code.tab))
  const found = page.tabs
    .filter((tab) => !used.has(tab.key))
    .map((tab) => {
      const line = new RegExp(`^\\s*-\\s*["']?${tab.key.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\b`)
      return finding(
        'tab-without-samples',
        inFrontMatter(page, line),
        `The tab \`${tab.label}\` has no sample on the whole page.`,
      )
    })
  return capped(found, 3)
}

function wordOf(code: Code): string {
  return code.word?.split('--')[0] ?? ''
}
