/** Documents as callers see them. */
import mime from 'mime'
import { folderOf, nameOf, type Item } from '../connectors/documents.ts'
import { idOf } from './path.ts'

export type File = {
  readonly id: string
  readonly path: string
  readonly name: string
  readonly size: number
  readonly directory: boolean
  readonly mimeType?: string
  readonly createdDate?: string
  readonly modifiedDate?: string
  readonly parentFolderId?: string
  readonly tags: readonly string[]
  readonly description?: string
  readonly properties: Properties
}

/** What callers note on a document. */
export type Notes = {
  readonly tags: readonly string[]
  /** Empty where there is none. */
  readonly description: string
  readonly properties: Properties
}
export type Properties = Readonly<Record<string, string | number | boolean | null>>

const NOTHING: Notes = { tags: [], description: '', properties: {} }

export function fileOf({ path, directory, size, created, modified }: Item, notes: Notes = NOTHING): File {
  const { tags, description, properties } = notes
  const type = directory ? {} : { mimeType: typeOf(path) }
  return {
    id: idOf(path),
    path,
    name: nameOf(path),
    size,
    directory,
    ...type,
    ...(created === undefined ? {} : { createdDate: created.toISOString() }),
    ...(modified === undefined ? {} : { modifiedDate: modified.toISOString() }),
    ...(path === '/' ? {} : { parentFolderId: idOf(folderOf(path)) }),
    tags,
    ...(description === '' ? {} : { description }),
    properties: { ...properties, ...type },
  }
}

/** The media type that a name stands for. */
export function typeOf(path: string): string {
  return mime.getType(nameOf(path)) ?? 'application/octet-stream'
}

/** What `where` may speak of. */
export const FILE_FIELDS = ['name', 'extension', 'mimeType', 'size', 'directory'] as const

export function fieldsOf(file: File): Readonly<Record<string, string | number | boolean | undefined>> {
  const { name, mimeType, size, directory } = file
  const dot = name.lastIndexOf('.')
  return { name, extension: dot > 0 ? name.slice(dot + 1) : undefined, mimeType, size, directory }
}
