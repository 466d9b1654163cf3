/** Samples that send the credential in a header whose name differs from that of the API by a hyphen or an underscore. */
import { finding, type Finding } from '../../finding.ts'
import { calledIn, samplesOf, type Called } from '../requests/sample-calls.ts'
import type { Rule } from './lint.ts'

/** A slip is copied from sample to sample: each spelling is told once, with how often it is there. */
export const sampleHeader: Rule = ({ contract }) => {
  const sent = contract.security.flat().flatMap((one) => (one.kind === 'key' && one.in === 'header' ? [one.name] : []))
  const names = [...new Set(sent)]
  if (names.length === 0) return []
  const calls = samplesOf(contract.operations).flatMap(calledIn)
  return names.flatMap((name) =>
    [...Map.groupBy(calls, (call) => slipIn(call, name))].flatMap(([slip, [first, ...others]]): Finding[] => {
      if (slip === undefined || first === undefined) return []
      const more =
        others.length === 0 ? '' : others.length === 1 ? ', and one more does' : `, and ${others.length} more do`
      const message = `The sample sends the header \`${slip}\`${more}; the page calls it \`${name}\`.`
      return [finding('sample-header', first.span, message, `Write \`${name}\`.`)]
    }),
  )
}

/** What the call sends in place of the header, if it does not send that. */
function slipIn({ headers }: Called, name: string): string | undefined {
  if (headers.some((sent) => sent.toLowerCase() === name.toLowerCase())) return undefined
  return headers.find((sent) => plain(sent) === plain(name))
}

function plain(name: string): string {
  return name.replaceAll(/[-_]/g, '').toLowerCase()
}
