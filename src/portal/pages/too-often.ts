/** What somebody reads who tries too often. */
import { html, type HtmlDocument, type PageInput } from '../../serve/index.ts'
import type { Portal } from '../open.ts'
import { page } from './frame.ts'

export function slowDown(input: PageInput, portal: Portal, seconds: number): HtmlDocument {
  const minutes = Math.ceil(seconds / 60)
  return page(input, portal, {
    title: 'Too many tries',
    status: 429,
    headers: { 'retry-after': String(seconds) },
    body: html`<p>Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then try again.</p>`,
  })
}
