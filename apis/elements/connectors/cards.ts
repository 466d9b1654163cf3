/** The CRM hub over whatever keeps vCards: a folder of files or an address book. */
import { randomUUID } from 'node:crypto'
import type { Crm, CrmRecord, ObjectName, Place, Wanted } from './crm.ts'
import { compare, select } from './select.ts'
import { cardOf, changedCard, newCard, propertiesOf } from './vcard.ts'

export type Cards = {
  readonly ping: () => Promise<void>
  /** The ids of all cards, in any order. */
  readonly ids: () => Promise<string[]>
  /** These cards, without those that are gone by now. */
  readonly some: (ids: readonly string[]) => Promise<Card[]>
  readonly get: (id: string) => Promise<Card | undefined>
  /** Without a version the card is a new one; with it, a Refusal (`taken`) where the card has changed since. */
  readonly put: (id: string, text: string, version: string | undefined) => Promise<void>
  readonly remove: (id: string, version: string) => Promise<void>
}
export type Card = { readonly id: string; readonly text: string; readonly version: string }

/** Names that lead nowhere else. */
const ID = /^(?!\.)[^/\\]{1,200}$/u

/** How many cards are read at a time. */
const BATCH = 50

export function cardsCrm(cards: Cards): Crm {
  const find = async (object: ObjectName, id: string): Promise<Card | undefined> => {
    const card = ID.test(id) ? await cards.get(id) : undefined
    return card !== undefined && cardOf(card.text)?.object === object ? card : undefined
  }
  return {
    ping: cards.ping,
    async list(object, wanted) {
      const ids = idsFor(wanted, await cards.ids())
      const batches = async function* (): AsyncGenerator<CrmRecord[]> {
        for (let at = 0; at < ids.length; at += BATCH) {
          const some = await cards.some(ids.slice(at, at + BATCH))
          yield some.flatMap((card) => recordOf(card, object) ?? [])
        }
      }
      return select(batches(), wanted, wanted.order.field === 'id')
    },
    fields: async (object) => propertiesOf(object),
    async get(object, id) {
      const card = await find(object, id)
      return card && recordOf(card, object)
    },
    async create(object, fields) {
      const id = randomUUID()
      await cards.put(id, newCard(object, id, fields), undefined)
      return { ...fields, id }
    },
    async update(object, id, fields) {
      const card = await find(object, id)
      if (card === undefined) return undefined
      const text = changedCard(card.text, object, fields)
      await cards.put(id, text, card.version)
      return recordOf({ ...card, text }, object)
    },
    async remove(object, id) {
      const card = await find(object, id)
      if (card !== undefined) await cards.remove(id, card.version)
      return card !== undefined
    },
  }
}

/** The ids of the cards that have to be read, in the order of a list by ids: such a list is read no further than its page goes. */
function idsFor({ order, after, counted }: Wanted, all: readonly string[]): string[] {
  const place = (id: string): Place => ({ value: id, id })
  const ids = all.filter((id) => ID.test(id)).toSorted((a, b) => compare(order, place(a), place(b)))
  if (after === undefined || counted || order.field !== 'id') return ids
  return ids.filter((id) => compare(order, place(id), after) > 0)
}

function recordOf({ id, text }: Card, object: ObjectName): CrmRecord | undefined {
  const found = cardOf(text)
  return found?.object === object ? { ...found.fields, id } : undefined
}
