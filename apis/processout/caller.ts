/** Who calls: a project with its secret, or the browser of a buyer with the project's id alone. */
import { fail, type Caller, type ShownBy } from 'kittn'
import { signerOf } from './signing.ts'
import type { Db } from './tables.ts'

/** `id` has `sandbox-` before it where nothing is in earnest. */
export type Project = { readonly id: string; readonly name: string; readonly secret: string }

type Services = {
  readonly keyOf: (parts: Readonly<Record<string, string>>) => Promise<Caller | undefined>
  readonly db: Db
}

/** What needs no secret. */
const PUBLIC = new Set(['GET /v1/invoices/{id}', 'POST /v1/invoices/from-tailored/{id}'])
const SANDBOX = 'sandbox-'

export async function authenticate({ credentials, asked }: ShownBy, { keyOf, db }: Services) {
  const { username = '', password: secret = '' } = credentials
  if (username === '') return undefined
  const mode = username.startsWith(SANDBOX) ? SANDBOX : ''
  const known = await keyOf({ username: username.slice(mode.length), password: secret })
  if (known === undefined) return fail(401, "The project's id or secret is wrong.")
  if (secret === '' && !PUBLIC.has(asked)) fail(401, "This call needs the project's secret.")
  const { suspended: _, ...terms } = known
  const id = mode + known.id
  if (secret !== '') await remember(db, { id, name: known.name, secret })
  // Buyers share neither limits nor idempotency keys with the project.
  return { ...terms, id: secret === '' ? `public ${id}` : id, data: { id, name: known.name, secret } }
}

/**
 * Keeps what signs the webhooks of a project, which are sent when its secret is not at hand: from the first call with a
 * secret on, whatever it asks for.
 */
export async function remember(db: Db, { id, name, secret }: Project): Promise<void> {
  const signer = signerOf(secret)
  const known = await db.selectFrom('projects').select(['name', 'signer']).where('id', '=', id).executeTakeFirst()
  if (known?.signer === signer && known.name === name) return
  const row = db.insertInto('projects').values({ id, name, signer })
  await row.onConflict((one) => one.column('id').doUpdateSet({ name, signer })).execute()
}

/** The project of a caller. Whoever gets this far is one. */
export function projectOf({ data }: Caller<Project>): Project {
  return data ?? fail(401)
}

export function isSandbox(project: string): boolean {
  return project.startsWith(SANDBOX)
}
