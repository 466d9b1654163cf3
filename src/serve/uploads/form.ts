/** `multipart/form-data`: texts are gathered, files are taken in as they come. */
import { Busboy, type BusboyFileStream } from '@fastify/busboy'
import type { Uploads } from '../../model/uploads.ts'
import type { FileStore } from '../../store/index.ts'
import type { Source } from '../exchange.ts'
import { Failure } from '../fail.ts'
import { counter, limited, tooLarge, UPLOAD_LIMITS, watchPace } from './limits.ts'
import { mediaTypeOf, nameOf, type Taken } from './upload.ts'

/** Names and values as they came, and the files of fields that the page has. */
export type FormParts = { readonly texts: readonly (readonly [string, string])[]; readonly files: readonly Taken[] }

type Fields = Extract<Uploads, { readonly kind: 'form' }>['fields']

/** Reads a form to its end. Rejects with a Failure, and with nothing left behind, where it is none or too large. */
export async function formParts(request: Source, fields: Fields, store: FileStore): Promise<FormParts> {
  const reading = new FormReading(request, fields, store)
  try {
    await reading.read()
    return { texts: reading.texts, files: await reading.files() }
  } catch (error) {
    await reading.discard()
    throw error
  }
}

class FormReading {
  readonly texts: [string, string][] = []
  readonly #request: Source
  readonly #fields: Fields
  readonly #store: FileStore
  readonly #taking: Promise<Taken | undefined>[] = []
  readonly #open = new Set<BusboyFileStream>()
  readonly #count = counter()
  /** Of the texts so far. */
  #length = 0

  constructor(request: Source, fields: Fields, store: FileStore) {
    this.#request = request
    this.#fields = fields
    this.#store = store
  }

  read(): Promise<void> {
    const request = this.#request
    return new Promise((resolve, reject) => {
      const form = parser(request)
      const fail = (error: unknown): void => {
        watched()
        request.unpipe(form)
        // The rest is read and thrown away, so that the caller hears the answer.
        request.resume()
        for (const file of this.#open) file.destroy(error instanceof Error ? error : undefined)
        reject(error)
      }
      const watched = watchPace(request, fail)
      form.on('field', (name, value, longName, longValue) => {
        this.#length += value.length
        if (longName || longValue || this.#length > UPLOAD_LIMITS.text)
          return fail(tooLarge(nameOf(name) || 'body', UPLOAD_LIMITS.text))
        this.texts.push([name ?? '', value])
      })
      form.on('file', (name, file, ...[filename, , type]) => {
        const taking = this.#take({ field: called(name ?? '', this.#fields), file, filename, type })
        taking.catch(fail)
        this.#taking.push(taking)
      })
      for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const)
        form.on(limit, () => fail(new Failure(413, 'The form has too many parts.')))
      form.on('error', () => fail(broken()))
      form.on('finish', () => {
        watched()
        resolve()
      })
      request.on('error', () => fail(new Failure(400, 'The body broke off.')))
      request.pipe(form)
    })
  }

  /** All files, when they are whole. */
  async files(): Promise<Taken[]> {
    return (await Promise.all(this.#taking)).filter((one) => one !== undefined)
  }

  async discard(): Promise<void> {
    const settled = await Promise.allSettled(this.#taking)
    for (const one of settled) if (one.status === 'fulfilled') await one.value?.draft.discard()
  }

  /** Undefined for what the page does not have, and for a field of a browser's form where nothing was chosen. */
  async #take(part: Part): Promise<Taken | undefined> {
    const { field, file, type } = part
    this.#open.add(file)
    file.on('error', () => undefined)
    const known = this.#fields.find((one) => one.name === field)
    const most = Math.min(known?.most ?? UPLOAD_LIMITS.file, UPLOAD_LIMITS.request)
    const bytes = limited(file, { what: nameOf(field) || 'file', most, count: this.#count })
    if (known === undefined) return passOver(bytes)
    const draft = await this.#store.take(bytes).catch((error: unknown) => {
      throw error instanceof Failure || !isCutOff(error) ? error : broken()
    })
    this.#open.delete(file)
    const name = nameOf(part.filename)
    if (draft.size > 0 || name !== '') return { field, draft, name, type: mediaTypeOf(type) }
    await draft.discard()
    return undefined
  }
}

type Part = {
  readonly field: string
  readonly file: BusboyFileStream
  readonly filename: string | undefined
  readonly type: string
}

/**
 * Which field is meant: `photo`, `photos[]` as forms name lists, and `photos[items][]` or `photos[0]` as frameworks name what
 * lies in a field, unless the page itself calls one so.
 */
function called(name: string, fields: Fields): string {
  const [plain, base] = [name.replace(/\[\]$/, ''), /^[^[]+/.exec(name)?.[0] ?? name]
  const known = (one: string): boolean => fields.some((field) => field.name === one)
  return !known(plain) && known(base) ? base : plain
}

async function passOver(bytes: AsyncIterable<Uint8Array>): Promise<undefined> {
  for await (const _ of bytes) void _
  return undefined
}

function parser(request: Source): InstanceType<typeof Busboy> {
  const { 'content-type': type = '' } = request.headers
  try {
    return new Busboy({
      headers: { ...request.headers, 'content-type': type },
      limits: {
        fieldNameSize: 200,
        fieldSize: UPLOAD_LIMITS.text,
        fields: UPLOAD_LIMITS.texts,
        files: UPLOAD_LIMITS.files,
        headerPairs: 50,
      },
    })
  } catch {
    throw new Failure(400, 'The form says no boundary between its parts.')
  }
}

function broken(): Failure {
  return new Failure(400, 'The form is broken: it does not end as multipart/form-data does.')
}

/** What the parser says of a form that breaks off inside a file. */
function isCutOff(error: unknown): boolean {
  return error instanceof Error && /part terminated|unexpected end|premature/i.test(error.message)
}
