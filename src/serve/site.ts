/** The static files of an API: its reference site and what goes along. */
import { fileType } from '../model/file-type.ts'
import { onceEach } from '../model/remember.ts'
import { encodingFor } from './accept.ts'
import { compressOnce, isCompressible } from './compress.ts'
import { encodedTag, names, tagOf } from './etag.ts'
import type { Exchange } from './exchange.ts'
import { write, type Head } from './send.ts'
import type { Soon } from './soon.ts'

export type SiteFile = { readonly body: Buffer; readonly type: string; readonly etag: string }

/** Path relative to the site, with `/`, as outputs name their files → file. */
export type Site = Pick<ReadonlyMap<string, SiteFile>, 'get' | 'keys'>

/** A file as it is sent. The tag is made of its content, so that it lives as long as the content does. */
export function siteFile(path: string, content: string | Uint8Array): SiteFile {
  const body = Buffer.from(content)
  const etag = tagOf(body)
  return { body, type: fileType(path) ?? 'application/octet-stream', etag }
}

type SourceFile = { readonly path: string; readonly content: string | Uint8Array }

/** The site of these files, each made ready when it is first asked for. */
export function siteOf(files: readonly SourceFile[]): Site {
  const sources = new Map(files.map((file) => [file.path, file]))
  const ready = onceEach((file: SourceFile) => siteFile(file.path, file.content))
  return {
    keys: () => sources.keys(),
    get(path) {
      const source = sources.get(path)
      return source && ready(source)
    },
  }
}

/** The file for an address below the site: a folder is its index.html. */
export function fileAt(site: Site, path: string): SiteFile | undefined {
  const name = decoded(path.slice(1))
  return name === undefined
    ? undefined
    : (site.get(name) ?? site.get(name === '' || name.endsWith('/') ? `${name}index.html` : `${name}/index.html`))
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

/** Authors write HTML and style attributes into their pages, and try-it calls any server; scripts are ours alone. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  'img-src * data:',
  'media-src *',
  'connect-src *',
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ')

const HEADERS: Head = Object.entries({
  'cache-control': 'no-cache',
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  vary: 'accept-encoding',
}).flat()

/** Sends a file, or 304 where the caller has it. With another status it is no answer to keep. */
export function sendFile(file: SiteFile, exchange: Exchange, status = 200): Soon<void> {
  const encoding = isCompressible(file.type, file.body.length)
    ? encodingFor(exchange.header('accept-encoding'))
    : undefined
  const etag = encoding === undefined ? file.etag : encodedTag(file.etag, encoding)
  const has = status === 200 ? exchange.header('if-none-match') : undefined
  const head: Head = [...HEADERS, ...(status === 200 ? ['etag', etag] : [])]
  if (has !== undefined && names(has, file.etag)) return write(exchange, 304, head)
  head.push('content-type', file.type)
  if (encoding === undefined) return write(exchange, status, head, file.body)
  head.push('content-encoding', encoding)
  return compressOnce(file, file.body, encoding).then((bytes) => write(exchange, status, head, bytes))
}
