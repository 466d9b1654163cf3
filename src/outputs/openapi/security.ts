/** How callers show who they are, as security schemes. */
import type { Operation, Security } from '../../model/contract.ts'
import { tidy } from '../doc.ts'
import type { Doc } from '../doc.ts'

export type Scheme = { readonly name: string; readonly security: Security }

/** The page's ways in, with names that are unique among them: `key`, `key2`, `bearer`. */
export function schemesOf(all: readonly Security[]): Scheme[] {
  return all.map((security, index) => {
    const before = all.slice(0, index).filter(({ kind }) => kind === security.kind).length
    return { name: before === 0 ? security.kind : `${security.kind}${before + 1}`, security }
  })
}

/** Any one of them is enough. */
export function requirements(schemes: readonly Scheme[]): Doc[] {
  return schemes.map(({ name }) => ({ [name]: [] }))
}

/** What an operation asks for, where that is not what all the others ask for. */
export function exception(operation: Operation, schemes: readonly Scheme[]): readonly Doc[] | undefined {
  return operation.secured || schemes.length === 0 ? undefined : []
}

export function securitySchemes(schemes: readonly Scheme[]): Doc {
  return Object.fromEntries(schemes.map(({ name, security }) => [name, scheme(security)]))
}

function scheme(security: Security): Doc {
  switch (security.kind) {
    case 'bearer':
    case 'basic':
      return { type: 'http', scheme: security.kind }
    case 'key': {
      const { in: place, name, prefix } = security
      const description = prefix === undefined ? undefined : `The value is the word \`${prefix}\`, a space and the key.`
      return tidy({ type: 'apiKey', in: place, name, description })
    }
  }
}
