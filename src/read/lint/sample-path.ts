/** Samples that call another path than the request line of their section states. */
import { finding, type Finding } from '../../finding.ts'
import type { Operation, Sample } from '../../model/contract.ts'
import { within } from '../../model/spans.ts'
import { callsIn, type Call } from '../requests/calls.ts'
import { samplesOf } from '../requests/sample-calls.ts'
import { callsPath } from '../requests/path.ts'
import type { Rule } from './lint.ts'
import { inSections } from './look.ts'

export const samplePath: Rule = ({ contract, trace }) => found(contract.operations, trace.lines)

const found = inSections((operations, lines) =>
  samplesOf(operations).flatMap((sample) => inSample(sample, operations, lines)),
)

/** A sample may call other things on the way; it is at fault if it calls something, but never this operation. */
function inSample(sample: Sample, operations: readonly Operation[], lines: ReadonlyMap<string, boolean>): Finding[] {
  const calls = callsIn(sample.text, sample.language)
  const [first] = calls
  if (first === undefined || calls.some((call) => operations.some((one) => fits(call, one, lines)))) return []
  const stated = operations.map((one) => `\`${one.path}\``).join(' or ')
  const span = within(sample.span, 1 + first.line, 1 + first.line, first.column)
  return [
    finding(
      'sample-path',
      span,
      `The sample calls \`${first.target.path}\`, the request line of "${operations[0]?.title}" states ${stated}.`,
    ),
  ]
}

/** Where the request line is relative, a base may stand before its path in the sample. */
function fits(call: Call, operation: Operation, lines: ReadonlyMap<string, boolean>): boolean {
  return callsPath(call.target.path, operation.path, lines.get(operation.key) === true)
}
