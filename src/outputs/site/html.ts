/** Escaping: the only way by which text becomes HTML in the site. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as it may stand in an element or in a quoted attribute. */
export function escape(text: string): string {
  return text.search(/[&<>"']/) < 0
    ? text
    : text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

/** What an attribute may be: `true` is written bare, `false` and undefined are left out. */
export type Attributes = Readonly<Record<string, string | boolean | undefined>>

/** ` name="value"` for each attribute that is there, with the space in front. */
export function attributes(list: Attributes): string {
  let written = ''
  for (const name of Object.keys(list)) {
    const value = list[name]
    if (value === true) written += ` ${name}`
    else if (value !== undefined && value !== false) written += ` ${name}="${escape(value)}"`
  }
  return written
}

/** HTML without tags whose long words may break where they are put together: `GetAllTheKittensOfAnOwner`, `owner.address_id`. */
export function breakable(html: string): string {
  return html.replaceAll(/[^\s<>&;]{25,}/g, (word) => word.replaceAll(SEAM, '<wbr>'))
}

const SEAM = /(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=[._/])(?=.)/gu

/** JSON for a data block (`<script type="application/json">`): nothing in it can close the element. */
export function dataBlock(id: string, value: unknown): string {
  const json = JSON.stringify(value).replaceAll('<', '\\u003c')
  return `<script type="application/json" id="${escape(id)}">${json}</script>`
}

/** The text of author's HTML: without comments and tags, the common entities decoded, white space squashed. */
export function textOf(html: string): string {
  const bare = html.replaceAll(/<!--[\s\S]*?-->|<[^>]*>/g, '')
  const decoded = bare.replaceAll(/&(amp|lt|gt|quot|#39|nbsp);/g, (whole, name: string) => DECODED[name] ?? whole)
  return decoded.replaceAll(/\s+/g, ' ').trim()
}

const DECODED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }
