/** What findings.tsv judges: findings of lint on the corpus, drawn at random with a fixed seed. */
import type { Finding } from '../../src/finding.ts'
import type { Drawn } from './draw.ts'

/** Every finding, as its code and its place. */
export function findingsOf(all: ReadonlyMap<string, readonly Finding[]>): Drawn[] {
  return [...all].flatMap(([page, findings]) =>
    findings.map(({ code, span }) => {
      const place = `${span.file}:${span.line}`
      return { page, id: `${code} ${place}`, place }
    }),
  )
}
