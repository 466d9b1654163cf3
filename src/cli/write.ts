/** The one place that writes what outputs return. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { OutputFile } from '../outputs/output.ts'

/** Writes the files below `folder`. A path that is claimed twice or climbs out is a bug of an output and throws. */
export function writeFiles(folder: string, files: readonly OutputFile[]): void {
  const seen = new Set<string>()
  for (const file of files) {
    if (seen.has(file.path)) throw new Error(`two outputs claim ${file.path}`)
    seen.add(file.path)
    writeFile(folder, file)
  }
}

/** Writes one file unless it is there already with the same content, so that watchers and build tools stay quiet. */
export function writeFile(folder: string, file: OutputFile): void {
  if (file.path.split('/').includes('..') || file.path.startsWith('/'))
    throw new Error(`an output climbs out: ${file.path}`)
  const path = join(folder, file.path)
  if (typeof file.content === 'string' && contentOf(path) === file.content) return
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, file.content)
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
