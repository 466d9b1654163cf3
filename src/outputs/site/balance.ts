/** Closes what the author left open, for browsers carry open formatting on through the rest of the page. */

const FORMATTING = /<!--[^]*?(?:-->|$)|<(\/?)(a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\b[^>]*>/gi

/** The HTML with an end tag for each formatting element that has none. */
export function balanced(html: string): string {
  if (!html.includes('<')) return html
  const open: string[] = []
  for (const [, slash, name = ''] of html.matchAll(FORMATTING)) {
    if (slash === '') open.push(name.toLowerCase())
    else if (slash === '/') open.splice(open.lastIndexOf(name.toLowerCase()), open.includes(name.toLowerCase()) ? 1 : 0)
  }
  return (
    html +
    open
      .toReversed()
      .map((name) => `</${name}>`)
      .join('')
  )
}
