/** The type of one operation: what its handler is given and what it answers. */
import type { Operation, Parameter } from '../../model/contract.ts'
import { carriesCredential } from '../../model/credentials.ts'
import { placeholders } from '../../model/names.ts'
import type { Requirement } from '../../model/security.ts'
import { success } from '../../model/sight.ts'
import { block, member } from './text.ts'
import { members, typeOf } from './type.ts'
import type { Names } from './type.ts'

/** `security` names the parameters that handlers do not see. */
export function operationType(operation: Operation, names: Names, security: readonly Requirement[]): string {
  const parts = {
    ...operationParts(operation, names, security),
    body: operation.body ? typeOf(operation.body.shape, names) : 'undefined',
    answer: answerType(operation, names),
  }
  return block(Object.entries(parts).map(([name, type]) => member(name, type)))
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
