/** What a caller wants back: media types and encodings by weight (RFC 9110, section 12). */

type Wish = { readonly value: string; readonly weight: number }

function wishes(header: string): Wish[] {
  return header
    .toLowerCase()
    .split(',')
    .map((part) => {
      const [value = '', ...parameters] = part.split(';').map((text) => text.trim())
      const weight = parameters.find((text) => text.startsWith('q='))
      return { value, weight: weight === undefined ? 1 : Number(weight.slice(2)) || 0 }
    })
    .filter(({ value }) => value !== '')
}

/** Whether an `Accept` header lets this media type through; the most telling range decides. */
export function accepts(header: string | undefined, mediaType: string): boolean {
  if (header === undefined || header === '*/*' || header === mediaType) return true
  const [type = ''] = mediaType.split('/')
  const list = wishes(header)
  const ranges = [mediaType, `${type}/*`, '*/*']
  const found = ranges.map((range) => list.find(({ value }) => value === range)).find((wish) => wish !== undefined)
  return list.length === 0 || (found !== undefined && found.weight > 0)
}

/** Whether a browser asks for a page to show. */
export function wantsHtml(header: string | undefined): boolean {
  return header !== undefined && header.includes('text/html') && accepts(header, 'text/html')
}

export type Encoding = 'br' | 'gzip'

/** The best encoding that a caller understands; undefined for none. */
export function encodingFor(header: string | undefined): Encoding | undefined {
  if (header === undefined) return undefined
  const list = wishes(header)
  const weight = (name: string): number =>
    list.find(({ value }) => value === name)?.weight ?? list.find(({ value }) => value === '*')?.weight ?? 0
  const [brotli, gzip] = [weight('br'), weight('gzip')]
  if (brotli === 0 && gzip === 0) return undefined
  return brotli >= gzip ? 'br' : 'gzip'
}
