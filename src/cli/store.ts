/** Opens the data of a project: a file beside its page, or a database that many processes share. */
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Option, type Command } from 'commander'
import { MigrationError, openDatabase, openFolder, openStore, type FileStore, type Store } from '../store/index.ts'
import type { Project } from './project.ts'
import { WrongUse } from './wrong-use.ts'

export type DataOptions = {
  /** A folder, in which each project has one of its own. */
  readonly data?: string
  /** `postgres://…` */
  readonly database?: string
  /** A folder for files that callers send, in which each project has one of its own. */
  readonly files?: string
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
    .option(
      '--files <dir>',
      'where files are kept that callers send (default: beside the data; with --database, name one)',
    )
}

/** `kittn.sqlite` in `.kittn/` beside the page or below `data`; in a database, the schema with the project's name. */
export async function storeOf(project: Project, { data, database }: DataOptions): Promise<Store> {
  return database === undefined ? openStore(fileOf(project, data)) : databaseOf(project, database)
}

/** The folder for files of a project: `files/` beside its data; in a database there is no place for them. */
export async function fileStoreOf(
  project: Project,
  { data, database, files }: DataOptions,
): Promise<FileStore | undefined> {
  if (files !== undefined) return openFolder(join(files, project.name))
  return database === undefined ? openFolder(filesBeside(project, data)) : undefined
}

function filesBeside(project: Project, data: string | undefined): string {
  return join(dirname(fileOf(project, data)), 'files')
}

/** Forgets everything in the file of a project. Who has it open keeps what there was. */
export function forget(project: Project, data: string | undefined): void {
  for (const end of ['', '-wal', '-shm']) rmSync(fileOf(project, data) + end, { force: true })
  rmSync(filesBeside(project, data), { recursive: true, force: true })
}

function fileOf(project: Project, data: string | undefined): string {
  return join(data === undefined ? join(project.home, '.kittn') : join(data, project.name), 'kittn.sqlite')
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
