/** Colours in code, painted over plain text with the CSS Custom Highlight API while a block is near the window. */

/** In forced colours a highlight would look like something selected. */
const CONTRAST = matchMedia('(forced-colors: active)')

// A reader who turns them on has those of what is in view taken off at once.
CONTRAST.addEventListener('change', () => {
  for (const code of painted.keys()) unpaint(code)
})

const painted = new Map<Element, { readonly highlight: Highlight; readonly range: StaticRange }[]>()

/** Paints a `<code data-runs>`; nothing happens where the browser cannot, or it is painted already. */
export function paint(code: Element): void {
  const text = code.firstChild
  const runs = code.getAttribute('data-runs')
  if (runs === null || !(text instanceof Text) || painted.has(code) || !('highlights' in CSS) || CONTRAST.matches)
    return
  const ranges = [...read(runs, text)]
  for (const { highlight, range } of ranges) highlight.add(range)
  painted.set(code, ranges)
}

/** Takes the colours off again, so that the browser has few ranges to look after. */
export function unpaint(code: Element): void {
  for (const { highlight, range } of painted.get(code) ?? []) highlight.delete(range)
  painted.delete(code)
}

/** Forgets the blocks that have left the page, or have another text than they were painted for. */
export function forgetGone(): void {
  for (const [code, ranges] of painted) {
    const same = ranges.every(({ range }) => range.startContainer === code.firstChild)
    if (!code.isConnected || !same) unpaint(code)
  }
}

/** Runs are a letter (`.` is plain) and a length in base 36. */
function* read(runs: string, text: Text): Generator<{ highlight: Highlight; range: StaticRange }> {
  let at = 0
  for (const [, letter = '.', length = '0'] of runs.matchAll(/([.A-Z])([0-9a-z]+)/g)) {
    const end = at + Number.parseInt(length, 36)
    if (letter !== '.' && end <= text.length) {
      const range = new StaticRange({ startContainer: text, startOffset: at, endContainer: text, endOffset: end })
      yield { highlight: highlightOf(`kittn-${letter}`), range }
    }
    at = end
  }
}

function highlightOf(name: string): Highlight {
  const known = CSS.highlights.get(name) ?? new Highlight()
  CSS.highlights.set(name, known)
  return known
}
