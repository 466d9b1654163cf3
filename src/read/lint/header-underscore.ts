/** Headers with an underscore, which nginx and others drop unless told not to. */
import { finding, type Finding } from '../../finding.ts'
import type { Rule } from './lint.ts'

export const headerUnderscore: Rule = ({ contract }) => {
  const keys = contract.security.flat().flatMap((one) => (one.kind === 'key' && one.in === 'header' ? [one] : []))
  const seen = new Set<string>()
  return keys.flatMap(({ name, span }): Finding[] => {
    if (!/^[A-Za-z]+(?:_[A-Za-z]+)+$/.test(name) || seen.has(name)) return []
    seen.add(name)
    const hyphen = name.replaceAll('_', '-')
    return [
      finding(
        'header-underscore',
        span,
        `The header \`${name}\` has an underscore, and many proxies drop such headers.`,
        `Use \`${hyphen}\`, if the API takes it.`,
      ),
    ]
  })
}
