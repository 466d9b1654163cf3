/** What the reviews judge: operations and parameters of the corpus, drawn at random with a fixed seed. */
import { createHash } from 'node:crypto'
import type { Operation, Parameter } from '../../src/model/contract.ts'
import type { Contract } from '../../src/model/contract.ts'

export type Drawn = { readonly id: string; readonly place: string; readonly page: string }
export type Readings = ReadonlyMap<string, Contract>

const SEED = 'kittn-2026'

/** The `count` things whose hash with the seed is lowest: a page that changes does not change what is drawn of others. */
export function drawn<One extends Drawn>(all: readonly One[], count: number): One[] {
  const ranked = all.map((one) => ({
    one,
    rank: createHash('sha256').update(`${SEED}\n${one.page}\n${one.id}`).digest('hex'),
  }))
  return ranked
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, count)
    .map(({ one }) => one)
}

/** Every operation of the pages, as `METHOD /path`. */
export function operationsOf(readings: Readings): Drawn[] {
  return each(readings, (page, operation) => [{ page, id: operation.key, place: placeOf(operation) }])
}

/** Every parameter and every field of a body's first level, as `METHOD /path in name`. */
export function parametersOf(readings: Readings): Drawn[] {
  return each(readings, (page, operation) => {
    const { key, parameters, body } = operation
    const fields = body?.shape.kind === 'object' ? body.shape.fields : []
    return [
      ...parameters.map((one: Parameter) => ({ page, id: `${key} ${one.in} ${one.name}`, place: placeOf(one) })),
      ...fields.map((field) => ({ page, id: `${key} body ${field.name}`, place: placeOf(body ?? operation) })),
    ]
  })
}

function each(readings: Readings, of: (page: string, operation: Operation) => Drawn[]): Drawn[] {
  return [...readings].flatMap(([page, { operations }]) => operations.flatMap((operation) => of(page, operation)))
}

function placeOf({ span }: Pick<Operation, 'span'>): string {
  return `${span.file}:${span.line}`
}
