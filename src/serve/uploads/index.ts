/** The door to uploads: takes in what a request brings, and clears away what was not kept. */
import type { Operation } from '../../model/contract.ts'
import { isRecord } from '../../model/places.ts'
import type { Json } from '../../model/shape.ts'
import { uploadsOf, type FileField, type Uploads } from '../../model/uploads.ts'
import type { FileStore } from '../../store/index.ts'
import type { Exchange } from '../exchange.ts'
import { Failure } from '../fail.ts'
import type { Refusal } from '../complaint.ts'
import { formParts } from './form.ts'
import { uploadOf, type Taken, type Upload, type UploadsByName } from './upload.ts'
import { wholeBody } from './whole.ts'

export type { Upload, UploadsByName } from './upload.ts'

/** What came with a request: its files, the texts of a form, and what is to be done when it is answered. */
export type Delivery = {
  readonly files: UploadsByName
  /** Undefined for a file that is the whole body. */
  readonly texts: readonly (readonly [string, string])[] | undefined
  /** Clears away what was not kept; and what was, where the request was refused. */
  readonly end: (error?: unknown) => Promise<void>
}

/** Takes in the files of a request. Rejects with a Failure for what the page does not allow. */
export type TakeIn = (exchange: Exchange) => Promise<Delivery>

type Setting = { readonly refusal: Refusal; readonly fileStore: FileStore | undefined }

/** Makes what takes in the files of an operation; it is undefined for requests that bring none. */
export function uploader(operation: Operation, setting: Setting): (exchange: Exchange) => TakeIn | undefined {
  const uploads = uploadsOf(operation)
  if (uploads === undefined) return () => undefined
  const takeIn: TakeIn = (exchange) => take(exchange, uploads, setting)
  return ({ headers: { 'content-type': type = '' } }) => (isFor(uploads, type.toLowerCase()) ? takeIn : undefined)
}

/** What a request brings that brings no file: fields of several have an empty list. */
export function noFiles(operation: Operation): UploadsByName {
  const uploads = uploadsOf(operation)
  return uploads?.kind === 'form' ? listsOf(uploads.fields) : Object.freeze({})
}

function listsOf(fields: readonly FileField[]): Record<string, Upload | Upload[]> {
  return Object.fromEntries(fields.flatMap(({ name, many }) => (many ? [[name, []]] : [])))
}

/** A file that is the whole body may be of any type but those that bodies of other kinds have. */
function isFor(uploads: Uploads, type: string): boolean {
  const form = type.startsWith('multipart/form-data')
  if (uploads.kind === 'form') return form
  return !form && !/^application\/(?:[\w.-]+\+)?json\b|^application\/x-www-form-urlencoded\b/.test(type)
}

async function take(exchange: Exchange, uploads: Uploads, { fileStore, refusal }: Setting): Promise<Delivery> {
  if (fileStore === undefined) throw new Error('there is no folder for files: name one with --files')
  const request = await exchange.source()
  if (uploads.kind === 'whole') return delivery([await wholeBody(request, uploads, fileStore)], fileStore)
  const { texts, files } = await formParts(request, uploads.fields, fileStore)
  const delivered = delivery(files, fileStore, { texts, fields: uploads.fields })
  try {
    for (const field of uploads.fields) check(field, files, texts, refusal)
  } catch (error) {
    await delivered.end()
    throw error
  }
  return delivered
}

function check(
  { name, many, required }: FileField,
  files: readonly Taken[],
  texts: NonNullable<Delivery['texts']>,
  { status }: Refusal,
): void {
  const own = files.filter(({ field }) => field === name)
  const text = texts.find(([key, value]) => key.replace(/\[\]$/, '') === name && value !== '')
  const problem =
    text !== undefined
      ? `${name} must be a file, not a text.`
      : own.length === 0 && required
        ? `${name} is missing: a file is expected.`
        : own.length > 1 && !many
          ? `${name} must be one file, not ${own.length}.`
          : undefined
  if (problem !== undefined) throw new Failure(status, problem, { parameter: name })
}

/** Throws a Failure where files are needed and a body came that can hold none, or texts stand in their place. */
export function checkNoFiles(uploads: Uploads, value: Json | undefined, { status }: Refusal): void {
  if (uploads.kind === 'whole') {
    if (value === undefined)
      throw new Failure(status, `The body is missing: a file is expected (${uploads.types.join(', ')}).`, {
        parameter: 'body',
      })
    return
  }
  for (const { name, required } of uploads.fields) {
    const own = isRecord(value) ? value[name] : undefined
    const words =
      own !== undefined && own !== null
        ? `${name} must be a file, sent as multipart/form-data.`
        : required
          ? `${name} is missing: a file is expected, sent as multipart/form-data.`
          : undefined
    if (words !== undefined) throw new Failure(status, words, { parameter: name })
  }
}

type Form = { readonly texts: NonNullable<Delivery['texts']>; readonly fields: readonly FileField[] }

function delivery(taken: readonly Taken[], store: FileStore, form?: Form): Delivery {
  const kept: string[] = []
  const files = listsOf(form?.fields ?? [])
  for (const one of taken) {
    const upload = uploadOf(one, (id) => void kept.push(id))
    const list = files[one.field]
    if (Array.isArray(list)) list.push(upload)
    else files[one.field] = upload
  }
  const names = new Set(form?.fields.map(({ name }) => name))
  return {
    files,
    texts: form?.texts.filter(([name]) => !names.has(name.replace(/\[\]$/, ''))),
    async end(error) {
      await Promise.all(taken.map(({ draft }) => draft.discard()))
      if (error instanceof Failure) await Promise.all(kept.map((id) => store.remove(id)))
    },
  }
}
