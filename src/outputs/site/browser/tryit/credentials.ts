/** The reader's credentials: in memory while the page is open, in the browser's storage only on the reader's wish. */
import { recall, remember } from '../storage.ts'
import { credentialsKey } from '../try.ts'
import type { Values } from './schemes.ts'

let values: Values = kept() ?? {}

/** What the reader has given so far, by the id of the field. */
export function credentials(): Values {
  return values
}

/** Takes a value in; an empty one is none. */
export function give(id: string, value: string): void {
  const { [id]: _, ...others } = values
  set(value === '' ? others : { ...others, [id]: value })
}

/** Whether the browser keeps them beyond this page. */
export function areKept(): boolean {
  return recall(credentialsKey()) !== undefined
}

/** Begins or ends keeping them; what is given stays while the page is open. */
export function keepCredentials(keep: boolean): void {
  remember(credentialsKey(), keep ? JSON.stringify(values) : undefined)
}

/** Nothing is left of them, neither here nor in storage. */
export function forget(): void {
  keepCredentials(false)
  set({})
}

function set(next: Values): void {
  values = next
  if (areKept()) keepCredentials(true)
  document.dispatchEvent(new Event('kittn:credentials'))
}

function kept(): Values | undefined {
  try {
    const value: unknown = JSON.parse(recall(credentialsKey()) ?? 'null')
    if (typeof value !== 'object' || value === null) return undefined
    return Object.fromEntries(
      Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    )
  } catch {
    return undefined
  }
}

// Another page of the site, or the portal, may give or forget a key.
addEventListener('storage', ({ key }) => {
  if (key === credentialsKey()) {
    values = kept() ?? {}
    document.dispatchEvent(new Event('kittn:credentials'))
  }
})
