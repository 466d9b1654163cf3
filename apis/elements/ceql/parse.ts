/**
 * Reads CEQL, the language of `where`: `lastName LIKE 'Love%' AND (email IS NOT NULL OR phone IN ('1', '2'))`. A quote in a
 * text is doubled; a name that is no word stands in backticks. `NOT` binds closest, then `AND`, then `OR`.
 */
import type { Comparison, Condition, Literal } from './condition.ts'
import { tokensOf, wrongAt, type Token } from './tokens.ts'

/** Deeper nesting than people write. */
const DEEPEST = 50

const COMPARISONS: readonly string[] = ['=', '!=', '<', '<=', '>', '>='] satisfies Comparison[]

/** The condition that `where` says about these fields. Fails with 400, naming the place, for what says none. */
export function parseCeql(where: string, fields: readonly string[]): Condition {
  const reader = new Reader(tokensOf(where), fields)
  const condition = reader.either(0)
  reader.expect('end')
  return condition
}

class Reader {
  readonly #tokens: readonly Token[]
  readonly #fields: readonly string[]
  #next = 0

  constructor(tokens: readonly Token[], fields: readonly string[]) {
    this.#tokens = tokens
    this.#fields = fields
  }

  either(depth: number): Condition {
    if (depth > DEEPEST) wrongAt(this.#now.at, `it is nested more than ${DEEPEST} levels deep`)
    let condition = this.#both(depth)
    while (this.#takes('OR')) condition = { kind: 'or', sides: [condition, this.#both(depth)] }
    return condition
  }

  #both(depth: number): Condition {
    let condition = this.#one(depth)
    while (this.#takes('AND')) condition = { kind: 'and', sides: [condition, this.#one(depth)] }
    return condition
  }

  #one(depth: number): Condition {
    if (this.#takes('NOT')) {
      if (depth > DEEPEST) wrongAt(this.#now.at, `it is nested more than ${DEEPEST} levels deep`)
      return { kind: 'not', inner: this.#one(depth + 1) }
    }
    if (!this.#takes('(')) return this.#about(this.#field())
    const inner = this.either(depth + 1)
    this.expect('sign', ')')
    return inner
  }

  #about(field: string): Condition {
    if (this.#takes('IS')) return negated(this.#takes('NOT'), this.#empty(field))
    const not = this.#takes('NOT')
    if (this.#takes('LIKE')) return negated(not, { kind: 'like', field, pattern: this.expect('text').text })
    if (this.#takes('IN')) return negated(not, { kind: 'in', field, values: this.#list() })
    const { text, at } = this.#now
    const by = COMPARISONS.includes(text) && !not ? this.expect('sign').text : wrongAt(at, 'a comparison is missing')
    // It is one of the list.
    return { kind: 'compare', field, by: by as Comparison, value: this.#literal() }
  }

  #empty(field: string): Condition {
    if (!this.#takes('NULL')) wrongAt(this.#now.at, 'NULL is missing')
    return { kind: 'empty', field }
  }

  #field(): string {
    const { kind, text, at } = this.#now
    if (kind !== 'word' && kind !== 'field') wrongAt(at, 'the name of a field is missing')
    const field = this.#fields.find((name) => name.toLowerCase() === text.toLowerCase())
    if (field === undefined)
      wrongAt(at, `there is no field ${JSON.stringify(text)}; there are ${this.#fields.join(', ')}`)
    this.#next++
    return field
  }

  #list(): Literal[] {
    this.expect('sign', '(')
    const values = [this.#literal()]
    while (this.#takes(',')) values.push(this.#literal())
    this.expect('sign', ')')
    return values
  }

  #literal(): Literal {
    const { kind, text, at } = this.#now
    this.#next++
    if (kind === 'text') return text
    if (kind === 'number') return Number(text)
    if (kind === 'word' && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true'
    return wrongAt(at, "a value is missing: a 'text', a number, true or false")
  }

  /** The next token, which has to be of this kind and say this. */
  expect(kind: Token['kind'], text?: string): Token {
    const token = this.#now
    if (token.kind !== kind || (text !== undefined && token.text !== text))
      wrongAt(token.at, `${JSON.stringify(text ?? (kind === 'end' ? 'AND, OR or the end' : kind))} was expected`)
    this.#next++
    return token
  }

  #takes(text: string): boolean {
    const { kind, text: found } = this.#now
    const same = (kind === 'word' || kind === 'sign') && found.toUpperCase() === text
    if (same) this.#next++
    return same
  }

  get #now(): Token {
    // The end stands last and is never taken.
    return this.#tokens[Math.min(this.#next, this.#tokens.length - 1)] ?? wrongAt(0, 'it is empty')
  }
}

function negated(not: boolean, inner: Condition): Condition {
  return not ? { kind: 'not', inner } : inner
}
