/** Sections of which the deeper ones only structure those above them. */
import type { Heading } from '../../model/page.ts'
import { latestEach } from '../../model/remember.ts'
import { joined } from '../units.ts'
import type { Gathered } from './gather.ts'

/**
 * From the third level on, a section is a part of the nearest one above it that is there. Where several below one
 * section are `whole`, those stand for themselves.
 */
export function withSubsections(all: readonly Gathered[], whole: (one: Gathered) => boolean): Gathered[] {
  const beside = Map.groupBy(all.filter(whole), ({ unit }) => unit.above.at(-1))
  const wholes: Wholes = new Map([...beside].map(([above, some]) => [above, new Set(some)]))
  const groups: { host: Gathered; below: Gathered[] }[] = []
  const hosts = new Map<Heading, number>()
  for (const one of all) {
    const group = stands(one, wholes) ? undefined : groups[hostOf(one, hosts) ?? -1]
    if (group !== undefined) {
      group.below.push(one)
      continue
    }
    if (one.unit.heading !== undefined) hosts.set(one.unit.heading, groups.length)
    groups.push({ host: one, below: [] })
  }
  return groups.map(({ host, below }) => together(host, below))
}

type Wholes = ReadonlyMap<Heading | undefined, ReadonlySet<Gathered>>

function stands(one: Gathered, wholes: Wholes): boolean {
  if ((one.unit.heading?.level ?? 0) < 3) return true
  const beside = wholes.get(one.unit.above.at(-1))
  return beside !== undefined && beside.size > 1 && beside.has(one)
}

function hostOf({ unit }: Gathered, hosts: ReadonlyMap<Heading, number>): number | undefined {
  return unit.above.map((outer) => hosts.get(outer)).findLast((index) => index !== undefined)
}

function together(host: Gathered, below: readonly Gathered[]): Gathered {
  if (below.length === 0) return host
  return joinings(host, below, () => ({
    ...host,
    unit: joined(host.unit, { ...host.unit, parts: below.flatMap(({ unit }) => unit.parts) }),
    found: [...host.found, ...below.flatMap(({ found }) => found)],
  }))
}

const joinings = latestEach<Gathered, Gathered>()
