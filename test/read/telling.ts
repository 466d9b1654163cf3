/** A reading told in plain words, as tests and docs/convention.md write it. */
import type { Channel, Contract, Operation, Parameter, Webhook } from '../../src/model/contract.ts'
import type { Limit } from '../../src/model/limits.ts'
import { pagingOf } from '../../src/model/paging.ts'
import type { Ingredient, Requirement, Security } from '../../src/model/security.ts'
import type { Field, Json, NumberShape, Shape, StringShape } from '../../src/model/shape.ts'
import { deep } from '../../src/model/walk.ts'
import type { ReadResult } from '../../src/read/index.ts'

/** Everything that an example may speak of. */
export function told({ page, contract, findings }: ReadResult): Record<string, unknown> {
  const headings = [...deep(page.blocks)].filter((block) => block.kind === 'heading')
  return {
    title: page.title,
    tabs: Object.fromEntries(page.tabs.map((tab) => [tab.key, tab.label])),
    ids: headings.map((heading) => heading.id),
    operations: Object.fromEntries(contract.operations.map((operation) => [operation.key, operationTold(operation)])),
    channels: Object.fromEntries(contract.channels.map((one) => [one.address ?? 'unknown', channelTold(one)])),
    webhooks: Object.fromEntries(contract.webhooks.map((one) => [one.name, webhookTold(one)])),
    servers: contract.servers,
    security: contract.security.map(requirementTold),
    limits: contract.limits.rates.map(limitTold),
    limitHeaders: contract.limits.headers,
    ...errorsTold(contract),
    findings: findings.map((one) => `${one.code} ${one.span.line}`),
  }
}

function operationTold(operation: Operation): Record<string, unknown> {
  const { title, group, section, description, security } = operation
  const body = operation.body?.shape
  return {
    title,
    group,
    section,
    description,
    secured: security.length > 0,
    scopes: operation.scopes ?? [],
    paging: pagingTold(operation),
    security: security.map(requirementTold),
    parameters: Object.fromEntries(operation.parameters.map((one) => [one.name, parameterTold(one)])),
    body:
      body?.kind === 'object'
        ? Object.fromEntries([...body.fields, ...(body.patterns ?? [])].map((field) => [field.name, fieldTold(field)]))
        : body && shapeTold(body),
    media: operation.body?.mediaTypes,
    answers: Object.fromEntries(operation.responses.map((one) => [one.status, shapeTold(one.shape)])),
    samples: operation.samples.map((sample) => sample.tab ?? sample.language),
  }
}

function channelTold({ title, section, description, servers, parameters, messages }: Channel): Record<string, unknown> {
  return {
    title,
    section,
    description,
    servers,
    parameters: Object.fromEntries(parameters.map((one) => [one.name, parameterTold(one)])),
    messages: Object.fromEntries(messages.map(({ name, from, shape }) => [name, `${from}: ${shapeTold(shape)}`])),
  }
}

function webhookTold({ title, section, description, method, headers, body }: Webhook): Record<string, unknown> {
  return {
    title,
    section,
    description,
    method,
    headers: headers.map(({ name }) => name),
    body: body && shapeTold(body.shape),
    example: body?.example,
  }
}

function parameterTold(one: Parameter): string {
  return `${one.in} ${fieldTold(one)}`
}

function fieldTold({ shape, required, default: fallback }: Field): string {
  return `${shapeTold(shape)}${required ? ' required' : ''}${fallback === undefined ? '' : ` = ${valueTold(fallback)}`}`
}

function valueTold(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** `integer 0..10`, `string (date)`, `one of a, b`, `list of string`, `{id: integer, name?: string}`, `null or string`. */
export function shapeTold(shape: Shape): string {
  switch (shape.kind) {
    case 'any':
    case 'null':
    case 'boolean':
      return shape.kind
    case 'integer':
    case 'number':
      return numberTold(shape)
    case 'string':
      return stringTold(shape)
    case 'array':
      return `list of ${shapeTold(shape.items)}`
    case 'object': {
      const all = [...shape.fields, ...(shape.patterns ?? [])]
      return `{${all.map((field) => `${field.name}${field.required ? '' : '?'}: ${shapeTold(field.shape)}`).join(', ')}}`
    }
    case 'union':
      return shape.options.map(shapeTold).join(' or ')
  }
}

function numberTold({ kind, minimum, maximum, values }: NumberShape): string {
  if (values !== undefined) return `one of ${values.join(', ')}`
  return `${kind}${range(minimum, maximum)}`
}

function stringTold({ format, minLength, maxLength, values }: StringShape): string {
  if (values !== undefined) return `one of ${values.join(', ')}`
  return `string${format === undefined ? '' : ` (${format})`}${range(minLength, maxLength)}`
}

function range(from: number | undefined, to: number | undefined): string {
  return from === undefined && to === undefined ? '' : ` ${from ?? ''}..${to ?? ''}`
}

export function requirementTold(all: Requirement): string {
  return all.map(securityTold).join(' + ')
}

function securityTold(one: Security): string {
  if (one.kind === 'composite') {
    const parts = one.parts.map(({ word, examples }) => `${word} (${examples.join(' ')})`)
    return `${one.name} of ${parts.join(', ')}`
  }
  const shown = `, e.g. ${one.examples.join(' ')}`
  switch (one.kind) {
    case 'key':
      return `key in ${one.in} ${one.name}${one.prefix === undefined ? '' : ` after ${one.prefix}`}${shown}`
    case 'signature':
      return `${one.algorithm} signature in ${one.in} ${one.name} of ${one.signs?.map(ingredientTold).join(' ')} in ${one.encoding}`
    case 'oauth2':
      return `oauth2 by ${one.flows.map(({ grant, tokenUrl }) => `${grant} at ${tokenUrl}`).join(', ')} for ${one.scopes.map(({ name }) => name).join(' ')}${shown}`
    case 'bearer':
    case 'basic':
      return `${one.kind}${shown}`
  }
}

function ingredientTold(one: Ingredient): string {
  if (typeof one === 'string') return one
  return 'text' in one ? JSON.stringify(one.text) : one.header
}

export function pagingTold(operation: Operation): string | undefined {
  const paging = pagingOf(operation)
  if (paging === undefined) return undefined
  const { by, size } = paging
  const chosen = by.kind === 'none' ? 'all' : `${by.name}${by.kind === 'page' ? ` from ${by.first}` : ''}`
  const heads = operation.pagingHeaders
  const told =
    heads === undefined ? [] : [heads.link ? 'Link' : '', heads.total ?? '', heads.pages ?? ''].filter(Boolean)
  const most = size.most === undefined ? '' : ` up to ${size.most}`
  return `${chosen} of ${size.usual ?? 'any'}${most}${told.length === 0 ? '' : `, told in ${told.join(' and ')}`}`
}

export function limitTold({ count, seconds, per, plan, operations }: Limit): string {
  const whose = `per ${per}${plan === undefined ? '' : ` with ${plan}`}`
  return `${count} in ${seconds} s ${whose}${operations === undefined ? '' : ` for ${operations.join(', ')}`}`
}

function errorsTold({ errors }: Contract): Record<string, unknown> {
  const { example, byField } = errors
  return {
    errors: Object.fromEntries(errors.codes.map(({ status, name, meaning }) => [status, { name, meaning }])),
    error: example && { ...(example.status === undefined ? {} : { status: example.status }), body: example.body },
    errorByField: byField?.body,
  }
}
