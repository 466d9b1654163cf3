/** Who calls: a project with its secret, or the browser of a buyer with the project's id alone. */
import { fail, type Caller, type KeyMade, type ShownBy } from 'kittn'
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
 * Keeps what signs the webhooks of a project, which are sent when its secret is not at hand. A new secret signs from when the
 * old one has ended, or from the first call that shows it: whoever calls with it is ready for it.
 */
export async function keyMade({ id, name, values, grace }: KeyMade, { db }: Pick<Services, 'db'>): Promise<void> {
  const signer = signerOf(values['password'] ?? '')
  for (const project of [id, SANDBOX + id]) {
    const rolled = db.updateTable('projects').where('id', '=', project)
    const next_from = new Date(Date.now() + grace * 1000).toISOString()
    const { numUpdatedRows: known } = await rolled.set({ name, next_signer: signer, next_from }).executeTakeFirst()
    if (known === 0n)
      await db
        .insertInto('projects')
        .values({ id: project, name, signer, ...NONE })
        .execute()
  }
}

/** Keeps what signs for a project of which no key was made, those of `kittn dev`; and knows of a new secret that it is in use. */
export async function remember(db: Db, { id, name, secret }: Project): Promise<void> {
  const known = await db.selectFrom('projects').selectAll().where('id', '=', id).executeTakeFirst()
  const signer = signerOf(secret)
  if (known === undefined) {
    const row = db.insertInto('projects').values({ id, name, signer, ...NONE })
    return void (await row.onConflict((one) => one.doNothing()).execute())
  }
  if (known.next_signer === signer)
    await db
      .updateTable('projects')
      .set({ signer, ...NONE })
      .where('id', '=', id)
      .execute()
}

const NONE = { next_signer: null, next_from: null }

/** What signs for a project at this moment. */
export async function signerFor(db: Db, project: string): Promise<string> {
  const found = db.selectFrom('projects').selectAll().where('id', '=', project)
  const { signer, next_signer, next_from } = await found.executeTakeFirstOrThrow()
  return next_signer !== null && String(next_from) <= new Date().toISOString() ? next_signer : signer
}

/** The project of a caller. Whoever gets this far is one. */
export function projectOf({ data }: Caller<Project>): Project {
  return data ?? fail(401)
}

export function isSandbox(project: string): boolean {
  return project.startsWith(SANDBOX)
}
