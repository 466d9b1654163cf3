/** HTML and URL escaping with the characters and forms that Slate's renderer uses. */

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Escapes text for an element or an attribute in double quotes. */
export function escapeHtml(text: string): string {
  return /[&<>"']/.test(text) ? text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? character) : text
}

/** Escapes an address for `href` or `src`; what is percent-encoded or an entity already stays as it is. */
export function escapeHref(url: string): string {
  return url
    .replaceAll(/[^A-Za-z0-9!#$%&'()*+,./:;=?@_~-]+/g, (part) => encodeURIComponent(part.toWellFormed()))
    .replaceAll(/&(?!#?[A-Za-z0-9]+;)/g, '&amp;')
    .replaceAll("'", '&#39;')
}
