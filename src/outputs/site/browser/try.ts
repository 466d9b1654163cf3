/** Opens try-it; its script is loaded when it is first wanted, or when there is a key to put into the samples. */
import { notice } from './notice.ts'
import { addScript } from './script.ts'
import { recall } from './storage.ts'
import { word } from './word.ts'

const { dataset } = document.documentElement

/** Makes the buttons of operations and channels work. */
export function tryButtons(): void {
  const script = dataset['tryit']
  if (script === undefined) return
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-try]') : null
    if (button === null) return
    dataset['tryWanted'] = button.dataset['try'] ?? ''
    button.ariaBusy = 'true'
    load(script)
    // The script listens once it is there, and looks whether it was asked for while it was on its way.
    document.dispatchEvent(new Event('kittn:try'))
  })
  // Whoever comes near a button probably wants it.
  document.addEventListener('pointerover', ({ target }) => {
    if (target instanceof Element && target.matches('[data-try]')) load(script)
  })
  if (recall(credentialsKey()) !== undefined) load(script)
}

/** The buttons wait no more, whatever came of it. */
export function answered(): void {
  delete dataset['tryWanted']
  for (const button of document.querySelectorAll('[data-try][aria-busy]')) button.ariaBusy = null
}

let loading = false

function load(address: string): void {
  if (loading) return
  loading = true
  addScript(address).addEventListener('error', () => {
    loading = false
    if (dataset['tryWanted'] !== undefined) notice(word('tryFailed'))
    answered()
  })
}

/** The folder of the site, which has `assets/` and `tryit.json`. */
export function siteFolder(): URL {
  return new URL('..', new URL(dataset['tryit'] ?? '', document.baseURI))
}

/** Where the browser keeps what the reader gave for this site; several may share an origin. */
export function credentialsKey(): string {
  return `kittn-credentials ${siteFolder().pathname}`
}
