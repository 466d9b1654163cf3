/** What can be tried, fetched when it is first wanted. */
import type { TryIt } from '../../tryit/types.ts'
import { siteFolder } from '../try.ts'
import { speak } from './say.ts'

/** From now on try-it speaks the language of the page. */
export async function load(): Promise<TryIt> {
  const data = await fetched()
  speak(data)
  return data
}

/** A page that is one file carries the data itself; else it lies beside the page. */
async function fetched(): Promise<TryIt> {
  const own = document.getElementById('kittn-tryit')?.textContent
  if (own !== undefined && own !== null) return JSON.parse(own) as TryIt // written by tryit/data.ts
  const answer = await fetch(new URL('tryit.json', siteFolder()), { cache: 'no-cache' })
  if (!answer.ok) throw new Error(`tryit.json: ${answer.status}`)
  return (await answer.json()) as TryIt // written by tryit/data.ts
}

/** Addresses without a slash at the end, absolute. */
export function serversOf({ servers }: TryIt): string[] {
  return servers.map((server) => new URL(server || '.', siteFolder()).href.replace(/\/$/, ''))
}
