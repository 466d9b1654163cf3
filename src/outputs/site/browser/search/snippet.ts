/** A line of a section around the first word that was found, with the words marked. */
import { plain } from './words.ts'

const BEFORE = 36
const LENGTH = 140

/** The part of a text to show for these terms; undefined where none stands in it. */
export function snippet(text: string, terms: readonly string[]): string | undefined {
  const at = positions(text, terms)[0]?.at
  if (at === undefined) return undefined
  const start = at <= BEFORE ? 0 : text.indexOf(' ', at - BEFORE) + 1
  const cut = text.slice(Math.min(start, at), start + LENGTH)
  return `${start > 0 ? '… ' : ''}${cut}${start + LENGTH < text.length ? ' …' : ''}`
}

/** The text as nodes, with every term in a `<mark>`. */
export function marked(text: string, terms: readonly string[]): Node[] {
  const nodes: Node[] = []
  let end = 0
  for (const { at, length } of positions(text, terms)) {
    if (at < end) continue
    const mark = document.createElement('mark')
    mark.textContent = text.slice(at, at + length)
    nodes.push(document.createTextNode(text.slice(end, at)), mark)
    end = at + length
  }
  return [...nodes, document.createTextNode(text.slice(end))]
}

/** Where terms stand, in order, longer ones first. Lower-casing keeps lengths but for a few letters, which are then not marked. */
function positions(text: string, terms: readonly string[]): { at: number; length: number }[] {
  const folded = plain(text)
  const low = folded.length === text.length ? folded : text.toLowerCase()
  if (low.length !== text.length) return []
  const places = terms.flatMap((term) => all(low, term))
  return places.toSorted((a, b) => a.at - b.at || b.length - a.length)
}

function all(text: string, term: string): { at: number; length: number }[] {
  const places: { at: number; length: number }[] = []
  for (let at = text.indexOf(term); at >= 0 && places.length < 20; at = text.indexOf(term, at + term.length)) {
    places.push({ at, length: term.length })
  }
  return places
}
