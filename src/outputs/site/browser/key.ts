/** The page of the portal that shows a new key: copies it, and puts it where try-it looks, on the developer's wish. */
import type { TryIt } from '../tryit/types.ts'
import { recall, remember } from './storage.ts'
import { fieldsOf, type Values } from './tryit/schemes.ts'

/** Values by the names of their parts. */
type Parts = Readonly<Record<string, string>>

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
  const parts = JSON.parse(button.dataset['key'] ?? '{}') as Parts
  const place = `kittn-credentials ${site.pathname}`
  const before = JSON.parse(recall(place) ?? '{}') as Values
  remember(place, JSON.stringify({ ...before, ...valuesFor(ways, parts) }))
  location.assign(site)
}

/** One value alone opens every way in that asks for a single one, whatever each calls it. */
function valuesFor(ways: TryIt['ways'], parts: Parts): Values {
  const all = ways.map((way) => fieldsOf(way))
  const alone = all
    .filter((fields) => fields.length === 1)
    .find(([field]) => field !== undefined && field.part in parts)
  const single = alone?.[0] === undefined ? Object.values(parts)[0] : parts[alone[0].part]
  const values = all.flatMap((fields) =>
    fields.map(({ id, part }) => [id, parts[part] ?? (fields.length === 1 ? single : undefined)] as const),
  )
  return Object.fromEntries(values.filter((pair): pair is [string, string] => pair[1] !== undefined))
}
