/** Who calls: a User secret with that of the organization, or with the token of an instance. All of one organization. */
import { fail, secretHash, type Behaviour, type ShownBy } from 'kittn'
import type { Api } from '../api-type.ts'
import { ELEMENTS } from '../catalogue/elements.ts'
import { OPERATOR, type Tables } from './tables.ts'

/** What handlers know of a caller. */
export type Who = {
  readonly user: number
  readonly organization: number
  readonly role: 'admin' | 'user'
  /** The instance of an Element token. */
  readonly instance: Tables['instances'] | undefined
}

/** What is asked of an instance; what is told of hubs, to whoever may come in to one or to the platform. */
const [HUB, EITHER] = [/\/hubs\/(\w+)\//, /\/hubs(?:\/\{key\}|$)/]

type Identify = NonNullable<Behaviour<Api>['authenticate']>
type Services = Parameters<Identify>[1]

export const identify: Identify = async (shown, services) => {
  const user = await userOf(shown, services)
  if (user === undefined) return undefined
  const { organization } = user.who
  const instance = await instanceOf(shown, organization, services)
  if (HUB.test(shown.asked)) {
    if (instance === undefined) fail(401, 'A call to a hub has a User secret and an Element token.')
  } else if (!(EITHER.test(shown.asked) && instance) && !(await isOf(shown, organization, services)))
    fail(401, 'This call has a User and an Organization secret.')
  const headers = instance && { 'Elements-Element-Instance-Id': String(instance.id) }
  return { ...user.caller, headers, data: { ...user.who, instance } }
}

type User = {
  readonly caller: { readonly id: string; readonly name: string }
  readonly who: Omit<Who, 'instance'>
}

/** The user of a secret; keys of `kittn keys` are those of an administrator of the operator's own organization. */
async function userOf({ credentials: { user: shown } }: ShownBy, { db, keyOf }: Services): Promise<User | undefined> {
  if (shown === undefined) return undefined
  const own = db.selectFrom('users').selectAll().where('secret', '=', secretHash(shown))
  const user = await own.executeTakeFirst()
  if (user !== undefined) {
    const { id, email, organization, role } = user
    return { caller: { id: `user-${id}`, name: email }, who: { user: id, organization, role } }
  }
  const caller = await keyOf({ user: shown })
  if (caller?.suspended !== undefined) fail(403, 'This key is suspended.')
  return caller && { caller, who: { user: 1, organization: OPERATOR, role: 'admin' } }
}

async function isOf({ credentials }: ShownBy, organization: number, { db, keyOf }: Services): Promise<boolean> {
  const shown = credentials['organization']
  if (shown === undefined) return false
  const found = db.selectFrom('organizations').select('id').where('secret', '=', secretHash(shown))
  const own = await found.executeTakeFirst()
  if (own !== undefined) return own.id === organization
  return organization === OPERATOR && (await keyOf({ organization: shown })) !== undefined
}

/** The instance of a token; with a key of `kittn keys`, the first of the hub that is asked for. */
async function instanceOf(
  { credentials: { element: shown }, asked }: ShownBy,
  organization: number,
  { db, keyOf }: Services,
): Promise<Tables['instances'] | undefined> {
  if (shown === undefined) return undefined
  const own = db.selectFrom('instances').selectAll().where('organization', '=', organization)
  const instance = await own.where('token', '=', secretHash(shown)).executeTakeFirst()
  if (instance?.enabled === 0) fail(403, 'The instance is disabled.')
  if (instance !== undefined) return instance
  if (organization !== OPERATOR || (await keyOf({ element: shown })) === undefined)
    return fail(401, 'The Element token is wrong, or its instance was deleted.')
  const hub = HUB.exec(asked)?.[1]
  const keys = ELEMENTS.filter((element) => hub === undefined || element.hub === hub).map((element) => element.key)
  return own
    .where('element', 'in', ['', ...keys])
    .where('enabled', '=', 1)
    .orderBy('id')
    .executeTakeFirst()
}
