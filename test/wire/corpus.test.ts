/**
 * Every real page serves as it stands: each operation is answered as the page says, by a status that it documents, with
 * its content type and a body that its own shape allows.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Contract, Operation } from '../../src/model/contract.ts'
import { withIds } from '../../src/model/ids.ts'
import { NO_LIMITS } from '../../src/model/limits.ts'
import { ACTIONS } from '../../src/model/pairs.ts'
import { at } from '../../src/model/places.ts'
import { resources, type Resource } from '../../src/model/resources.ts'
import { ANY, type Json, type Shape } from '../../src/model/shape.ts'
import { success } from '../../src/model/sight.ts'
import { widen } from '../../src/model/widen.ts'
import { corpus, noCorpus, noSeeds, readingOf, seeds } from '../corpus.ts'
import { misfit } from '../serve/fits.ts'
import { rightRequest } from '../serve/right-request.ts'
import { ask, serve, type Answer } from '../serve/served.ts'

/** What is asked and answered wrongly. */
async function complaints(page: Contract): Promise<string[]> {
  const contract = { ...withIds(page), limits: NO_LIMITS }
  const served = await serve(contract, { options: { log: false } })
  const wrong: string[] = []
  for (const operation of contract.operations.toSorted((a, b) => turn(a) - turn(b))) {
    const { request, headers, body, raw, known } = await rightRequest(operation, contract, served.store)
    const answer = await ask(served.address, request, {
      headers,
      ...(body === undefined ? {} : { body }),
      ...(raw === undefined ? {} : { raw }),
    })
    // Of some resources the page shows no record; and the body that it shows may be the record that there is.
    if (answer.status === (known ? 409 : 404)) continue
    const complaint = complaintOf(operation, answer, contract)
    if (complaint !== undefined) wrong.push(`${request}: ${answer.status} ${complaint}: ${answer.text.slice(0, 300)}`)
  }
  await served.close()
  return wrong
}

/** What is made comes first and removals come last, so that there is something to be asked for. */
function turn({ method, path }: Operation): number {
  return method === 'DELETE' ? 2 : method === 'POST' && !path.endsWith('}') ? 0 : 1
}

function complaintOf(operation: Operation, answer: Answer, contract: Contract): string | undefined {
  const { status, headers, text } = answer
  const shown = success(operation)
  if (status === 501) return shown?.text === undefined ? undefined : 'says nothing'
  if (status >= 400) return status < 500 && hasStandIns(operation) ? undefined : 'is an error'
  const known = shown === undefined ? [200, 201, 202, 204] : operation.responses.map((one) => one.status)
  if (!known.includes(status)) return `is not among the documented ${known.join(', ')}`
  if (shown?.text === undefined || status === 204) return undefined
  const type = headers.get('content-type')?.split(';')[0]
  if (type !== shown.mediaType.split(';')[0]?.trim().toLowerCase())
    return `has the type ${type}, not ${shown.mediaType}`
  if (shown.example === undefined || type?.endsWith('json') !== true) return undefined
  const wrong = misfit(allowed(operation, contract), JSON.parse(text) as Json)
  return wrong === undefined ? undefined : `has another shape: ${wrong}`
}

/** `{"code": "<your code>"}`: a body that shows where values go cannot be sent as it stands. */
function hasStandIns({ body }: Operation): boolean {
  return /<[^<>]+>/.test(JSON.stringify(body?.example) ?? '')
}

/**
 * What the answer may be: its shape, with room for what the page shows elsewhere of the same records (a table may say
 * that a text is there where the example has null), and without what callers may leave out.
 */
function allowed(operation: Operation, contract: Contract): Shape {
  const { shape, example = null } = success(operation) ?? { shape: ANY }
  const own = nullable(widen(shape, example))
  const resource = resourcesIn(contract).find((one) => Object.values(one.operations).includes(operation.key))
  const action = ACTIONS.find((one) => resource?.operations[one] === operation.key)
  if (resource === undefined || action === undefined) return own
  const place = action === 'list' ? (resource.envelope ?? []) : resource.answers[action]
  if (place === undefined) return own
  const records = [...resource.examples, ...sentTo(resource, contract)]
  const wraps = records.map((record) => wrap(place, action === 'list' ? [record] : record))
  return wraps.reduce<Shape>((wide, record) => widen(wide, record), optional(own, resource, contract))
}

