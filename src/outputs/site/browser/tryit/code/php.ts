/** A request as PHP, with its curl extension. */
import type { FormPart, HttpRequest } from '../request.ts'

/** Between single quotes PHP reads nothing but the next one and the backslash before it. */
export function phpText(text: string): string {
  return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`
}

export function php({ method, url, headers, body }: HttpRequest): string {
  const options = [
    ...(method === 'GET' && body === undefined ? [] : [`CURLOPT_CUSTOMREQUEST => ${phpText(method)},`]),
    ...(method === 'HEAD' ? ['CURLOPT_NOBODY => true,'] : []),
    ...headerLines(headers),
    ...bodyOf(body),
    'CURLOPT_RETURNTRANSFER => true,',
  ]
  return [
    '<?php',
    `$curl = curl_init(${phpText(url)});`,
    'curl_setopt_array($curl, [',
    ...options.map((line) => `  ${line}`),
    ']);',
    '$body = curl_exec($curl);',
    'echo curl_getinfo($curl, CURLINFO_RESPONSE_CODE), PHP_EOL, $body;',
  ].join('\n')
}

function headerLines(headers: HttpRequest['headers']): string[] {
  if (headers.length === 0) return []
  // As on the command line, a semicolon stands for an empty value.
  const line = ([name, value]: HttpRequest['headers'][number]): string =>
    value === '' ? `${name};` : `${name}: ${value}`
  return ['CURLOPT_HTTPHEADER => [', ...headers.map((one) => `  ${phpText(line(one))},`), '],']
}

function bodyOf(body: HttpRequest['body']): string[] {
  if (body === undefined) return []
  if (body.kind === 'text') return [`CURLOPT_POSTFIELDS => ${phpText(body.text)},`]
  return ['CURLOPT_POSTFIELDS => [', ...body.parts.map((one) => `  ${phpText(one.name)} => ${part(one)},`), '],']
}

function part(one: FormPart): string {
  if (one.kind === 'text') return phpText(one.value)
  const type = one.file.type === '' ? '' : `, ${phpText(one.file.type)}`
  return `new CURLFile(${phpText(one.file.name)}${type})`
}
