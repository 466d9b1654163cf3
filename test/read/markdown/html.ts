/** Makes two HTML texts comparable: spaces that do not show, and forms of escaping that mean the same, are evened out. */

const BLOCK = 'h[1-6]|p|li|ul|ol|table|thead|tbody|tr|td|th|blockquote|div|aside|pre|hr|code|ins|em|br'
const AROUND_BLOCKS = new RegExp(` ?(</?(?:${BLOCK})(?: [^>]*)?/?>) ?`, 'g')

/** Code is left with its text only: which classes it has is another question. */
export function even(html: string): string {
  return html
    .replaceAll(/<div class="highlight"[^>]*><pre[^>]*>(.*?)<\/pre><\/div>/gs, '<pre>$1</pre>')
    .replaceAll(/(?:href|src)="[^"]*"/g, evenAddress)
    .replaceAll(/<br>\s*(?=<\/li>|<ul>|<ol>)/g, '')
    .replaceAll(/[\s\p{Z}]+/gu, ' ')
    .replaceAll(AROUND_BLOCKS, '$1')
    .replaceAll('<p></p>', '')
    .trim()
}

function evenAddress(attribute: string): string {
  return attribute.replaceAll('&amp;', '&').replaceAll('%7E', '~').replaceAll('&#x27;', '&#39;')
}
