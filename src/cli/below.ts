/** The files below a folder. */
import { readdirSync, type Dirent } from 'node:fs'
import { join } from 'node:path'

/**
 * Absolute if `folder` is; folders that may not be read have none. No link is followed, as Node's own recursion would: it
 * may lead anywhere, and round in circles.
 */
export function filesBelow(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesBelow(path)
    return entry.isFile() ? [path] : []
  })
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
