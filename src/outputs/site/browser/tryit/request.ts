/** A request as it will leave: what is sent, and what is shown in every language. */

export type Pair = readonly [name: string, value: string]

/** Of a file only its name and type are shown; `File` has both. */
export type FileLike = { readonly name: string; readonly type: string }
export type FormPart<F extends FileLike = FileLike> =
  | { readonly kind: 'text'; readonly name: string; readonly value: string }
  | { readonly kind: 'file'; readonly name: string; readonly file: F }

export type RequestBody<F extends FileLike = FileLike> =
  | { readonly kind: 'text'; readonly text: string }
  /** multipart/form-data; the boundary is for whoever sends it to choose. */
  | { readonly kind: 'form'; readonly parts: readonly FormPart<F>[] }

export type HttpRequest<F extends FileLike = FileLike> = {
  readonly method: string
  /** Absolute, encoded. */
  readonly url: string
  readonly headers: readonly Pair[]
  readonly body: RequestBody<F> | undefined
}

/** A header of the request, in whatever case it was given. */
export function headerOf({ headers }: HttpRequest, name: string): string | undefined {
  return headers.find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1]
}

/** Pairs as a query or a form, percent-encoded. */
export function encoded(pairs: readonly Pair[]): string {
  return pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')
}
