/** The pages of a site as each of them lists all: one navigation, in the order and groups that their authors want. */
import type { PageReading, Reading } from '../../model/reading.ts'
import { from, pageAddress } from '../twin.ts'

/** A page in the navigation of another. */
export type Place = {
  readonly title: string
  readonly href: string
  readonly here: boolean
  /** The heading that it stands under, if it says one. */
  readonly group: string | undefined
}

/** Empty where there is one page only. A page says its own `nav_order` (a number), `nav_group` and `nav_title`. */
export function placesOf({ pages }: Reading, path: string): Place[] {
  if (pages.length < 2) return []
  const order = ({ page }: PageReading): number => Number(page.front['nav_order'] ?? 0) || 0
  const sorted = pages.toSorted((a, b) => order(a) - order(b))
  const groups = [...new Set(sorted.map(groupOf))]
  return groups.flatMap((group) =>
    sorted
      .filter((one) => groupOf(one) === group)
      .map((one) => ({ title: titleOf(one), href: hrefOf(path, one.path), here: one.path === path, group })),
  )
}

function titleOf({ page }: PageReading): string {
  const short = page.front['nav_title']
  return typeof short === 'string' && short.trim() !== '' ? short : page.title
}

function groupOf({ page }: PageReading): string | undefined {
  const group = page.front['nav_group']
  return typeof group === 'string' && group.trim() !== '' ? group : undefined
}

function hrefOf(here: string, there: string): string {
  return from(here, pageAddress(there)) || './'
}
