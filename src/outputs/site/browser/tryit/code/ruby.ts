/** A request as Ruby, with its standard library. */
import type { FormPart, HttpRequest } from '../request.ts'
import { exactJson, literal, type Notation } from './json.ts'

/** Single quotes where they can say it; control characters need double ones, in which `#` begins code. */
export function rubyText(text: string): string {
  // Ruby reads a carriage return in its source as it likes, and ends its source at some control characters.
  if (!/[^\P{Cc}\n]|\ufeff/u.test(text)) return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`
  const safe = text.replaceAll(/["\\#]/g, String.raw`\$&`)
  return `"${safe.replaceAll(/[\p{Cc}\ufeff]/gu, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)}"`
}

const NOTATION: Notation = {
  text: rubyText,
  word: (value) => (value === null ? 'nil' : String(value)),
  key: (name) => (/^[a-z_][a-z0-9_]*$/.test(name) ? `${name}: ` : `${rubyText(name)} => `),
}

export function ruby(request: HttpRequest): string {
  const { method, url, headers, body } = request
  const json = exactJson(request)
  return [
    ...(json === undefined ? [] : [`require 'json'`]),
    `require 'net/http'`,
    '',
    `uri = URI(${rubyText(url)})`,
    `request = Net::HTTP::${method.charAt(0)}${method.slice(1).toLowerCase()}.new(uri)`,
    ...headers.map(([name, value]) => `request[${rubyText(name)}] = ${rubyText(value)}`),
    ...(json === undefined ? bodyOf(body) : [`request.body = ${literal(json, NOTATION, '')}.to_json`]),
    `response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == 'https') { |http| http.request(request) }`,
    'puts response.code, response.body',
  ].join('\n')
}

function bodyOf(body: HttpRequest['body']): string[] {
  if (body === undefined) return []
  if (body.kind === 'text') return [`request.body = ${rubyText(body.text)}`]
  return [`request.set_form([`, ...body.parts.map((one) => `  ${part(one)},`), `], 'multipart/form-data')`]
}

function part(one: FormPart): string {
  if (one.kind === 'text') return `[${rubyText(one.name)}, ${rubyText(one.value)}]`
  const type = one.file.type === '' ? '' : `, { content_type: ${rubyText(one.file.type)} }`
  return `[${rubyText(one.name)}, File.open(${rubyText(one.file.name)})${type}]`
}
