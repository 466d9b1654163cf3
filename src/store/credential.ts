/** A credential as its row in a table says it, the same in every store. */
import type { Credential, CredentialChange, NewCredential, Terms } from './store.ts'

/** SQLite has 0 and 1 for truth values; `terms` are JSON. */
export type CredentialRow = Omit<Credential, keyof Terms | 'admin' | 'revoked' | 'application'> & {
  readonly admin: number | boolean
  readonly revoked: string | null
  readonly application: string | null
  readonly terms: string | null
}

export const CREDENTIAL_COLUMNS = 'id, name, admin, tail, created, revoked, application, terms'

export function credentialOf({ terms, admin, revoked, application, ...row }: CredentialRow): Credential {
  // Nobody else writes the column.
  const known = terms === null ? {} : (JSON.parse(terms) as Terms)
  return {
    ...row,
    ...known,
    admin: Boolean(admin),
    revoked: revoked ?? undefined,
    application: application ?? undefined,
  }
}

/** The row of a new credential. */
export function newRow(id: string, { name, admin, tail, application, terms }: NewCredential): CredentialRow {
  const created = new Date().toISOString()
  return { id, name, admin, tail, created, revoked: null, application: application ?? null, terms: termsText(terms) }
}

/** What is to be written in place of what is there; null leaves it as it is. */
export function changed({ name, admin, terms }: CredentialChange): [string | null, boolean | null, string | null] {
  return [name ?? null, admin ?? null, terms === undefined ? null : JSON.stringify(terms)]
}

function termsText(terms: Terms | undefined): string | null {
  return terms === undefined ? null : JSON.stringify(terms)
}

/** Until when the old secrets count that are rolled now, as ISO 8601. */
export function graceEnd(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString()
}

export function termsOf({ readOnly, scopes, rates, suspended }: Credential): Terms {
  return {
    ...(readOnly === undefined ? {} : { readOnly }),
    ...(scopes === undefined ? {} : { scopes }),
    ...(rates === undefined ? {} : { rates }),
    ...(suspended === undefined ? {} : { suspended }),
  }
}
