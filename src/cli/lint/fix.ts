/** `kittn lint --fix`: mends what is mechanical in the files of a project, and tells what. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { FindingCode, Finding } from '../../finding.ts'
import { filesIn, readPages } from '../../read/index.ts'
import type { Project } from '../project.ts'
import { mended } from './mend.ts'

/** How often something of a kind was mended in a file, whose path is relative to where the command runs. */
export type Mend = { readonly file: string; readonly code: FindingCode; readonly count: number }

/** A mended place may show another behind it; text that was spoiled several times needs as many rounds. */
const ROUNDS = 10

/** Mends until nothing is left to mend. Files that are no UTF-8 are left alone, because saving them would spoil them. */
export function fix(project: Project): Mend[] {
  const mends: Mend[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const { findings } = readPages(project.pages, filesIn(project.root))
    const done = [...Map.groupBy(findings.filter(isMendable), (found) => found.span.file)].flatMap(([file, inFile]) =>
      fixFile(join(project.root, file), inFile),
    )
    if (done.length === 0) break
    mends.push(...done)
  }
  return summed(mends)
}

function summed(mends: readonly Mend[]): Mend[] {
  return [...Map.groupBy(mends, ({ file, code }) => `${file}\n${code}`).values()].flatMap((same) =>
    same.slice(0, 1).map((one) => ({ ...one, count: same.reduce((sum, { count }) => sum + count, 0) })),
  )
}

function isMendable(found: Finding): boolean {
  return found.fix !== undefined && found.fix.length > 0
}

/** All edits of a file at once, so that the places of none move under another. */
function fixFile(path: string, findings: readonly Finding[]): Mend[] {
  const bytes = readFileSync(path)
  const before = bytes.toString('utf8')
  if (!Buffer.from(before, 'utf8').equals(bytes)) return []
  const { text, made } = mended(
    before,
    findings.flatMap((found) => found.fix ?? []),
  )
  if (text === before) return []
  writeFileSync(path, text)
  return [...Map.groupBy(findings, (found) => found.code)].flatMap(([code, same]) => {
    const count = same.flatMap((found) => found.fix ?? []).filter((one) => made.has(one)).length
    return count === 0 ? [] : [{ file: relative('.', path), code, count }]
  })
}
