/** A folder for one test. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Folder = { readonly path: string; readonly file: (name: string) => string; readonly remove: () => void }

export function folder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'kittn-'))
  return { path, file: (name) => join(path, name), remove: () => rmSync(path, { recursive: true, force: true }) }
}
