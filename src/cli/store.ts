/** Opens the data of a project: a file beside its page, or a database that many processes share. */
import { join } from 'node:path'
import { Option, type Command } from 'commander'
import { MigrationError, openDatabase, openStore, type Store } from '../store/index.ts'
import type { Project } from './project.ts'
import { WrongUse } from './wrong-use.ts'

export type DataOptions = {
  /** A folder, in which each project has one of its own. */
  readonly data?: string
  /** `postgres://…` */
  readonly database?: string
}

/** Adds the options that say where data is. */
export function addDataOptions(command: Command): Command {
  return command
    .option('--data <dir>', 'where the data is (default: .kittn beside the page)')
    .addOption(
      new Option('--database <url>', 'keep the data in PostgreSQL instead: postgres://user:password@host/database')
        .env('DATABASE_URL')
        .conflicts('data'),
    )
}

/** `kittn.sqlite` in `.kittn/` beside the page or below `data`; in a database, the schema with the project's name. */
export async function storeOf(project: Project, { data, database }: DataOptions): Promise<Store> {
  if (database !== undefined) return databaseOf(project, database)
  const folder = data === undefined ? join(project.home, '.kittn') : join(data, project.name)
  return openStore(join(folder, 'kittn.sqlite'))
}

async function databaseOf({ name }: Project, address: string): Promise<Store> {
  if (!/^postgres(ql)?:\/\//.test(address))
    throw new WrongUse(
      `${withoutPassword(address)} is no database`,
      'Give an address such as postgres://user:password@host/database.',
    )
  try {
    return await openDatabase(address, name)
  } catch (error) {
    if (error instanceof MigrationError) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new WrongUse(
      `${withoutPassword(address)} does not open: ${why}`,
      'See that it runs, and that --database or DATABASE_URL is right.',
    )
  }
}

function withoutPassword(address: string): string {
  return address.replace(/:[^:@/]*@/, ':…@')
}
