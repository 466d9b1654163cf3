/** The CRM hub over whatever keeps vCards: a folder of files or an address book. */
import { randomUUID } from 'node:crypto'
import type { Crm, CrmRecord, ObjectName } from './crm.ts'
import { select } from './select.ts'
import { cardOf, changedCard, newCard } from './vcard.ts'

export type Cards = {
  readonly ping: () => Promise<void>
  readonly all: () => Promise<Card[]>
  readonly get: (id: string) => Promise<Card | undefined>
  /** Without a version the card is a new one; with it, a Refusal (`taken`) where the card has changed since. */
  readonly put: (id: string, text: string, version: string | undefined) => Promise<void>
  readonly remove: (id: string, version: string) => Promise<void>
}
export type Card = { readonly id: string; readonly text: string; readonly version: string }

/** Names that lead nowhere else. */
const ID = /^(?!\.)[^/\\]{1,200}$/u

export function cardsCrm(cards: Cards): Crm {
  const find = async (object: ObjectName, id: string): Promise<Card | undefined> => {
    const card = ID.test(id) ? await cards.get(id) : undefined
    return card !== undefined && cardOf(card.text)?.object === object ? card : undefined
  }
  return {
    ping: cards.ping,
    async list(object, wanted) {
      const all = await cards.all()
      return select(
        all.flatMap((card) => recordOf(card, object) ?? []),
        wanted,
      )
    },
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

function recordOf({ id, text }: Card, object: ObjectName): CrmRecord | undefined {
  const found = cardOf(text)
  return found?.object === object ? { ...found.fields, id } : undefined
}
