/** Samples with an address that has no host: `requests.get('/users')` fails before it sends anything. */
import { finding, type Finding } from '../../finding.ts'
import type { Rule } from './lint.ts'
import { capped, inCodes, lineOf } from './look.ts'

/** In a browser a relative address may do, so JavaScript is left alone. */
const CALLS: Readonly<Record<string, RegExp>> = {
  python: /\b(?:requests|httpx)\.(?:get|post|put|patch|delete)\(\s*f?(["'])(\/[\w{}./<>:-]*)/,
  ruby: /\b(?:URI(?:\.parse)?\(\s*|RestClient\.(?:get|post|put|patch|delete)\(?\s*)(["'])(\/[\w{}./<>:-]*)/,
  shell: /(?:^|\s)curl\s+(?:-X\s*\w+\s+)?(["']?)(\/[A-Za-z][\w{}./<>:-]*)/,
}

const inBlock = inCodes((code): readonly Finding[] => {
  const pattern = CALLS[code.language]
  if (pattern === undefined || /base_?ur[il]/i.test(code.text)) return []
  const lines = code.text.split('\n')
  const at = lines.findIndex((line) => pattern.test(line))
  const match = pattern.exec(lines[at] ?? '')
  if (match === null) return []
  const path = match[2] ?? ''
  const column = match.index + match[0].indexOf(path) + 1
  return [finding('sample-relative', lineOf(code, at, column), `\`${path}\` has no host, so this call fails.`)]
})

export const sampleRelative: Rule = ({ page }) => capped(inBlock(page), 6)
