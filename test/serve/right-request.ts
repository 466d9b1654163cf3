/** The right request for an operation: one that the contract allows, for a record that the page shows. */
import { present, sign } from '../../src/auth/index.ts'
import type { Contract, Operation, Parameter } from '../../src/model/contract.ts'
import { partsOf } from '../../src/model/credentials.ts'
import { placeholders } from '../../src/model/names.ts'
import { resources } from '../../src/model/resources.ts'
import type { Requirement } from '../../src/model/security.ts'
import { uploadsOf } from '../../src/model/uploads.ts'
import type { Json, Shape } from '../../src/model/shape.ts'
import type { Store } from '../../src/store/index.ts'

export type Request = {
  readonly request: string
  readonly headers: Record<string, string>
  readonly body?: unknown
  /** What is sent where the operation takes files. */
  readonly raw?: FormData | Uint8Array<ArrayBuffer>
  /** Whether the path names a record that there is, if it names one. */
  readonly known: boolean
}

const TEXTS: Readonly<Record<string, string>> = {
  'date-time': '2026-01-31T12:00:00Z',
  date: '2026-01-31',
  time: '12:00:00Z',
  email: 'ada@example.com',
  uri: 'https://example.com/',
  uuid: '6f1f8b9e-3c1d-4b53-8a86-6f0c1e0b0a01',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
}

/** A value of the shape. */
export function valueOf(shape: Shape): Json {
  switch (shape.kind) {
    case 'any':
      return 'x'
    case 'null':
      return null
    case 'boolean':
      return true
    case 'integer':
    case 'number':
      return shape.values?.[0] ?? shape.minimum ?? Math.min(1, shape.maximum ?? 1)
    case 'string':
      return shape.values?.[0] ?? TEXTS[shape.format ?? ''] ?? 'x'.repeat(Math.max(1, shape.minLength ?? 0))
    case 'array':
      return [valueOf(shape.items)]
    case 'object':
      return Object.fromEntries(
        shape.fields.filter(({ required }) => required).map((field) => [field.name, valueOf(field.shape)]),
      )
    case 'union':
      return valueOf(shape.options[0] ?? { kind: 'any' })
  }
}

/** The request of one operation, with the key `meow` in the place of every part of a credential. */
export async function rightRequest(operation: Operation, contract: Contract, store: Store): Promise<Request> {
  const [requirement = []] = operation.security
  const shown = present(requirement, Object.fromEntries(partsOf(requirement).map(({ name }) => [name, 'meow'])))
  const { values: places, known } = await placesOf(operation, contract, store)
  const values = { ...places, ...shown.path }
  const path = operation.path
    .split(/(\{[^{}]+\})/)
    .map((part) => (part.startsWith('{') ? encodeURIComponent(values[part.slice(1, -1)] ?? '1') : encodeURI(part)))
    .join('')
    .replaceAll('*', 'x')
  const needed = (place: Parameter['in']): Record<string, string> =>
    Object.fromEntries(
      operation.parameters
        .filter((one) => one.in === place && one.required && one.default === undefined)
        .map(({ name, shape }) => [name, textOf(valueOf(shape))]),
    )
  const query = new URLSearchParams({ ...needed('query'), ...shown.query })
  const raw = filesOf(operation)
  const body = raw === undefined ? bodyOf(operation) : undefined
  const url = `${path}${query.size === 0 ? '' : `?${query}`}`
  const headers = { ...needed('header'), ...shown.headers }
  const type = raw instanceof Uint8Array ? { 'content-type': 'application/octet-stream' } : {}
  return {
    request: `${operation.method} ${url}`,
    known,
    headers: { ...headers, ...type, ...signatureOf(requirement, { method: operation.method, url, headers, body }) },
    ...(raw === undefined ? {} : { raw }),
    ...(body === undefined ? {} : { body }),
  }
}

type Unsigned = Pick<Request, 'headers' | 'body'> & { readonly method: string; readonly url: string }

/** The signature that the secret `meow` makes of a request, in its header. */
function signatureOf(requirement: Requirement, { method, url, headers, body }: Unsigned): Record<string, string> {
  const signature = requirement.find((one) => one.kind === 'signature')
  if (signature === undefined) return {}
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body))
  return { [signature.name]: sign(signature, 'meow', { method, url, origin: '', headers: lower }, bytes) ?? '' }
}

function textOf(value: Json): string {
  if (Array.isArray(value)) return value.map((one) => textOf(one as Json)).join(',')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

type Places = { readonly values: Record<string, string>; readonly known: boolean }

/** What stands in the path: what a record of the store has, else anything of the shape. */
async function placesOf(operation: Operation, contract: Contract, store: Store): Promise<Places> {
  const resource = resources(contract).find((one) => Object.values(one.operations).includes(operation.key))
  const [stored] = resource === undefined ? [] : await store.records(resource.name).list({ limit: 1 })
  const record = stored === undefined ? {} : (JSON.parse(stored.text) as Record<string, Json>)
  const names = placeholders(operation.path)
  const isItem = names.length > (resource?.parents.length ?? names.length)
  const entries = names.map((name, at): [string, string] => {
    if (stored !== undefined && isItem && at === names.length - 1) return [name, stored.id]
    const shape = operation.parameters.find((one) => one.in === 'path' && one.name === name)?.shape
    return [name, textOf(record[name] ?? valueOf(shape ?? { kind: 'integer' }))]
  })
  return { values: Object.fromEntries(entries), known: resource === undefined || stored !== undefined }
}

/** Undefined where the operation takes no file. */
function filesOf(operation: Operation): Request['raw'] {
  const uploads = uploadsOf(operation)
  if (uploads === undefined || operation.body === undefined) return undefined
  if (uploads.kind === 'whole') return new Uint8Array([1, 2, 3])
  if (uploads.fields.length === 0) return undefined
  const form = new FormData()
  const files = uploads.fields.map(({ name }) => name)
  for (const name of files) form.append(name, new Blob(['x']), 'x.png')
  for (const [name, value] of Object.entries(bodyOf(operation) ?? {}))
    if (!files.includes(name.replace(/\[\]$/, '')) && value !== null) form.append(name, textOf(value as Json))
  return form
}

function bodyOf({ method, body }: Operation): Json | undefined {
  if (body === undefined || method === 'GET' || method === 'HEAD') return undefined
  return body.example ?? valueOf(body.shape)
}
