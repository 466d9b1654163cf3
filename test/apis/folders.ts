/** The APIs of apis/, for tests that hold for all of them. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { filesIn, read, type ReadResult } from '../../src/read/index.ts'
import { ROOT } from '../command-line.ts'

/** Names of the folders that have a page. */
export const APIS: readonly string[] = readdirSync(join(ROOT, 'apis')).filter((name) =>
  existsSync(join(ROOT, 'apis', name, 'source/index.html.md')),
)

export function readingOf(name: string): ReadResult {
  return read('index.html.md', filesIn(join(ROOT, 'apis', name, 'source')))
}
