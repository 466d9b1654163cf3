/** Who calls: a project with its secret, or the browser of a buyer with the project's id alone. */
import { fail, type Caller, type ShownBy } from 'kittn'

/** `id` has `sandbox-` before it where nothing is in earnest. */
export type Project = { readonly id: string; readonly name: string; readonly secret: string }

type Keys = { readonly keyOf: (parts: Readonly<Record<string, string>>) => Promise<Caller | undefined> }

/** What needs no secret. */
const PUBLIC = new Set(['GET /v1/invoices/{id}', 'POST /v1/invoices/from-tailored/{id}'])
const SANDBOX = 'sandbox-'

export async function authenticate({ credentials, asked }: ShownBy, { keyOf }: Keys) {
  const { username = '', password: secret = '' } = credentials
  if (username === '') return undefined
  const mode = username.startsWith(SANDBOX) ? SANDBOX : ''
  const known = await keyOf({ username: username.slice(mode.length), password: secret })
  if (known === undefined) return fail(401, "The project's id or secret is wrong.")
  if (secret === '' && !PUBLIC.has(asked)) fail(401, "This call needs the project's secret.")
  const { suspended: _, ...terms } = known
  const id = mode + known.id
  // Buyers share neither limits nor idempotency keys with the project.
  return { ...terms, id: secret === '' ? `public ${id}` : id, data: { id, name: known.name, secret } }
}

/** The project of a caller. Whoever gets this far is one. */
export function projectOf({ data }: Caller<Project>): Project {
  return data ?? fail(401)
}

export function isSandbox(project: string): boolean {
  return project.startsWith(SANDBOX)
}
