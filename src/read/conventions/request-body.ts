/** Request bodies that the page shows: what `-d` sends, JSON that is announced as a request, and what programs send. */
import { readCurls, type Curl } from '../requests/curl.ts'
import { formIn, formOf } from '../requests/form.ts'
import { bodyInProgram } from '../requests/program-body.ts'
import { jsonOf, meantBy, readJson } from '../values/json.ts'
import type { BodyFound, Convention } from './convention.ts'
import { fences, type Fence } from './fences.ts'

/** Programs are asked only where neither the page nor `curl` shows a body: the other tabs send the same. */
export const requestBody: Convention = (unit) => {
  const found = fences(unit).flatMap((fence) => (fence.use === 'body' ? shown(fence) : sent(fence)))
  return found.length > 0 ? found : fences(unit).flatMap(programmed).slice(0, 1)
}

function programmed({ code, use }: Fence): BodyFound[] {
  const sent = use === 'sample' ? bodyInProgram(code.text, code.language) : undefined
  return sent === undefined ? [] : [{ kind: 'body', ...sent, span: code.span }]
}

function shown({ code }: Fence): BodyFound[] {
  if (code.language === 'xml')
    return [{ kind: 'body', mediaType: 'application/xml', example: undefined, span: code.span }]
  const example = meantBy(jsonOf(code))
  return example === undefined ? [] : [{ kind: 'body', mediaType: 'application/json', example, span: code.span }]
}

function sent({ code, use }: Fence): BodyFound[] {
  if (use !== 'sample' || !/^(?:shell|bash|sh|console|plaintext)$/.test(code.language)) return []
  return readCurls(code.text).flatMap((curl) => {
    if (curl.form !== undefined) {
      const example = formOf(curl.form)
      const mediaType = stated(curl) ?? 'multipart/form-data'
      return [{ kind: 'body', mediaType, example, span: code.span } as const]
    }
    return curl.data === undefined ? [] : [{ kind: 'body', ...bodyOf(curl, curl.data), span: code.span } as const]
  })
}

function bodyOf(curl: Curl, data: string): Pick<BodyFound, 'mediaType' | 'example'> {
  const type = stated(curl)
  if (curl.upload) return { mediaType: type ?? 'application/octet-stream', example: undefined }
  const json = /^\s*[{[]/.test(data) ? meantBy(readJson(data)) : undefined
  if (json !== undefined) return { mediaType: type ?? 'application/json', example: json }
  const form = formIn(data)
  if (form !== undefined) return { mediaType: type ?? 'application/x-www-form-urlencoded', example: form }
  return { mediaType: type ?? 'application/json', example: undefined }
}

function stated({ headers }: Curl): string | undefined {
  const [, value] = headers.find(([name]) => name.toLowerCase() === 'content-type') ?? []
  return value?.split(';')[0]?.trim().toLowerCase()
}
