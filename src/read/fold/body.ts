/** The request body of an operation, from its tables and from the bodies that its samples send. */
import type { Body } from '../../model/contract.ts'
import type { ObjectShape, Shape } from '../../model/shape.ts'
import type { BodyFound, Row } from '../conventions/index.ts'
import { loosened, merged, shapeOf } from '../values/infer.ts'
import { withFiles } from './files.ts'
import { objectFrom, overlay } from './shapes.ts'

/** Undefined where neither table nor sample shows a body. */
export function bodyOf(rows: readonly Row[], found: readonly BodyFound[]): Body | undefined {
  const first = found.find((one) => one.example !== undefined) ?? found[0]
  const span = rows[0]?.span ?? first?.span
  if (span === undefined) return undefined
  const examples = found.map((one) => one.example).filter((example) => example !== undefined)
  const shown = examples.length === 0 ? undefined : loosened(merged(examples.map(shapeOf)))
  const documented = rows.length === 0 ? undefined : objectFrom(rows, (row) => row.required ?? false)
  const whole = { mediaTypes: mediaTypes(found), shape: together(shown, documented), example: first?.example, span }
  return withFiles(whole, { stated: found, described: rows.length > 0 })
}

function mediaTypes(found: readonly BodyFound[]): readonly string[] {
  const types = [...new Set(found.map((one) => one.mediaType))]
  return types.length === 0 ? ['application/json'] : types
}

function together(shown: Shape | undefined, documented: ObjectShape | undefined): Shape {
  if (documented === undefined) return shown ?? { kind: 'object', fields: [], open: true }
  if (shown === undefined) return documented
  const wrapped = envelope(shown, documented)
  return overlay(shown, wrapped, 'table')
}

/** How deep an envelope may be: JSON:API has two, `{"data": {"attributes": {"name": …}}}`. */
const DEEPEST = 3

/** `{"kitten": {"name": …}}` with a table that documents `name`: the table speaks of what is inside. */
function envelope(shown: Shape, documented: ObjectShape): ObjectShape {
  const path = pathTo(shown, new Set(documented.fields.map((field) => field.name)), DEEPEST) ?? []
  const required = documented.fields.some((field) => field.required)
  return path.reduceRight(
    (inside, name): ObjectShape => ({ kind: 'object', open: true, fields: [{ name, shape: inside, required }] }),
    documented,
  )
}

/** The names that lead to the object that shows most of what is documented, if the outermost shows nothing of it. */
function pathTo(shown: Shape, documented: ReadonlySet<string>, depth: number): readonly string[] | undefined {
  const [best, second] = placesOf(shown, documented, depth).toSorted((a, b) => b.hits - a.hits)
  return best !== undefined && best.hits > (second?.hits ?? 0) ? best.path : undefined
}

type Known = { readonly path: readonly string[]; readonly hits: number }

function placesOf(shown: Shape, documented: ReadonlySet<string>, depth: number): Known[] {
  if (shown.kind !== 'object' || depth < 0) return []
  const hits = shown.fields.filter((field) => documented.has(field.name)).length
  if (hits > 0) return [{ path: [], hits }]
  return shown.fields.flatMap((field) =>
    placesOf(field.shape, documented, depth - 1).map((place) => ({ ...place, path: [field.name, ...place.path] })),
  )
}
