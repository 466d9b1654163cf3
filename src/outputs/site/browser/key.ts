/** The page of the portal that shows a new key: copies it, and puts it where try-it looks, on the developer's wish. */
import type { TryIt } from '../tryit/types.ts'
import { recall, remember } from './storage.ts'
import { valuesFor } from './tryit/given-out.ts'
import type { Values } from './tryit/schemes.ts'

for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) {
  button.hidden = false
  button.addEventListener('click', () => void copied(button))
}
for (const button of document.querySelectorAll<HTMLElement>('[data-key]')) {
  button.hidden = false
  button.addEventListener('click', () => void use(button))
}

async function copied(button: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(button.dataset['copy'] ?? '')
    button.textContent = 'Copied'
  } catch {
    button.textContent = 'Copy it by hand'
  }
}

/** Values that the reader gave for other credentials stay. */
async function use(button: HTMLElement): Promise<void> {
  const site = new URL(button.dataset['site'] ?? '', document.baseURI)
  const answer = await fetch(new URL('tryit.json', site))
  // The server says both: what the page asks for and the key that it made.
  const { ways } = (await answer.json()) as TryIt
  const parts = JSON.parse(button.dataset['key'] ?? '{}') as Readonly<Record<string, string>>
  const place = `kittn-credentials ${site.pathname}`
  const before = JSON.parse(recall(place) ?? '{}') as Values
  remember(place, JSON.stringify({ ...before, ...valuesFor(ways, parts) }))
  location.assign(site)
}
