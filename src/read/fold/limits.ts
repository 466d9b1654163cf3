/** The page's limits: what a section about operations says is theirs, what stands elsewhere is for all. */
import type { Heading } from '../../model/page.ts'
import type { Limit, Limits } from '../../model/limits.ts'
import type { Contribution } from '../conventions/index.ts'
import type { Gathered } from './gather.ts'

/** An operation with what its section says, and the headings above it. */
export type Told = {
  readonly key: string
  readonly found: readonly Contribution[]
  readonly heading: Heading | undefined
  readonly above: readonly Heading[]
}

/** Limits in page order, none twice. */
export function limitsOf(gathered: readonly Gathered[], told: readonly Told[]): Limits {
  const rates = gathered.flatMap((one) =>
    one.found.flatMap((found): Limit[] => {
      if (found.kind !== 'limit') return []
      const operations = found.general ? undefined : one.requests.length > 0 ? own(found, told) : around(one, told)
      return operations?.length === 0 ? [] : [{ ...found.limit, operations, span: found.span }]
    }),
  )
  const headers = gathered.flatMap((one) =>
    one.found.flatMap((found) => (found.kind === 'limit-headers' ? [found.headers] : [])),
  )
  const unique = new Map(rates.toReversed().map((one) => [JSON.stringify({ ...one, span: undefined }), one]))
  return { rates: [...unique.values()].toReversed(), headers: headers[0] }
}

function own(found: Contribution, told: readonly Told[]): string[] {
  return told.filter((one) => one.found.includes(found)).map(({ key }) => key)
}

/** A chapter speaks for the operations below it, a part of a section for those of the section; any other place for all. */
function around({ unit: { heading, above } }: Gathered, told: readonly Told[]): string[] | undefined {
  const speaks = [heading, above.at(-1)].filter((one) => one !== undefined)
  for (const one of speaks) {
    const keys = told.filter((other) => other.heading === one || other.above.includes(one)).map(({ key }) => key)
    if (keys.length > 0) return keys.length === told.length ? undefined : keys
  }
  return undefined
}
