/** What understood.tsv judges: what the contract of a page says of authentication, paging and limits, in one line each. */
import type { Contract, Operation } from '../../src/model/contract.ts'
import type { Drawn, Readings } from './draw.ts'
import { limitTold, pagingTold, requirementTold } from '../read/telling.ts'

export const TOPICS = ['authentication', 'paging', 'limits'] as const
export type Topic = (typeof TOPICS)[number]

/** The three lines of a page; how many operations each thing holds for stands before it. */
export function understood(contract: Contract): Readonly<Record<Topic, string>> {
  const { operations, limits } = contract
  const ways = contract.security.map((one) => short(requirementTold(one))).join(' or ')
  const open = operations.filter((one) => one.security.length === 0).length
  return {
    authentication: `${ways === '' ? 'nothing' : ways}; ${open} of ${operations.length} need nothing`,
    paging: counted(operations.flatMap((one) => pagingOf(one))),
    limits: counted(limits.rates.map((one) => short(limitTold({ ...one, operations: undefined })))),
  }
}

function pagingOf(operation: Operation): string[] {
  const told = pagingTold(operation)
  return told === undefined ? [] : [told]
}

function counted(all: readonly string[]): string {
  const groups = [...Map.groupBy(all, (one) => one)]
  return groups.length === 0 ? 'nothing' : groups.map(([one, same]) => `${same.length} × ${one}`).join('; ')
}

/** Without examples, which may be long, and on one line. */
function short(text: string): string {
  return text.replaceAll(/, e\.g\. [^+]*(?= \+ |$)/g, '').replaceAll(/\s+/g, ' ')
}

/** A row for each page and topic: what `what` calls the topic, `place` what is told. */
export function understoodOf(readings: Readings): Drawn[] {
  return [...readings].flatMap(([page, contract]) => {
    const told = understood(contract)
    return TOPICS.map((topic) => ({ page, id: topic, place: told[topic] }))
  })
}
