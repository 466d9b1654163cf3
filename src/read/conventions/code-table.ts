/** Tables that explain codes and events: `logon | 100 | You are logged in.`, `payment-sent | A payment was sent`. */
import type { Table } from '../../model/page.ts'
import type { Part, Unit } from '../units.ts'
import { saidSender, type Sender } from './sender.ts'

export type Explanation = { readonly name: string; readonly description: string | undefined }
export type Explain = (values: readonly string[], from: Sender) => Explanation | undefined

/** What the tables of a unit say of messages that carry a value; the first row of each value counts. */
export function explanations(unit: Unit): Explain {
  const known = { client: new Map<string, Explanation>(), server: new Map<string, Explanation>() }
  for (const part of unit.parts) {
    const rows = part.blocks.filter((block) => block.kind === 'table').flatMap(rowsOf)
    for (const from of speakers(part)) {
      for (const { value, ...told } of rows) if (!known[from].has(value)) known[from].set(value, told)
    }
  }
  return (values, from) => values.map((value) => known[from].get(value)).find((told) => told !== undefined)
}

type Row = Explanation & { readonly value: string }

const NAME = /^[\p{L}][\p{L}\p{N}._:-]*$/u

/** A row explains its first cell, which is the name, and its second where that is a code. */
function rowsOf({ rows }: Table): Row[] {
  return rows.flatMap((cells) => {
    const [name = '', second = '', ...rest] = cells.map((cell) => cell.text.trim())
    if (!NAME.test(name)) return []
    const last = rest.at(-1)
    const byName: Row = { value: name, name, description: (last ?? second) || undefined }
    return [byName, { value: second, name, description: last || undefined }]
  })
}

/** Whose messages the tables of a part explain: a table under "Response code" says nothing of what a client sends. */
function speakers(part: Part): readonly Sender[] {
  const heading = part.heading?.text ?? ''
  const ofKinds = /\b(?:codes?|types?|events?|messages?)\b/i.test(heading)
  if (part.role !== undefined && !ofKinds) return []
  const said = ofKinds ? saidSender(heading) : undefined
  return said === undefined ? ['client', 'server'] : [said]
}
