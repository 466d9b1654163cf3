/** Kept files as lines of a dump, and out of one. */
import { DumpError, type DumpLine } from '../lines.ts'
import type { FileStore, KeptFile } from './store.ts'

/** Bytes of a line, before they are base64; a multiple of 3. */
const PIECE = 48 * 1024

/** Every file with its content. What goes away meanwhile is left out. */
export async function* fileLines(files: FileStore): AsyncGenerator<DumpLine> {
  for await (const file of files.all()) {
    if ((await files.find(file.id)) === undefined) continue
    yield { kind: 'file', ...file }
    for await (const chunk of files.read(file.id)) {
      // A stream of bytes, because no encoding was set.
      const bytes = chunk as Buffer
      for (let at = 0; at < bytes.length; at += PIECE)
        yield { kind: 'bytes', data: bytes.subarray(at, at + PIECE).toString('base64') }
    }
  }
}

export type FilesTaken = {
  /** The lines that are none of files. */
  readonly others: AsyncGenerator<DumpLine>
  /** Takes the files away again. */
  readonly undo: () => Promise<void>
}

/** Puts the files among the lines back as these go by. Throws DumpError where they do not fit. */
export function takingFiles(lines: AsyncGenerator<DumpLine>, files: FileStore | undefined): FilesTaken {
  const taken: string[] = []
  return { others: others(), undo: async () => void (await Promise.all(taken.map((id) => files?.remove(id)))) }

  async function* others(): AsyncGenerator<DumpLine> {
    let line = await lines.next()
    while (!line.done) {
      const { value } = line
      if (value.kind !== 'file') {
        if (value.kind === 'bytes') throw new DumpError('there is a content without its file')
        yield value
        line = await lines.next()
        continue
      }
      if (files === undefined) throw new DumpError('there are files in it: name a folder for them with --files')
      line = await restore(value, files)
      taken.push(value.id)
    }
  }

  /** Gives back the line behind the content. */
  async function restore({ id, name, type, size, hash, kept }: KeptFile, into: FileStore): Promise<Next> {
    let line = await lines.next()
    async function* content(): AsyncGenerator<Uint8Array> {
      for (; !line.done && line.value.kind === 'bytes'; line = await lines.next())
        yield Buffer.from(line.value.data, 'base64')
    }
    await into.restore({ id, name, type, size, hash, kept }, content()).catch((error: unknown) => {
      throw error instanceof TypeError ? new DumpError(error.message) : error
    })
    return line
  }
}

type Next = IteratorResult<DumpLine, unknown>
