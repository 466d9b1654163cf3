/** A request as JavaScript, for browsers and Node. */
import type { FormPart, HttpRequest } from '../request.ts'
import { exactJson, literal, type Notation } from './json.ts'

/** Single quotes; what a source may not hold is escaped. */
export function javascriptText(text: string): string {
  const escaped = text.replaceAll(/['\\]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)
  return `'${escaped.replaceAll(/[\p{Cc}\u2028\u2029]|\p{Cs}/gu, code)}'`
}

/** Of halves of characters only those are met that stand alone, as they do in broken texts. */
function code(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

const name = (text: string): string => (/^[A-Za-z_$][\w$]*$/.test(text) ? text : javascriptText(text))
const NOTATION: Notation = { text: javascriptText, word: String, key: (text) => `${name(text)}: ` }

export function javascript(request: HttpRequest): string {
  const { method, url, headers, body } = request
  const options = [
    ...(method === 'GET' ? [] : [`method: ${javascriptText(method)},`]),
    ...(headers.length === 0
      ? []
      : ['headers: {', ...headers.map(([key, value]) => `  ${name(key)}: ${javascriptText(value)},`), '},']),
    ...bodyOf(request),
  ]
  const call =
    options.length === 0
      ? [`await fetch(${javascriptText(url)})`]
      : [`await fetch(${javascriptText(url)}, {`, ...options.map((line) => `  ${line}`), '})']
  const form = body?.kind === 'form' ? ['const body = new FormData()', ...body.parts.map(part), ''] : []
  return [...form, `const response = ${call.join('\n')}`, 'console.log(response.status, await response.text())'].join(
    '\n',
  )
}

function bodyOf(request: HttpRequest): string[] {
  const json = exactJson(request)
  if (json !== undefined) return [`body: JSON.stringify(${literal(json, NOTATION, '  ')}),`]
  if (request.body === undefined) return []
  return request.body.kind === 'form' ? ['body,'] : [`body: ${javascriptText(request.body.text)},`]
}

function part(one: FormPart): string {
  const key = javascriptText(one.name)
  if (one.kind === 'text') return `body.append(${key}, ${javascriptText(one.value)})`
  return `body.append(${key}, file, ${javascriptText(one.file.name)})`
}
