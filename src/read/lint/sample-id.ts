/** Samples that ask for the thing 3 where the answer, or the sample of another tab, is about the thing 2. */
import { isRecord } from '../../model/places.ts'
import { finding, type Finding } from '../../finding.ts'
import type { Operation } from '../../model/contract.ts'
import { callsPath } from '../requests/path.ts'
import type { Rule } from './lint.ts'
import { capped, inSections } from './look.ts'
import { calledIn, samplesOf, type Called } from '../requests/sample-calls.ts'

export const sampleId: Rule = ({ contract, trace }) => capped(found(contract.operations, trace.lines), 8)

const found = inSections((operations) => {
  const [only] = operations
  return only !== undefined && operations.length === 1 && /\/\{[^{}]*\}$/.test(only.path) ? inOperation(only) : []
})

/** The last part of the path is the id; the answer names it in `id` or in the field that the placeholder names. */
function inOperation(operation: Operation): Finding[] {
  const shown = shownId(operation)
  if (shown === undefined || !/^(?:GET|PUT|PATCH)$/.test(operation.method)) return []
  const calls = samplesOf([operation]).flatMap(calledIn)
  const wrong = calls
    .filter((call) => callsPath(lastTwo(call.target.path), lastTwo(operation.path), true))
    .map((call) => ({ call, asked: askedFor(call) }))
    .find(({ asked }) => asked !== undefined && asked !== shown)
  if (wrong === undefined) return []
  const message = `The sample asks for \`${wrong.asked}\`, the answer of "${operation.title}" is about \`${shown}\`.`
  return [finding('sample-id', wrong.call.span, message)]
}

/** Only plain ids: a placeholder, or a word that stands for one, asks for nothing in particular. */
function askedFor({ target }: Called): string | undefined {
  const last = target.path.split('/').at(-1) ?? ''
  return /^\d+$/.test(last) || /^(?=.*\d)[\da-f-]{8,}$/i.test(last) ? last : undefined
}

function lastTwo(path: string): string {
  return path.split('/').slice(-2).join('/')
}

function shownId(operation: Operation): string | undefined {
  const name = /\{([^{}]*)\}$/.exec(operation.path)?.[1] ?? 'id'
  const example = operation.responses.find((one) => one.status < 300 && isRecord(one.example))?.example
  if (example === undefined || !isRecord(example)) return undefined
  const value = example[name] ?? (/^(?:id|.*_id|.*Id)$/.test(name) ? example['id'] : undefined)
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : undefined
  return text !== undefined && (/^\d+$/.test(text) || /^(?=.*\d)[\da-f-]{8,}$/i.test(text)) ? text : undefined
}
