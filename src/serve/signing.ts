/** Checks signatures: the secret is made from the server's own key, which the store keeps, and from what the caller shows. */
import {
  issue,
  newSecret,
  sameSignature,
  sign,
  signingSecret,
  type Issued,
  type Parts,
  type Sent,
} from '../auth/index.ts'
import { partsOf } from '../model/credentials.ts'
import { areSigned, type Requirement, type SignatureSecurity } from '../model/security.ts'
import type { Store } from '../store/index.ts'
import type { Caller, DemoKey } from './identity.ts'
import { andThen, type Soon } from './soon.ts'

/** No page can name it, because of the colon. A reset leaves it, as it leaves the callers' keys. */
const SIGNING = 'kittn:signing'
const NO_BODY = new Uint8Array()

/** The server's own key, from which all secrets that sign are made; the same in all processes. Made when it is first asked for. */
export async function signingKey(store: Store): Promise<string> {
  const records = store.records(SIGNING)
  const found =
    (await records.get('key')) ??
    (await records.create((id) => JSON.stringify({ id, key: newSecret() }), { id: 'key' }))
  if ('text' in found) return keyIn(found.text)
  if ('stored' in found) return keyIn(found.stored.text)
  return signingKey(store)
}

/** What a new caller of the page needs; the server's own key is made only where callers sign. */
export async function issuedIn(store: Store, security: readonly Requirement[]): Promise<Issued> {
  return areSigned(security) ? issue(security, await signingKey(store)) : issue(security)
}

function keyIn(text: string): string {
  return (JSON.parse(text) as { readonly key: string }).key
}

/** What of a request can be signed. */
export type Signed = Sent & { readonly body: () => Soon<Uint8Array | undefined> }

type Shown = { readonly parts: Parts; readonly caller: Caller; readonly sent: Signed | undefined }

/** Whether the caller whose other values are shown has signed the request. */
export type CheckSignature = (requirement: Requirement, shown: Shown) => Soon<boolean>

type Setting = { readonly store: Store; readonly prefix: string; readonly demo: readonly DemoKey[] }

/** Makes the check. Requirements without a signature pass. A demonstration's callers sign with any of its keys, or as the page shows. */
export function signatureChecker({ store, prefix, demo }: Setting): CheckSignature {
  let key: Promise<string> | undefined
  const secretsOf = async (requirement: Requirement, { parts, caller }: Shown): Promise<readonly string[]> => {
    const own = demo.filter(({ admin }) => caller.id === (admin ? 'demo-admin' : 'demo')).map((one) => one.key)
    if (own.length > 0) return own
    return [signingSecret(await (key ??= signingKey(store)), parts[partsOf(requirement)[0]?.name ?? ''] ?? '')]
  }
  return (requirement, shown) => {
    const signature = requirement.find((one) => one.kind === 'signature')
    if (signature === undefined) return true
    const { sent, parts, caller } = shown
    if (sent === undefined) return false
    if (demo.length > 0 && caller.id.startsWith('demo') && signature.examples.includes(parts['signature'] ?? ''))
      return true
    return andThen(secretsOf(requirement, shown), (secrets) =>
      andThen(sent.body(), (body = NO_BODY) =>
        isSigned({ signature, secrets, sent, prefix, body }, parts['signature'] ?? ''),
      ),
    )
  }
}

type Signing = {
  readonly signature: SignatureSecurity
  readonly secrets: readonly string[]
  readonly sent: Sent
  readonly prefix: string
  readonly body: Uint8Array
}

/** A page does not know below which prefix it is served, so its callers sign with or without it. */
function isSigned({ signature, secrets, sent, prefix, body }: Signing, shown: string): boolean {
  const { url, method, origin, headers } = sent
  const urls = prefix !== '' && url.startsWith(prefix) ? [url, url.slice(prefix.length)] : [url]
  return secrets.some((secret) =>
    urls.some((one) =>
      sameSignature(signature, sign(signature, secret, { url: one, method, origin, headers }, body), shown),
    ),
  )
}
