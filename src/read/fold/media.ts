/** A sentence about all bodies: `application/json` or `application/x-www-form-urlencoded`, outside of operations. */
import type { Operation } from '../../model/contract.ts'
import { onceEach } from '../../model/remember.ts'
import { textOf } from '../units.ts'
import type { Gathered } from './gather.ts'

const [JSON_TYPE, FORM] = ['application/json', 'application/x-www-form-urlencoded']
/** A sentence that sets one of the two apart says no such thing. */
const APART = /\bnot\b|n't\b|\bexcept|\binstead|\bonly\b|\bwebhook/i

/** The operations, taking forms too where the page says so of all of them. */
export function withForms(operations: readonly Operation[], gathered: readonly Gathered[]): Operation[] {
  if (!gathered.some(takesBoth)) return [...operations]
  return operations.map(withForm)
}

const withForm = onceEach((operation: Operation): Operation => {
  const { body } = operation
  if (body === undefined || !body.mediaTypes.includes(JSON_TYPE) || body.mediaTypes.includes(FORM)) return operation
  return { ...operation, body: { ...body, mediaTypes: [...body.mediaTypes, FORM] } }
})

const takesBoth = onceEach(({ unit, requests }: Gathered): boolean => {
  if (requests.length > 0) return false
  const prose = unit.parts.flatMap((part) => part.blocks.filter(({ kind }) => kind === 'paragraph' || kind === 'list'))
  const sentences = textOf(prose).split(/[.!?](?:\s|$)/)
  return sentences.some((one) => one.includes(JSON_TYPE) && one.includes(FORM) && !APART.test(one))
})
