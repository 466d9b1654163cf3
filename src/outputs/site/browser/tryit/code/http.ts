/** A request as it goes over the wire (HTTP/1.1). */
import type { FormPart, HttpRequest } from '../request.ts'

export function http({ method, url, headers, body }: HttpRequest): string {
  const { host, pathname, search } = new URL(url)
  const form = body?.kind === 'form' ? ['Content-Type: multipart/form-data; boundary=boundary'] : []
  const head = [
    `${method} ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    ...headers.map((pair) => pair.join(': ')),
    ...form,
  ]
  const text = body?.kind === 'text' ? body.text : body?.parts.map(part).join('') + '--boundary--'
  return body === undefined ? head.join('\n') : `${head.join('\n')}\n\n${text}`
}

function part(one: FormPart): string {
  const file =
    one.kind === 'file'
      ? `; filename="${one.file.name}"\nContent-Type: ${one.file.type || 'application/octet-stream'}`
      : ''
  const value = one.kind === 'file' ? '…' : one.value
  return `--boundary\nContent-Disposition: form-data; name="${one.name}"${file}\n\n${value}\n`
}
