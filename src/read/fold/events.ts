/** Tables of events in a section about webhooks: `Event | Description`, a row for each kind of delivery. */
import type { Unit } from '../units.ts'

export type EventRow = { readonly name: string; readonly description: string | undefined }

const HEAD = /^(?:web ?-?hook )?(?:events?|triggers?|actions?|topics?|evento|acci[oó]n|事件)(?: (?:name|type)s?)?$/i

/** The rows of the first table whose first column is headed so; empty where there is none. Actions with addresses are links. */
export function eventsIn(unit: Unit): EventRow[] {
  const tables = unit.parts.flatMap((part) => part.blocks.filter((block) => block.kind === 'table'))
  const table = tables.find(({ head }) => HEAD.test(head[0]?.text.trim() ?? ''))
  return (table?.rows ?? []).flatMap((cells) => {
    if (cells.some((cell) => /^https?:|^\//.test(cell.text.trim()))) return []
    const [name, description] = [cells[0]?.text.trim() ?? '', cells[1]?.text.trim() ?? '']
    return /^[\w.:/-]{2,80}$/.test(name) ? [{ name, description: description === '' ? undefined : description }] : []
  })
}
