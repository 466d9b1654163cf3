/** Files that come for a record are kept, and the record has their addresses. */
import { isRecord } from '../../model/places.ts'
import type { Json } from '../../model/shape.ts'
import type { Call, Respond } from '../call.ts'
import type { Upload } from '../uploads/upload.ts'

/** Where kept files of records are shown, below the prefix of the API. Their ids cannot be guessed. */
export const FILES = '/-/files'

/** Keeps the files of a request before it is answered. */
export function keepingFiles(prefix: string, respond: Respond): Respond {
  return (call) => {
    if (isEmpty(call.files)) return respond(call)
    return kept(Object.entries(call.files), call.origin() + prefix).then((addresses) =>
      respond(call.withBody({ ...(isRecord(call.body) ? call.body : {}), ...addresses })),
    )
  }
}

function isEmpty(files: Call['files']): boolean {
  for (const name in files) if (Object.hasOwn(files, name)) return false
  return true
}

type Files = readonly (readonly [string, Upload | readonly Upload[] | undefined])[]

async function kept(files: Files, address: string): Promise<Readonly<Record<string, Json>>> {
  const addresses: Record<string, Json> = {}
  const keep = async (file: Upload): Promise<string> => `${address}${FILES}/${await file.keep()}`
  for (const [name, file] of files) {
    if (Array.isArray(file)) addresses[name] = await Promise.all(file.map(keep))
    else if (file !== undefined) addresses[name] = await keep(file as Upload)
  }
  return addresses
}
