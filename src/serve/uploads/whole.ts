/** A file that is the whole body of its request. */
import { PassThrough } from 'node:stream'
import type { Uploads } from '../../model/uploads.ts'
import type { FileStore } from '../../store/index.ts'
import type { Source } from '../exchange.ts'
import { Failure } from '../fail.ts'
import { limited, tooLarge, UPLOAD_LIMITS, watchPace } from './limits.ts'
import { mediaTypeOf, nameOf, type Taken } from './upload.ts'

/** Takes in the body. Rejects with a Failure, and with nothing left behind, where it is too large or breaks off. */
export async function wholeBody(
  request: Source,
  { most = UPLOAD_LIMITS.file }: Pick<Extract<Uploads, { readonly kind: 'whole' }>, 'most'>,
  store: FileStore,
): Promise<Taken> {
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge('body', most)
  const body = request.pipe(new PassThrough())
  const watched = watchPace(request, (failure) => body.destroy(failure))
  request.on('error', () => body.destroy(new Failure(400, 'The body broke off.')))
  try {
    const draft = await store.take(limited(body, { what: 'body', most, count: () => undefined }))
    const name = nameIn(request.headers['content-disposition'])
    return { field: 'body', draft, name, type: mediaTypeOf(request.headers['content-type']) }
  } catch (error) {
    // The rest is read and thrown away, so that the caller hears the answer.
    request.resume()
    throw error
  } finally {
    watched()
  }
}

/** `attachment; filename="plan.pdf"` */
function nameIn(disposition: string | undefined): string {
  const [, quoted, plain] = /filename=(?:"([^"]*)"|([^\s;]+))/i.exec(disposition ?? '') ?? []
  return nameOf(quoted ?? plain)
}
