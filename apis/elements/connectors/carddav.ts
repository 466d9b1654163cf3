/** An address book of a CardDAV server (RFC 6352): Radicale, Nextcloud, iCloud. */
import {
  addressBookMultiGet,
  createObject,
  deleteObject,
  getBasicAuthHeaders,
  propfind,
  updateObject,
  type DAVResponse,
} from 'tsdav'
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
  const list = (depth: '0' | '1'): Promise<DAVResponse[]> =>
    propfind({ url: book, props: { 'd:resourcetype': {} }, depth, headers, fetch: ask })
  const some = async (ids: readonly string[]): Promise<Card[]> => {
    const props = { 'd:getetag': {}, 'card:address-data': {} }
    const objectUrls = ids.map((id) => new URL(at(id)).pathname)
    const found = await addressBookMultiGet({ url: book, props, objectUrls, depth: '1', headers, fetch: ask })
    return found.flatMap((one) => {
      const { addressData, getetag } = one.props ?? {}
      const text: unknown = addressData?._cdata ?? addressData
      return typeof text === 'string' ? idsIn(one).map((id) => ({ id, text, version: String(getetag ?? '') })) : []
    })
  }
  return cardsCrm({
    ping: async () => void (await list('0')),
    get,
    ids: async () => (await list('1')).flatMap(idsIn),
    some,
    async put(id, data, etag) {
      const type = { ...headers, 'content-type': 'text/vcard; charset=utf-8' }
      if (etag === undefined) {
        await createObject({ url: at(id), data, headers: { ...type, 'if-none-match': '*' }, fetch: ask })
      } else await updateObject({ url: at(id), data, etag, headers: type, fetch: ask })
    },
    remove: async (id, etag) => void (await deleteObject({ url: at(id), etag, headers, fetch: ask })),
  })
}

/** The id of a card that an answer is about; none where it is about anything else. */
function idsIn({ href = '' }: DAVResponse): string[] {
  const name = decodeURIComponent(href.split('/').at(-1) ?? '')
  return name.endsWith(ENDING) ? [name.slice(0, -ENDING.length)] : []
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
