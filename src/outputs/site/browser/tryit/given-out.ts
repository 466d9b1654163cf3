/** A key that was given out, as the reader would have put it in. */
import type { TryIt } from '../../tryit/types.ts'
import { fieldsOf, type Values } from './schemes.ts'

/**
 * Values by the id of their field, of values by the name of their part (auth/issue.ts). The first of these opens every
 * way in that asks for a single value, whatever each calls it.
 */
export function valuesFor(ways: TryIt['ways'], parts: Readonly<Record<string, string>>): Values {
  const [alone] = Object.values(parts)
  const pairs = ways.flatMap((way) => {
    const fields = fieldsOf(way)
    const named = fields.flatMap(({ id, part }) => (parts[part] === undefined ? [] : [[id, parts[part]] as const]))
    const [first] = fields
    return named.length > 0 || first === undefined || alone === undefined ? named : [[first.id, alone] as const]
  })
  return Object.fromEntries(pairs)
}
