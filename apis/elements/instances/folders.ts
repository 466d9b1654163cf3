/** The place of the local folders. */
import { join } from 'node:path'

/** Where the folders of all organizations lie: each has one of its own there, by its id. Asked for anew by whoever opens one. */
export function allFolders(): string {
  return process.env['ELEMENTS_FOLDERS'] ?? join(import.meta.dirname, '../.kittn/folders')
}
