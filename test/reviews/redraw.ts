/**
 * Draws anew: `node test/reviews/redraw.ts`. Verdicts of what is drawn again are kept; what is new is marked `new` and has
 * to be looked at on its page.
 */
import { writeFileSync } from 'node:fs'
import { filesIn, read } from '../../src/read/index.ts'
import { corpus } from '../corpus.ts'
import { drawn, operationsOf, parametersOf, type Drawn } from './draw.ts'
import { findingsOf } from './findings.ts'
import { sheet, sheetPath, written } from './sheet.ts'
import { understoodOf } from './understood.ts'

const all = new Map(corpus.map((page) => [page.name, read(page.main, filesIn(page.root))]))
const readings = new Map([...all].map(([name, { contract }]) => [name, contract]))
const findings = new Map([...all].map(([name, one]) => [name, one.findings]))
redraw('operations.tsv', drawn(operationsOf(readings), 200))
redraw('parameters.tsv', drawn(parametersOf(readings), 300))

redraw('findings.tsv', drawn(findingsOf(findings), 200))
redraw('understood.tsv', understoodOf(readings), ({ place }) => place)

/** `also` is what a verdict is about beside the page and what it names. */
function redraw(name: string, all: readonly Drawn[], also: (one: Drawn) => string = () => ''): void {
  const key = (one: Drawn): string => `${one.page} ${one.id} ${also(one)}`
  const before = new Map(sheet(name).map((row) => [key(row), row]))
  const rows = all.map((one) => {
    const known = before.get(key(one))
    return { verdict: 'new' as const, reason: '', ...known, ...one }
  })
  writeFileSync(sheetPath(name), written(rows))
  const open = rows.filter((row) => row.verdict === 'new').length
  process.stdout.write(`${name}: ${open} of ${rows.length} to be reviewed\n`)
}
