/** A file that a request brought, as handlers get it. */
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Draft } from '../../store/index.ts'

/** A file that was sent. It is gone when the request is answered, unless it was kept. */
export type Upload = {
  /** As the caller called it, without folders: something to show, never a path. May be empty. */
  readonly name: string
  /** The media type that the caller stated: `image/png`. */
  readonly type: string
  /** In bytes. */
  readonly size: number
  /** SHA-256 of its content, base64url. */
  readonly hash: string
  readonly stream: () => Readable
  readonly bytes: () => Promise<Buffer>
  /** Keeps the file and resolves to its id when it is on disk. Where the request then fails by `fail`, it goes again. */
  readonly keep: () => Promise<string>
}

/** Files by the name of their field; a field that takes several has a list. */
export type UploadsByName = Readonly<Record<string, Upload | readonly Upload[] | undefined>>

/** Something that was taken in and belongs to a field. */
export type Taken = {
  readonly field: string
  readonly draft: Draft
  readonly name: string
  readonly type: string
}

/** What is the same where the same files are sent again. */
export function fingerprintOf(files: UploadsByName): readonly unknown[] {
  return Object.entries(files).flatMap(([field, own]) =>
    [own ?? []].flat().map(({ name, type, hash }: Upload) => [field, name, type, hash]),
  )
}

/** `onKept` is told of the id. */
export function uploadOf({ draft, name, type }: Taken, onKept: (id: string) => void): Upload {
  return {
    name,
    type,
    size: draft.size,
    hash: draft.hash,
    stream: () => draft.read(),
    bytes: () => buffer(draft.read()),
    async keep() {
      const id = await draft.keep({ name, type })
      onKept(id)
      return id
    },
  }
}

/** What is left of a name that anybody may have sent: its last part, without what no name has. */
export function nameOf(sent: string | undefined): string {
  const last = (sent ?? '').split(/[/\\]/).at(-1) ?? ''
  const plain = last.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/gu, '')
  return /^\.*$/.test(plain) ? '' : plain.slice(0, 200)
}

/** A media type without its parameters; what is none is bytes. */
export function mediaTypeOf(sent: string | undefined): string {
  const type = (sent ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  return /^[a-z0-9][\w.+-]{0,60}\/[a-z0-9][\w.+-]{0,100}$/.test(type) ? type : 'application/octet-stream'
}
