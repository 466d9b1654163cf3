/** The reviews of what is read: what they judged is still what is read, and enough of it is right. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { corpus, noCorpus, readingOf } from '../corpus.ts'
import { drawn, operationsOf, parametersOf, type Drawn } from '../reviews/draw.ts'
import { findingsOf } from '../reviews/findings.ts'
import { sheet } from '../reviews/sheet.ts'
import { understoodOf } from '../reviews/understood.ts'

describe('the reviews', { skip: noCorpus }, () => {
  const readings = new Map(corpus.map((page) => [page.name, readingOf(page).contract]))

  it('of 200 operations: 98 % are right', () => {
    judged('operations.tsv', drawn(operationsOf(readings), 200), 0.98)
  })

  it('of 300 parameters: 95 % are in the right place', () => {
    judged('parameters.tsv', drawn(parametersOf(readings), 300), 0.95)
  })

  it('of 200 findings: 95 % are worth the time of the author', () => {
    const findings = new Map(corpus.map((page) => [page.name, readingOf(page).findings]))
    judged('findings.tsv', drawn(findingsOf(findings), 200), 0.95)
  })

  it('of what is said of authentication, paging and limits: 95 % are understood', () => {
    judged('understood.tsv', understoodOf(readings), 0.95, ({ place }) => place)
  })
})

/** A row that is drawn now and was not reviewed has to be: see test/reviews/README.md. */
function judged(name: string, now: readonly Drawn[], floor: number, also: (one: Drawn) => string = () => ''): void {
  const rows = sheet(name)
  const key = (one: Drawn): string => `${one.page} ${one.id} ${also(one)}`.trimEnd()
  const reviewed = new Set(rows.filter((row) => row.verdict !== 'new').map(key))
  const changed = now.map(key).filter((id) => !reviewed.has(id))
  assert.deepEqual(changed, [], 'node test/reviews/redraw.ts, then review the rows marked `new`')
  const right = rows.filter((row) => row.verdict === 'right').length
  assert.equal(rows.length, now.length)
  assert.ok(right / rows.length >= floor, `${right} of ${rows.length} are right`)
}
