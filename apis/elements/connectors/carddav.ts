/** An address book of a CardDAV server (RFC 6352): Radicale, Nextcloud, iCloud. */
import { addressBookQuery, createObject, deleteObject, getBasicAuthHeaders, propfind, updateObject } from 'tsdav'
import { cardsCrm, type Card } from './cards.ts'
import type { Crm } from './crm.ts'
import { isNetwork, reasonOf, Refusal } from './refusal.ts'

/** `url` is the address book's. */
export type CarddavAccess = { readonly url: string; readonly username: string; readonly password: string }

const ENDING = '.vcf'
/** How long the server may take, in milliseconds. */
const PATIENCE = 30_000

export function cardDav({ url, username, password }: CarddavAccess): Crm {
  const book = url.endsWith('/') ? url : `${url}/`
  const headers = authorization(username, password)
  const at = (id: string): string => `${book}${encodeURIComponent(id)}${ENDING}`

  const get = async (id: string): Promise<Card | undefined> => {
    const answer = await ask(at(id), { headers }, [404, 410])
    if (!answer.ok) return undefined
    return { id, text: await answer.text(), version: answer.headers.get('etag') ?? '' }
  }
  const all = async (): Promise<Card[]> => {
    const props = { 'd:getetag': {}, 'card:address-data': {} }
    const found = await addressBookQuery({ url: book, props, depth: '1', headers, fetch: ask })
    return found.flatMap((one) => {
      const name = decodeURIComponent(one.href?.split('/').at(-1) ?? '')
      const { addressData, getetag } = one.props ?? {}
      const text: unknown = addressData?._cdata ?? addressData
      if (!name.endsWith(ENDING) || typeof text !== 'string') return []
      return [{ id: name.slice(0, -ENDING.length), text, version: String(getetag ?? '') }]
    })
  }
  return cardsCrm({
    ping: async () =>
      void (await propfind({ url: book, props: { 'd:resourcetype': {} }, depth: '0', headers, fetch: ask })),
    get,
    all,
    async put(id, data, etag) {
      const type = { ...headers, 'content-type': 'text/vcard; charset=utf-8' }
      if (etag === undefined) {
        await createObject({ url: at(id), data, headers: { ...type, 'if-none-match': '*' }, fetch: ask })
      } else await updateObject({ url: at(id), data, etag, headers: type, fetch: ask })
    },
    remove: async (id, etag) => void (await deleteObject({ url: at(id), etag, headers, fetch: ask })),
  })
}

function authorization(username: string, password: string): Record<string, string> {
  const { authorization: value = '' } = getBasicAuthHeaders({ username, password })
  return { authorization: value }
}

/** `fetch`, with a Refusal for whatever went wrong; statuses that are answers to what was asked are let through. */
async function ask(
  input: string | URL | Request,
  init?: RequestInit,
  allowed: readonly number[] = [],
): Promise<Response> {
  // A server that sends on could send anywhere.
  const options: RequestInit = { ...init, redirect: 'error', signal: AbortSignal.timeout(PATIENCE) }
  const answer = await fetch(input, options).catch((error: unknown) => {
    const silent =
      isNetwork(error) || (error instanceof Error && /Timeout|fetch failed/.test(error.name + error.message))
    throw silent ? new Refusal('unreachable', 'The CardDAV server does not answer.', error) : error
  })
  const reason = reasonOf(answer.status)
  if (reason === undefined || allowed.includes(answer.status)) return answer
  throw new Refusal(reason, `${answer.status} ${answer.statusText}`)
}
