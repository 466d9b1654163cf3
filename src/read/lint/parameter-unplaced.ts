/** A row under "Path Parameters" for which the path has no placeholder. */
import { finding, type Finding } from '../../finding.ts'
import type { Rule, Subject } from './lint.ts'
import { listed } from './look.ts'

type Unplaced = Subject['trace']['unplaced']

/** A table that stands under the wrong heading is one mistake, however many rows it has. */
const SEVERAL = 3

export const parameterUnplaced: Rule = ({ trace }) =>
  [...Map.groupBy(trace.unplaced, (one) => one.operation.key).values()].flatMap((group) =>
    group.length < SEVERAL ? group.flatMap((one) => told([one])) : told(group),
  )

function told(group: Unplaced): Finding[] {
  const [first] = group
  if (first === undefined) return []
  const { row, operation } = first
  const are = group.length === 1 ? 'is described as a part' : 'are described as parts'
  const message = `${listed(group.map((one) => one.row.name))} ${are} of the path, but \`${operation.path}\` has no place for ${group.length === 1 ? 'it' : 'them'}.`
  const cure =
    group.length === 1
      ? `Put \`<${row.name}>\` into the request line of "${operation.title}", or the row under another heading.`
      : 'Put the rows under a heading such as `### Query Parameters`.'
  return [finding('parameter-unplaced', row.span, message, cure)]
}
