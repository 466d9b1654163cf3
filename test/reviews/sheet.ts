/** The sheets of the reviews: what was drawn, what it was judged to be, and why. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** `new` was drawn and not yet looked at. */
export type Judged = {
  readonly verdict: 'right' | 'wrong' | 'new'
  readonly page: string
  readonly id: string
  readonly place: string
  readonly reason: string
}

const HEAD = 'verdict\tpage\twhat\tplace\treason'

/** The rows of a sheet of this folder, without its head. */
export function sheet(name: string): Judged[] {
  const path = sheetPath(name)
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .map(([verdict, page = '', id = '', place = '', reason = '']) => {
      return { verdict: verdict === 'right' || verdict === 'wrong' ? verdict : 'new', page, id, place, reason }
    })
}

/** A sheet as text. */
export function written(rows: readonly Judged[]): string {
  const lines = rows.map(({ verdict, page, id, place, reason }) => [verdict, page, id, place, reason].join('\t'))
  return `${[HEAD, ...lines].join('\n')}\n`
}

export function sheetPath(name: string): string {
  return join(import.meta.dirname, name)
}
