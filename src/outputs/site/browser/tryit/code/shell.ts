/** A request as a curl command. */
import type { FormPart, HttpRequest } from '../request.ts'

/** Between single quotes a shell reads nothing but the next single quote. */
export function shellText(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

export function shell({ method, url, headers, body }: HttpRequest): string {
  return [
    `curl ${shellText(url)}`,
    ...methodOf(method, body !== undefined),
    // A header without a value would be left out, unless a semicolon ends its name.
    ...headers.map(([name, value]) => `-H ${shellText(value === '' ? `${name};` : `${name}: ${value}`)}`),
    ...(body?.kind === 'text' ? [`--data-raw ${shellText(body.text)}`] : (body?.parts.map(part) ?? [])),
  ].join(' \\\n  ')
}

function methodOf(method: string, body: boolean): string[] {
  if (method === 'HEAD') return ['--head']
  return method === (body ? 'POST' : 'GET') ? [] : [`-X ${method}`]
}

function part(one: FormPart): string {
  if (one.kind === 'text') return `--form-string ${shellText(`${one.name}=${one.value}`)}`
  const file = one.file.name.replaceAll(/["\\]/g, String.raw`\$&`)
  const type = one.file.type === '' ? '' : `;type=${one.file.type}`
  return `-F ${shellText(`${one.name}=@"${file}"${type}`)}`
}
