/** Copy buttons, with word of what happened for the eye and the ear. */

import { announce } from './announce.ts'
import { element } from './element.ts'
import { word } from './word.ts'

const ICON =
  '<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><rect x="7" y="7" width="9.5" height="9.5" rx="2"/><path d="M13 4.5a1.5 1.5 0 0 0-1.5-1H5A1.5 1.5 0 0 0 3.5 5v6.5a1.5 1.5 0 0 0 1 1.5"/></svg>'
const DONE = '<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d="m4.5 10.5 3.75 3.75 7.25-8"/></svg>'
const SHOWN = 1600

/** A button that copies the code of a block. */
export function copyButton(block: Element): HTMLButtonElement {
  const button = element('button', {
    type: 'button',
    class: 'copy',
    'data-added': '',
    'aria-label': word('copy'),
    title: word('copy'),
  })
  button.innerHTML = ICON
  button.addEventListener('click', () => void copy(block, button))
  return button
}

async function copy(block: Element, button: HTMLButtonElement): Promise<void> {
  const text = (block.querySelector('code')?.textContent ?? '').replace(/\n$/, '')
  const done = await copied(text)
  button.classList.toggle('done', done)
  button.innerHTML = done ? DONE : ICON
  setTimeout(() => {
    button.classList.remove('done')
    button.innerHTML = ICON
  }, SHOWN)
}

/** Copies a text, which may still be on its way, and says for the ear whether it worked. */
export async function copied(text: string | Promise<string>): Promise<boolean> {
  const done = (await byClipboard(text)) || (await byLateSelection(text))
  announce(word(done ? 'copied' : 'copyRefused'))
  return done
}

async function byClipboard(text: string | Promise<string>): Promise<boolean> {
  try {
    if (typeof text === 'string') await navigator.clipboard.writeText(text)
    else await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })])
    return true
  } catch {
    return false
  }
}

async function byLateSelection(text: string | Promise<string>): Promise<boolean> {
  try {
    return bySelection(await text)
  } catch {
    return false
  }
}

/** For pages that are not served securely, where there is no clipboard object. */
function bySelection(text: string): boolean {
  const field = element('textarea', { class: 'unseen' }, text)
  document.body.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  return done
}
