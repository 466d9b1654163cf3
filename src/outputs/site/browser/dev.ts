/** Live reload and findings, in `kittn dev` only. */
import { makeCard } from './dev/card.ts'
import { embedded, eventOf, type Finding, type LiveEvent } from './dev/finding.ts'
import { overlay } from './dev/overlay.ts'
import { catchUp, swap } from './dev/swap.ts'

const card = makeCard()
showAll(embedded(document))

let waiting: Promise<void> = Promise.resolve()
let lost = false

const events = new EventSource(new URL(`${document.documentElement.dataset['live'] ?? '-/'}events`, document.baseURI))
events.addEventListener('message', ({ data }) => {
  const event = typeof data === 'string' ? eventOf(data) : undefined
  if (event !== undefined) hear(event)
})
// A server that was away may have changed the page meanwhile.
events.addEventListener('error', () => {
  lost = true
})
events.addEventListener('open', () => {
  if (lost) hear({ type: 'reload' })
  else waiting = waiting.then(begin)
  lost = false
})

/** In the corner all of them, at their places those that have one. */
function showAll(findings: readonly Finding[]): void {
  card.findings(findings)
  overlay(findings)
}

function hear(event: LiveEvent): void {
  switch (event.type) {
    case 'reload':
      // One after the other: two swaps at once would mix two pages.
      waiting = waiting.then(reload)
      return
    case 'error':
      return card.error(event.message, event.place)
    case 'findings':
      return showAll(event.findings)
  }
}

/** An edit may have come between the page and its stream. */
async function begin(): Promise<void> {
  try {
    const findings = await catchUp(overlay)
    if (findings !== undefined) card.findings(findings)
  } catch {
    // The server is away; the stream says so when it is back.
  }
}

async function reload(): Promise<void> {
  try {
    card.findings(await swap(overlay))
    card.mended()
  } catch {
    // The server is away; the stream says so when it is back.
  }
}
