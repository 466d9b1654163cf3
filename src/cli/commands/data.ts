/** `kittn data export|import|reset`: all that an API keeps, out as lines of JSON, in again, or away. */
import { createReadStream, createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { isOfPortal, makePortalTables } from '../../portal/index.ts'
import { DumpError, fileLines, takingFiles, type DumpLine, type FileStore, type Store } from '../../store/index.ts'
import { understand } from '../load.ts'
import { migrated } from '../migrated.ts'
import { withStore } from '../one-store.ts'
import type { Project } from '../project.ts'
import { addDataOptions, fileStoreOf, type DataOptions } from '../store.ts'
import { plural } from '../terminal.ts'
import { WrongUse } from '../wrong-use.ts'

/** What is exported and imported. */
type Kept = { readonly store: Store; readonly files: FileStore | undefined }

type Options = DataOptions & { readonly out?: string; readonly yes?: true }

export function addData(program: Command): void {
  const data = program.command('data').description('export, import and reset what the API keeps')
  const sub = (name: string, description: string): Command =>
    addDataOptions(data.command(name).description(description)).argument('<path>', 'the page or its folder')
  sub('export', 'print records, keys, rows and files as lines of JSON')
    .option('-o, --out <file>', 'write them into a file instead')
    .action((path: string, options: Options) =>
      within(path, options, async (store, project) =>
        write({ store, files: await fileStoreOf(project, options) }, options),
      ),
    )
  sub('import', 'take in what was exported, all of it or nothing')
    .argument('[file]', 'the file; the standard input by default')
    .action((path: string, file: string | undefined, options: Options) =>
      within(path, options, async (store, project) =>
        read({ store, files: await fileStoreOf(project, options) }, project, file),
      ),
    )
  sub('reset', 'take everything away but the keys; the next start begins anew')
    .option('--yes', 'really')
    .action((path: string, options: Options) =>
      within(path, options, (store, project) => reset(store, project, options)),
    )
}

function within(path: string, options: Options, use: (store: Store, project: Project) => Promise<void>): Promise<void> {
  return withStore(path, { ...options, what: 'data' }, use)
}

async function write(kept: Kept, { out }: Options): Promise<void> {
  const { store, files } = kept
  async function* lines(): AsyncGenerator<string> {
    for await (const line of store.dump()) yield `${JSON.stringify(line)}\n`
    if (files !== undefined) for await (const line of fileLines(files)) yield `${JSON.stringify(line)}\n`
  }
  if (out !== undefined) return pipeline(Readable.from(lines()), createWriteStream(out))
  await pipeline(Readable.from(lines()), process.stdout, { end: false })
}

async function read({ store, files }: Kept, project: Project, file: string | undefined): Promise<void> {
  const { behaviour } = await understand(project)
  if (behaviour.migrations !== undefined) await migrated(store.migrate(behaviour.migrations))
  const taking = takingFiles(linesOf(file), files)
  try {
    const count = await store.restore(await prepared(store, taking.others))
    console.error(`took in ${plural(count, 'line')}`)
  } catch (error) {
    await taking.undo()
    if (!(error instanceof DumpError)) throw error
    throw new WrongUse(error.message, 'Nothing was taken in.')
  }
}

/** The same lines, after the tables of the portal are there if they hold some of its rows. */
async function prepared(store: Store, lines: AsyncGenerator<DumpLine>): Promise<AsyncGenerator<DumpLine>> {
  const first = await lines.next()
  if (!first.done && first.value.kind === 'kittn' && first.value.migrations.some(isOfPortal))
    await makePortalTables(store)
  return (async function* all() {
    if (!first.done) yield first.value
    yield* lines
  })()
}

async function* linesOf(file: string | undefined): AsyncGenerator<DumpLine> {
  const input = file === undefined ? process.stdin : createReadStream(file)
  let number = 0
  for await (const text of createInterface({ input })) {
    number++
    try {
      // What a line holds is checked by whoever takes it in.
      if (text !== '') yield JSON.parse(text) as DumpLine
    } catch (error) {
      if (error instanceof SyntaxError) throw new DumpError(`line ${number} is no JSON: ${error.message}`)
      throw error
    }
  }
}

async function reset(store: Store, project: Project, options: Options): Promise<void> {
  if (options.yes !== true)
    throw new WrongUse(
      'this takes away all records, tables and files',
      'Stop the server, then say it again with --yes.',
    )
  await store.reset()
  await (await fileStoreOf(project, options))?.reset()
  console.error('everything but the keys is gone; the next start begins anew')
}
