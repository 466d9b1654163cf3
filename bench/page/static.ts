/** A web server for a folder, with gzip made beforehand as Pages hosts do. */
import { createServer } from 'node:http'
import { readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
}

/** Listens on a free port of this machine. */
export async function staticServer(folder: string): Promise<{ address: string; close: () => void }> {
  const known = new Map<string, Buffer>()
  const packed = (path: string): Buffer => {
    const bytes = known.get(path) ?? gzipSync(readFileSync(path), { level: 6 })
    known.set(path, bytes)
    return bytes
  }
  const server = createServer(({ url }, answer) => {
    const path = fileAt(folder, decodeURIComponent(new URL(url ?? '/', 'http://localhost').pathname))
    if (path === undefined) return void answer.writeHead(404, { 'content-type': 'text/plain' }).end('Not here.')
    const type = TYPES[extname(path)] ?? 'application/octet-stream'
    answer.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip', 'cache-control': 'max-age=3600' })
    answer.end(packed(path))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  const port = typeof at === 'object' && at !== null ? at.port : 0
  return { address: `http://127.0.0.1:${port}/`, close: () => void (server.closeAllConnections(), server.close()) }
}

function fileAt(folder: string, path: string): string | undefined {
  const place = join(folder, path)
  const found = statSync(place, { throwIfNoEntry: false })
  if (found?.isFile()) return place
  return found?.isDirectory() && statSync(join(place, 'index.html'), { throwIfNoEntry: false })
    ? join(place, 'index.html')
    : undefined
}
