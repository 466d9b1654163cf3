/** What an author hears when the tables of an API cannot be brought up to date. */
import { finding, type Finding } from '../finding.ts'
import { MigrationError } from '../store/index.ts'
import { WrongUse } from './wrong-use.ts'

/** Waits for a server whose start migrates. Migrations that cannot be done are the author's to mend. */
export async function migrated<T>(start: Promise<T>): Promise<T> {
  try {
    return await start
  } catch (error) {
    throw error instanceof MigrationError ? new WrongUse(error.message, error.cure) : error
  }
}

/** The finding for a migration that could not be done after an edit; any other error is thrown on. */
export function unmigrated(error: unknown): Finding {
  if (!(error instanceof MigrationError)) throw error
  return finding('api-broken', { file: 'api.ts', line: 1, column: 1, endLine: 1 }, `${error.message}.`, error.cure)
}
