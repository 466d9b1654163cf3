/** Samples that call the path of their section with another method. */
import { finding, type Finding } from '../../finding.ts'
import type { Operation, Sample } from '../../model/contract.ts'
import { callsPath } from '../requests/path.ts'
import type { Rule } from './lint.ts'
import { inSections } from './look.ts'
import { calledIn, samplesOf } from '../requests/sample-calls.ts'

export const sampleMethod: Rule = ({ contract, trace }) => found(contract.operations, trace.lines)

const found = inSections((operations, lines) =>
  samplesOf(operations).flatMap((sample) => inSample(sample, operations, lines)),
)

function inSample(sample: Sample, operations: readonly Operation[], lines: ReadonlyMap<string, boolean>): Finding[] {
  const calls = calledIn(sample)
  const meant = calls.flatMap((call) => {
    const there = operations.filter((one) => callsPath(call.target.path, one.path, lines.get(one.key) === true))
    return there.length === 0 ? [] : [{ call, there }]
  })
  const [first] = meant
  if (first === undefined || meant.some(({ call, there }) => agrees(call.method, there))) return []
  const { call, there } = first
  const stated = there.map((one) => `\`${one.method}\``).join(' or ')
  const message = `The sample sends \`${call.method}\`, the request line of "${there[0]?.title}" states ${stated}.`
  return [finding('sample-method', call.span, message)]
}

function agrees(method: string | undefined, there: readonly Operation[]): boolean {
  return method === undefined || there.some((one) => one.method === method)
}
