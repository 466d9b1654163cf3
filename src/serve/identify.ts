/** Lets `authenticate` of api.ts find callers before `kittn keys` are looked at. */
import { partsShown, type Parts, type Places, type Shown } from '../auth/index.ts'
import type { Requirement } from '../model/security.ts'
import type { Asking, Authorise } from './authorise.ts'
import type { AnyBehaviour } from './behaviour.ts'
import { Failure } from './fail.ts'
import { ANONYMOUS, type Caller, type Identity, type ShownBy } from './identity.ts'
import type { AnyServices } from './services.ts'

type Setting = { readonly security: readonly Requirement[]; readonly services: AnyServices; readonly keys: Authorise }

/** Asks the API first, then `keys`. Where the page asks for no credential, one that is no good is as good as none. */
export function identifier(
  authenticate: NonNullable<AnyBehaviour['authenticate']>,
  { security, services, keys }: Setting,
): Authorise {
  const find = partsShown(security)
  return async (asking) => {
    try {
      // Services are those of the page that the function was typed from, and so is what it answers.
      const own = (await authenticate(shownBy(asking, find), services as never)) as Identity | undefined
      return own === undefined ? await keys(asking) : callerOf(own)
    } catch (error) {
      if (!asking.secured && error instanceof Failure && error.status === 401) return ANONYMOUS
      throw error
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
