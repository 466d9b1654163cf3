/** A draft becomes a request, and what the page would say against it. */
import { options } from '../../../../model/join.ts'
import type { Field, Json, Shape } from '../../../../model/shape.ts'
import type { TryOperation, TryParameter } from '../../tryit/types.ts'
import { check, sentence } from './check.ts'
import { BODY, fieldId, fieldsOf, parameterId, sendsBody, type Draft } from './draft.ts'
import { formPairs } from './form-pairs.ts'
import { encoded, type FormPart, type HttpRequest, type Pair, type RequestBody } from './request.ts'
import { say } from './say.ts'
import { typed, untyped } from './typed.ts'

/** `problems` has the words by the id of their field. */
export type Built = { readonly request: HttpRequest<File>; readonly problems: ReadonlyMap<string, string> }

/** `server` is absolute, without a slash at the end. */
export function build(operation: TryOperation, draft: Draft, server: string): Built {
  const problems = new Map<string, string>()
  for (const parameter of operation.parameters) {
    const words = parameterProblem(parameter, draft.texts.get(parameterId(parameter)) ?? '')
    if (words !== undefined) problems.set(parameterId(parameter), words)
  }
  const body = sendsBody(operation) ? bodyOf(operation, draft, problems) : undefined
  const headers = [...pairs(operation, draft, 'header')]
  if (body?.kind === 'text') headers.push(['Content-Type', draft.media])
  return { request: { method: operation.method, url: address(operation, draft, server), headers, body }, problems }
}

/** The address with what is filled in; a placeholder that is still empty stays one. */
export function address(
  { path, parameters }: Pick<TryOperation, 'parameters'> & { readonly path: string },
  draft: Draft,
  server: string,
): string {
  const filled = path.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
    const text = draft.texts.get(`path ${name}`) ?? ''
    return text === '' ? whole : encodeURIComponent(text)
  })
  const query = encoded([...pairs({ parameters }, draft, 'query')])
  return `${server}${filled}${query === '' ? '' : `?${query}`}`
}

function* pairs(
  { parameters }: Pick<TryOperation, 'parameters'>,
  { texts }: Draft,
  place: TryParameter['in'],
): Generator<Pair> {
  for (const parameter of parameters.filter((one) => one.in === place)) {
    yield* pairsOf(parameter, texts.get(parameterId(parameter)) ?? '', place !== 'query')
  }
}

/** Nothing for an empty text; a list is sent one pair an item, `joined` by commas where only one value can be. */
function pairsOf({ name, shape }: Field, text: string, joined = false): Pair[] {
  if (text === '') return []
  const value = shape.kind === 'array' ? typed(shape, text) : text
  const items: readonly Json[] = Array.isArray(value) ? value : [value]
  return joined ? [[name, items.map(untyped).join(',')]] : items.map((item): Pair => [name, untyped(item)])
}

/** What the page says against the text of a parameter. */
export function parameterProblem(parameter: TryParameter, text: string): string | undefined {
  const { in: place } = parameter
  if (place === 'header' && /[^\x20-\x7e]/.test(text)) return say('headerCharacters')
  return textProblem(parameter, text, place === 'path')
}

function textProblem({ shape, required, default: usual }: Field, text: string, always = false): string | undefined {
  if (text === '') return always || (required && usual === undefined) ? say('isRequired') : undefined
  const [wrong] = check(shape, typed(shape, text))
  return wrong && sentence(wrong)
}

type Problems = Map<string, string>

function bodyOf({ body }: TryOperation, draft: Draft, problems: Problems): RequestBody<File> | undefined {
  const { media, texts } = draft
  const form = /^multipart\//i.test(media)
  if (!form && draft.whole) return wholeBody(texts.get(BODY) ?? '', body, media, problems)
  const fields = fieldsOf(body?.shape)
  for (const field of fields) {
    const id = fieldId(field)
    const words = draft.files.has(id) ? undefined : textProblem(field, texts.get(id) ?? '')
    if (words !== undefined) problems.set(id, words)
  }
  if (form) return { kind: 'form', parts: fields.flatMap((field) => part(field, draft)) }
  const given = fields.filter((field) => (texts.get(fieldId(field)) ?? '') !== '')
  const text = (field: Field): string => texts.get(fieldId(field)) ?? ''
  if (isForm(media)) return { kind: 'text', text: encoded(given.flatMap((field) => sentAs(field, text(field)))) }
  const value = Object.fromEntries(given.map((field): [string, Json] => [field.name, typed(field.shape, text(field))]))
  return { kind: 'text', text: JSON.stringify(value, null, 2) }
}

export const isForm = (media: string): boolean => /^application\/x-www-form-urlencoded\b/i.test(media)
export const isJson = (media: string): boolean => /[/+]json\b/i.test(media)

function part(field: Field, { files, texts }: Draft): FormPart<File>[] {
  const [file, text] = [files.get(fieldId(field)), texts.get(fieldId(field)) ?? '']
  if (file !== undefined) return [{ kind: 'file', name: field.name, file }]
  return sentAs(field, text).map(([name, value]) => ({ kind: 'text', name, value }))
}

/** A field without a text is not sent. */
function sentAs({ name, shape }: Field, text: string): Pair[] {
  return text === '' ? [] : formPairs(name, isNested(shape) ? typed(shape, text) : text)
}

/** A field of which a form sends parts. */
function isNested(shape: Shape): boolean {
  return options(shape).some(({ kind }) => kind === 'object' || kind === 'array')
}

function wholeBody(
  text: string,
  body: TryOperation['body'],
  media: string,
  problems: Problems,
): RequestBody<File> | undefined {
  if (text.trim() === '') return undefined
  if (isJson(media)) {
    const words = jsonProblem(text, body)
    if (words !== undefined) problems.set(BODY, words)
  }
  return { kind: 'text', text }
}

function jsonProblem(text: string, body: TryOperation['body']): string | undefined {
  try {
    const value = JSON.parse(text) as Json // JSON.parse makes nothing else
    const found = body === undefined ? [] : check(body.shape, value).map(sentence)
    return found.length === 0 ? undefined : found.slice(0, 3).join('; ')
  } catch (error) {
    return say('noJsonBecause', error instanceof Error ? error.message : String(error))
  }
}
