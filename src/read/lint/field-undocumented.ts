/** Fields of an example that the table beside it leaves out, where the table describes nearly all of them. */
import { finding, type Finding } from '../../finding.ts'
import type { Operation, Response } from '../../model/contract.ts'
import type { Field, Shape } from '../../model/shape.ts'
import { declaredFields } from './declared.ts'
import { lineOfField } from './json-look.ts'
import type { Rule } from './lint.ts'
import { capped, lineOf, listed } from './look.ts'

export const fieldUndocumented: Rule = (subject) => {
  const declared = declaredFields(subject)
  const found = subject.contract.operations.flatMap((operation) =>
    operation.responses.slice(0, 1).flatMap((one) => inResponse(one, operation, declared)),
  )
  return capped(found, 5)
}

/** Five of six described is a table that means to be complete. */
const FEWEST = 5
const MOST_MISSING = 0.2

function inResponse(response: Response, operation: Operation, declared: ReadonlySet<string>): Finding[] {
  const fields = fieldsOf(response.shape).filter(({ name }) => !declared.has(name))
  const bare = fields.filter((field) => field.description === undefined)
  if (response.text === undefined || bare.length === 0) return []
  if (fields.length - bare.length < FEWEST || bare.length > fields.length * MOST_MISSING) return []
  const names = bare.map((field) => field.name)
  if (!response.text.includes(`"${names[0] ?? ''}"`)) return []
  const { line, column } = lineOfField(response.text, names[0] ?? '')
  const message = `The table of "${operation.title}" says nothing of ${listed(names)}.`
  return [finding('field-undocumented', lineOf(response, line, column), message)]
}

function fieldsOf(shape: Shape): readonly Field[] {
  if (shape.kind === 'array') return fieldsOf(shape.items)
  return shape.kind === 'object' ? shape.fields : []
}
