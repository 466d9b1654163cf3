/** The door to HTML pages: the words that authors write them with. Their routes are loaded with the server. */
export { cookie } from './cookies.ts'
export type { CookieOptions } from './cookies.ts'
export { document } from './document.ts'
export type { Document, HtmlDocument } from './document.ts'
export { html, Html } from './html.ts'
export { mailPage } from './outbox.ts'
export { redirect } from './pages.ts'
export type { PageAnswer, PageHandler, PageInput, Pages } from './pages.ts'
