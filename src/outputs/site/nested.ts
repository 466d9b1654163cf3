/** Fields inside fields: which rows of a table stand inside which, as their names say (`address.city`, `lines[].id`, `> city`). */

/** A row with those inside it, which follow it in the table. */
export type Nested<Row> = { readonly row: Row; readonly inside: readonly Nested<Row>[] }

type Open<Row> = { readonly path: readonly string[]; readonly depth: number; readonly inside: Nested<Row>[] }

/** The rows of a table as trees, in their order. A row whose parent is not above it stands by itself. */
export function nested<Row>(rows: readonly Row[], nameOf: (row: Row) => string): Nested<Row>[] {
  const all: Nested<Row>[] = []
  const open: Open<Row>[] = []
  for (const row of rows) {
    const name = nameOf(row)
    const one = { path: pathOf(name), depth: depthOf(name), inside: [] }
    while (open.length > 0 && !holds(open.at(-1), one)) open.pop()
    const siblings = open.at(-1)?.inside ?? all
    siblings.push({ row, inside: one.inside })
    open.push(one)
  }
  return all
}

function holds<Row>(above: Open<Row> | undefined, { path, depth }: Open<Row>): boolean {
  if (above === undefined || above.path.length === 0) return false
  if (depth > above.depth) return true
  return path.length > above.path.length && above.path.every((word, at) => word === path[at])
}

/** Marks before the name, as the reader of tables takes them. */
const MARKS = /^[\s>└├─→]*/

function depthOf(name: string): number {
  return MARKS.exec(name)?.[0].replaceAll(/[\s├└]/g, '').length ?? 0
}

/** `lines[].price.net`, `lines[price][net]` and `lines.*.price.net` → lines, price, net. */
function pathOf(name: string): string[] {
  const [own = ''] = name.replace(MARKS, '').split(/\s/, 1)
  return own.split(/[.[\]{}]+/).filter((word) => !/^(?:\d*|\*|n|i|index)$/i.test(word))
}
