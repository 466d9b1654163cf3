/** Lets `authenticate` of api.ts find callers before `kittn keys` are looked at. */
import { partsShown, type Parts, type Places, type Shown } from '../auth/index.ts'
import type { Requirement } from '../model/security.ts'
import { challenges, type Asking, type Authorise } from './authorise.ts'
import type { AnyBehaviour } from './behaviour.ts'
import { Failure } from './fail.ts'
import { ANONYMOUS, type Caller, type Identity, type ShownBy } from './identity.ts'
import type { KeyOf } from './holders.ts'
import type { AnyServices } from './services.ts'

type Setting = {
  readonly title: string
  readonly security: readonly Requirement[]
  readonly services: AnyServices
  readonly keys: Authorise
  readonly keyOf: KeyOf
}

/** Asks the API first, then `keys`. Where the page asks for no credential, one that is no good is as good as none. */
export function identifier(
  authenticate: NonNullable<AnyBehaviour['authenticate']>,
  { title, security, services, keys, keyOf }: Setting,
): Authorise {
  const find = partsShown(security)
  const given = { ...services, keyOf }
  return async (asking) => {
    try {
      // Services are those of the page that the function was typed from, and so is what it answers.
      const own = (await authenticate(shownBy(asking, find), given as never)) as Identity | undefined
      return own === undefined ? await keys(asking) : callerOf(own)
    } catch (error) {
      if (!(error instanceof Failure) || error.status !== 401) throw error
      if (!asking.secured) return ANONYMOUS
      const headers = { ...challenges(asking.security, title), ...error.detail.headers }
      throw new Failure(401, error.words, { ...error.detail, headers })
    }
  }
}

/** A caller as everything else sees it. */
export function callerOf({ admin = false, ...identity }: Identity): Caller {
  return { ...identity, id: String(identity.id), admin }
}

type Find = (request: Shown, places: Places) => Parts

function shownBy({ request, secured, asked, path }: Asking, find: Find): ShownBy {
  const { headers, query } = request
  return { headers, query, credentials: find(request, path), path: path(), asked, secured }
}
