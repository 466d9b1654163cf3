/** Copies the page or a section of it as Markdown: what a person pastes into a chat with a machine. */
import { copied } from './copy.ts'
import { element } from './element.ts'
import { word } from './word.ts'

const ICON =
  '<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><rect x="2.5" y="5" width="15" height="10" rx="2"/><path d="M5.5 12V8l2 2.5 2-2.5v4M13.5 8v3.75m-1.75-1.5 1.75 1.75 1.75-1.75"/></svg>'

/** A button for a heading whose section is published as Markdown; undefined where the page has no such files. */
export function twinButton(heading: Element): HTMLButtonElement | undefined {
  const folder = document.documentElement.dataset['sections']
  if (folder === undefined || !/^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u.test(heading.id)) return undefined
  const name = word('copyMarkdown')
  const list = { type: 'button', class: 'twin', 'data-added': '', 'aria-label': name, title: name }
  const button = element('button', list)
  button.innerHTML = ICON
  button.addEventListener('click', () => void copyFrom(`${folder}${heading.id}.md`, button))
  return button
}

/** Makes the button for the whole page work. */
export function twins(): void {
  const link = document.querySelector<HTMLLinkElement>('link[type="text/markdown"]')
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-twin]')) {
    button.hidden = link === null
    button.addEventListener('click', () => void copyFrom(link?.href ?? '', button))
  }
}

async function copyFrom(address: string, button: HTMLButtonElement): Promise<void> {
  // Safari gives the clipboard only to what was begun in the click itself.
  const text = fetch(new URL(address, document.baseURI)).then((answer) =>
    answer.ok ? answer.text() : Promise.reject(answer),
  )
  const done = await copied(text)
  button.classList.toggle('done', done)
  setTimeout(() => button.classList.remove('done'), 1600)
}
