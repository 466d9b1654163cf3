/** A request as Python, with Requests. */
import type { FormPart, HttpRequest } from '../request.ts'
import { exactJson, literal, type Notation } from './json.ts'

/** Single quotes; three of them where the text has several lines. */
export function pythonText(text: string): string {
  const lines = text.includes('\n')
  const escaped = text.replaceAll(/['\\]/g, String.raw`\$&`).replaceAll(CONTROL, (character) => {
    return character === '\n' ? '\n' : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
  })
  return lines ? `'''${escaped}'''` : `'${escaped}'`
}

const CONTROL = /\p{Cc}/gu

const NOTATION: Notation = {
  text: pythonText,
  word: (value) => (value === null ? 'None' : value ? 'True' : 'False'),
  key: (name) => `${pythonText(name)}: `,
}

export function python(request: HttpRequest): string {
  const { method, url, headers } = request
  const known = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'].includes(method.toLowerCase())
  const call = known ? `requests.${method.toLowerCase()}(` : `requests.request(${pythonText(method)}, `
  return [
    'import requests',
    '',
    `response = ${call}`,
    `    ${pythonText(url)},`,
    ...dictionary(
      'headers',
      headers.map(([name, value]) => `${pythonText(name)}: ${pythonText(value)}`),
    ),
    ...bodyOf(request),
    ')',
    'print(response.status_code, response.text)',
  ].join('\n')
}

function dictionary(name: string, entries: readonly string[], [open, close] = ['{', '}']): string[] {
  if (entries.length === 0) return []
  return [`    ${name}=${open}`, ...entries.map((entry) => `        ${entry},`), `    ${close},`]
}

/** Requests would send a text as Latin-1, so it is given bytes. */
function bodyOf(request: HttpRequest): string[] {
  const { body } = request
  const json = exactJson(request)
  if (json !== undefined && json !== null) return [`    json=${literal(json, NOTATION, '    ')},`]
  if (body === undefined) return []
  if (body.kind === 'text') return [`    data=${pythonText(body.text)}.encode(),`]
  return dictionary('files', body.parts.map(part), ['[', ']'])
}

function part(one: FormPart): string {
  const name = pythonText(one.name)
  if (one.kind === 'text') return `(${name}, (None, ${pythonText(one.value)}))`
  const type = one.file.type === '' ? '' : `, ${pythonText(one.file.type)}`
  const file = pythonText(one.file.name)
  return `(${name}, (${file}, open(${file}, 'rb')${type}))`
}
