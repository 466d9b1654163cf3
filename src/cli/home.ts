/** The home page of a folder of APIs. */
import { homePage } from '../outputs/index.ts'
import type { OutputFile } from '../outputs/output.ts'
import type { Loaded } from './load.ts'

/** No files where a single API is at the root already. */
export function homeFiles(loaded: readonly Loaded[]): readonly OutputFile[] {
  if (loaded.every((one) => one.project.prefix === '')) return []
  return homePage(
    loaded.map(({ project, reading }) => ({
      name: project.name,
      title: reading.page.title,
      description: reading.page.description ?? reading.contract.description ?? '',
      prefix: project.prefix,
      operations: reading.contract.operations.length,
    })),
  )
}
