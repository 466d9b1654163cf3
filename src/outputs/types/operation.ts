/** The type of one operation: what its handler is given and what it answers. */
import type { Operation, Parameter } from '../../model/contract.ts'
import { carriesCredential } from '../../model/credentials.ts'
import { placeholders } from '../../model/names.ts'
import type { Requirement } from '../../model/security.ts'
import { success } from '../../model/sight.ts'
import { uploadsOf, withoutFiles } from '../../model/uploads.ts'
import { block, key, member } from './text.ts'
import { members, typeOf } from './type.ts'
import type { Names } from './type.ts'

/** `security` names the parameters that handlers do not see. */
export function operationType(operation: Operation, names: Names, security: readonly Requirement[]): string {
  const parts = {
    ...operationParts(operation, names, security),
    body: bodyType(operation, names),
    ...filesPart(operation),
    answer: answerType(operation, names),
  }
  return block(Object.entries(parts).map(([name, type]) => member(name, type)))
}

/** What is left of a body that brings files: handlers get those by themselves. */
function bodyType({ body, description }: Operation, names: Names): string {
  if (body === undefined) return 'undefined'
  const uploads = uploadsOf({ body, description })
  if (uploads?.kind === 'whole' && uploads.types.length === body.mediaTypes.length) return 'undefined'
  return typeOf(uploads?.kind === 'form' ? withoutFiles(body.shape) : body.shape, names)
}

/** Which of the files there is one of, and which may be many. */
function filesPart(operation: Operation): { readonly files?: string } {
  const uploads = uploadsOf(operation)
  if (uploads === undefined) return {}
  if (uploads.kind === 'whole') return { files: block([member('body', "'one'")]) }
  const fields = uploads.fields.map(({ name, many, required }) =>
    member(key(name) + (many || required ? '' : '?'), many ? "'many'" : "'one'"),
  )
  return { files: block(fields) }
}

type Asked = Pick<Operation, 'path' | 'parameters' | 'span'>

/** The types of what a request says before its body. */
export function operationParts(
  asked: Asked,
  names: Names,
  security: readonly Requirement[],
): { readonly path: string; readonly query: string; readonly headers: string } {
  return {
    path: block(members(pathFields(asked), names)),
    query: block(members(inputs(asked, 'query', security), names, true)),
    headers: block(members(inputs(asked, 'header', security), names, true)),
  }
}

/** Every placeholder has a value, described or not. */
function pathFields(operation: Asked): Parameter[] {
  const described = placed(operation, 'path')
  return placeholders(operation.path).map((name) => {
    const plain: Parameter = { in: 'path', name, shape: { kind: 'string' }, required: true, span: operation.span }
    return { ...(described.find((one) => one.name === name) ?? plain), required: true }
  })
}

/** Content and its negotiation, credentials and idempotency are seen to before a handler runs. */
const SEEN_TO = new Set(['accept', 'content-type', 'content-length', 'host', 'idempotency-key'])

function inputs(operation: Asked, place: 'query' | 'header', security: readonly Requirement[]): Parameter[] {
  const all = placed(operation, place).filter((one) => !carriesCredential(one, security))
  return all.filter(({ name }) => place === 'query' || !SEEN_TO.has(name.toLowerCase()))
}

function placed(operation: Asked, place: Parameter['in']): Parameter[] {
  return operation.parameters.filter((one) => one.in === place)
}

function answerType(operation: Operation, names: Names): string {
  const answer = success(operation)
  if (answer?.status === 204) return 'undefined'
  return answer ? typeOf(answer.shape, names) : 'unknown'
}
