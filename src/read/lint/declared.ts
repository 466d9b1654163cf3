/** Fields that a page tells of once for all answers: prose names them in code spans, and every answer shows them. */
import type { Response } from '../../model/contract.ts'
import { fieldOf } from '../../model/pattern.ts'
import type { Shape } from '../../model/shape.ts'
import type { Subject } from './lint.ts'
import { inEach } from './look.ts'

/** Fewer answers than this have nothing in common that is worth a rule. */
const FEWEST = 3

export function declaredFields({ page, contract }: Pick<Subject, 'page' | 'contract'>): ReadonlySet<string> {
  const shapes = contract.operations.flatMap(({ responses: [first] }) => (isObject(first) ? [first.shape] : []))
  if (shapes.length < FEWEST) return new Set()
  const names = new Set(codesIn(page))
  return new Set([...names].filter((name) => shapes.every((shape) => fieldOf(shape, name) !== undefined)))
}

function isObject(response: Response | undefined): response is Response & { readonly shape: Shape } {
  return response?.example !== undefined && response.shape.kind === 'object'
}

const codesIn = inEach((block) => (block.kind === 'paragraph' ? block.codes : []))