const found = new WeakMap<Contract, readonly Resource[]>()

function resourcesIn(contract: Contract): readonly Resource[] {
  const known = found.get(contract) ?? resources(contract)
  found.set(contract, known)
  return known
}

/** Records as the bodies of the page send them. */
function sentTo({ operations, bodies }: Resource, contract: Contract): Json[] {
  return ACTIONS.flatMap((action) => {
    const body = contract.operations.find(({ key }) => key === operations[action])?.body?.example
    return at(body, bodies[action] ?? []) ?? []
  })
}

/** A null alone tells nothing of what is there at other times; nor does a page that is always in the middle of a list. */
function nullable(shape: Shape): Shape {
  if (shape.kind === 'null') return ANY
  if (shape.kind === 'array') return { ...shape, items: nullable(shape.items) }
  if (shape.kind === 'union') return { ...shape, options: shape.options.map(nullable) }
  if (shape.kind !== 'object') return shape
  const fields = shape.fields.map((field) => ({
    ...field,
    shape: /^(?:next|prev)/i.test(field.name) ? ANY : nullable(field.shape),
  }))
  return { ...shape, fields }
}

/** The value in the envelope of an answer. */
function wrap(place: readonly string[], value: Json): Json {
  return place.reduceRight<Json>((inner, name) => ({ [name]: inner }), value)
}

/** The shape without demanding what a body may leave out. */
function optional(shape: Shape, resource: Resource, { operations }: Contract): Shape {
  const keys = Object.values(resource.operations)
  const bodies = operations.filter(({ key }) => keys.includes(key)).flatMap(({ body }) => body?.shape ?? [])
  const names = new Set(bodies.flatMap((body) => optionalNames(body)))
  return loosened(shape, names)
}

function optionalNames(shape: Shape): string[] {
  if (shape.kind === 'array') return optionalNames(shape.items)
  if (shape.kind !== 'object') return []
  return shape.fields.flatMap((field) => [...(field.required ? [] : [field.name]), ...optionalNames(field.shape)])
}

function loosened(shape: Shape, names: ReadonlySet<string>): Shape {
  if (shape.kind === 'array') return { ...shape, items: loosened(shape.items, names) }
  if (shape.kind !== 'object') return shape
  const fields = shape.fields.map((field) => ({
    ...field,
    required: field.required && !names.has(field.name),
    shape: loosened(field.shape, names),
  }))
  return { ...shape, fields }
}

/**
 * Answers in which a page contradicts itself: two examples of one record with other types, an example that is a JSON
 * Schema, an id that a table calls an integer and an example shows as a UUID.
 */
const CONTRADICTIONS: Readonly<Record<string, number>> = {
  'CentryCL__centry-rest-api-docs': 1,
  'Eventtia__eventtia-core-docs': 6,
  'FluentCRM__rest-api-doc': 1,
  'Kucoin__kucoin-api-docs': 1,
  'Kucoin__kucoin-api-docs__cn': 1,
  'Vocinglero__bizyness-api-documentation': 6,
  'booqable__boomerang-api-documentation': 1,
  'gomorpheus__morpheus-apidoc': 4,
  'storestartup__partially-api': 2,
}

for (const [name, pages, skip] of [
  ['seeds', seeds, noSeeds],
  ['corpus', corpus, noCorpus],
] as const) {
  describe(`each page of the ${name} is served`, { skip, concurrency: 2 }, () => {
    for (const page of pages.filter(({ erb }) => !erb))
      it(page.name, async () => {
        const found = await complaints(readingOf(page).contract)
        assert.ok(found.length <= (CONTRADICTIONS[page.name] ?? 0), `${found.length}:\n${found.join('\n')}`)
      })
  })
}
