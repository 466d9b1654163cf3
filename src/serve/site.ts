/** The static files of an API: its reference site and what goes along. */
import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { encodingFor } from './accept.ts'
import { vary } from './context.ts'
import { compressOnce, isCompressible } from './compress.ts'

export type SiteFile = { readonly body: Buffer; readonly type: string; readonly etag: string }

/** Path relative to the site, with `/`, as outputs name their files → file. */
export type Site = ReadonlyMap<string, SiteFile>

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.yaml': 'application/yaml; charset=utf-8',
  '.yml': 'application/yaml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
  '.eot': 'application/vnd.ms-fontobject',
  '.pdf': 'application/pdf',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
}

/** A file as it is sent. The tag is made of its content, so that it lives as long as the content does. */
export function siteFile(path: string, content: string | Uint8Array): SiteFile {
  const body = Buffer.from(content)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { body, type: TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream', etag }
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

const HEADERS = {
  'cache-control': 'no-cache',
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
}

/** Sends a file, or 304 where the caller has it. */
export async function sendFile(file: SiteFile, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const encoding = isCompressible(file.type, file.body.length)
    ? encodingFor(header(request, 'accept-encoding'))
    : undefined
  const etag = encoding === undefined ? file.etag : `${file.etag.slice(0, -1)}-${encoding}"`
  reply.headers(HEADERS).header('etag', etag)
  vary(reply, 'accept-encoding')
  if (isKnown(header(request, 'if-none-match'), etag)) return reply.code(304).send()
  if (encoding !== undefined) reply.header('content-encoding', encoding)
  return reply.type(file.type).send(encoding === undefined ? file.body : await compressOnce(file, file.body, encoding))
}

function isKnown(header: string | undefined, etag: string): boolean {
  return (
    header !== undefined && (header === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag))
  )
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' ? value : undefined
}
