/** The door to uploads: takes in what a request brings, and clears away what was not kept. */
import type { Operation } from '../../model/contract.ts'
import { isRecord } from '../../model/places.ts'
import type { Json } from '../../model/shape.ts'
import { uploadsOf, type FileField, type Uploads } from '../../model/uploads.ts'
import type { FileStore } from '../../store/index.ts'
import type { Exchange } from '../exchange.ts'
import { Failure } from '../fail.ts'
import type { Complaint } from '../complaint.ts'
import { uploadOf, type Taken, type Upload, type UploadsByName } from './upload.ts'
import { wholeBody } from './whole.ts'

export type { Upload, UploadsByName } from './upload.ts'

/** What came with a request: its files, the texts of a form, and what is to be done when it is answered. */
export type Delivery = {
  readonly files: UploadsByName
  /** Undefined for a file that is the whole body. */
  readonly texts: readonly (readonly [string, string])[] | undefined
  /** What the page does not allow. */
  readonly complaints: readonly Complaint[]
  /** Clears away what was not kept; and what was, where the request was refused. */
  readonly end: (error?: unknown) => Promise<void>
}

/** Takes in the files of a request. Rejects with a Failure for what cannot be taken in. */
export type TakeIn = (exchange: Exchange) => Promise<Delivery>

type Setting = { readonly fileStore: FileStore | undefined }

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

async function take(exchange: Exchange, uploads: Uploads, { fileStore }: Setting): Promise<Delivery> {
  if (fileStore === undefined) throw new Error('there is no folder for files: name one with --files')
  // Hardly any start is for a form of files.
  const { formParts } = await import('./form.ts')
  const request = await exchange.source()
  if (uploads.kind === 'whole') return delivery([await wholeBody(request, uploads, fileStore)], fileStore)
  const { texts, files } = await formParts(request, uploads.fields, fileStore)
  return delivery(files, fileStore, { texts, fields: uploads.fields })
}

/** What the page does not allow of what came for a field. */
function wrongWith(
  { name, many, required }: FileField,
  taken: readonly Taken[],
  { texts }: Form,
): readonly Complaint[] {
  const own = taken.filter(({ field }) => field === name)
  const text = texts.find(([key, value]) => key.replace(/\[\]$/, '') === name && value !== '')
  if (text !== undefined) return [unfit(name, 'a file', 'a text')]
  if (own.length === 0 && required) return [lacking(name, 'a file')]
  return own.length > 1 && !many ? [unfit(name, 'one file', String(own.length))] : []
}

const AS_FORM = 'a file sent as multipart/form-data'

/** What is wrong where files are needed and a body came that can hold none, or something else stands in their place. */
export function withoutAny(uploads: Uploads, value: Json | undefined): readonly Complaint[] {
  if (uploads.kind === 'whole')
    return value === undefined ? [lacking('body', `a file (${uploads.types.join(', ')})`, 'The body')] : []
  return uploads.fields.flatMap(({ name, required }) => {
    const own = isRecord(value) ? value[name] : undefined
    if (own !== undefined && own !== null) return [unfit(name, AS_FORM, undefined)]
    return required ? [lacking(name, AS_FORM)] : []
  })
}

function lacking(parameter: string, wanted: string, subject = parameter): Complaint {
  return { parameter, expected: wanted, message: `${subject} is missing: ${wanted} is expected.` }
}

function unfit(parameter: string, wanted: string, came: string | undefined): Complaint {
  const not = came === undefined ? '' : `, not ${came}`
  return { parameter, expected: wanted, message: `${parameter} must be ${wanted}${not}.`, ...(came && { came }) }
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
    complaints: form?.fields.flatMap((field) => wrongWith(field, taken, form)) ?? [],
    texts: form?.texts.filter(([name]) => !names.has(name.replace(/\[\]$/, ''))),
    async end(error) {
      await Promise.all(taken.map(({ draft }) => draft.discard()))
      if (error instanceof Failure) await Promise.all(kept.map((id) => store.remove(id)))
    },
  }
}
