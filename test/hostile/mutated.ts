/** Texts as accidents and attackers leave them: cut, repeated, with lines swapped and bytes put in. */
import fc from 'fast-check'

type Change = (text: string) => string

/** A text after a few changes. */
export function mutated(text: string): fc.Arbitrary<string> {
  const change = fc.oneof(cut, repeat, swap, insert)
  return fc.array(change, { minLength: 1, maxLength: 5 }).map((all) => all.reduce((now, next) => next(now), text))
}

/** Where in a text, as a part of its length. */
const place = fc.double({ min: 0, max: 1, noNaN: true })
const at = (text: string, part: number): number => Math.floor(text.length * part)

const cut = fc.tuple(place, place).map(([start, length]): Change => (text) => {
  const from = at(text, start)
  return text.slice(0, from) + text.slice(from + at(text, length * 0.3))
})

const repeat = fc
  .tuple(place, fc.integer({ min: 1, max: 400 }), fc.integer({ min: 2, max: 40 }))
  .map(([start, length, times]): Change => (text) => {
    const from = at(text, start)
    return text.slice(0, from) + text.slice(from, from + length).repeat(times) + text.slice(from)
  })

const swap = fc.tuple(place, place).map(([one, other]): Change => (text) => {
  const lines = text.split('\n')
  const [a, b] = [one, other].map((part) => Math.min(lines.length - 1, Math.floor(lines.length * part))) as [
    number,
    number,
  ]
  return lines.map((line, index) => (index === a ? (lines[b] ?? '') : index === b ? (lines[a] ?? '') : line)).join('\n')
})

const bytes = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
  fc.constantFrom(
    '```',
    '---\n',
    '\0',
    '<',
    '|',
    '{',
    '"',
    '`',
    '\n> ',
    '\n# ',
    '<!--',
    '](',
    '\r',
    '\uFEFF',
    '\uD800',
  ),
)
const insert = fc.tuple(place, bytes).map(([start, inserted]): Change => (text) => {
  const from = at(text, start)
  return text.slice(0, from) + inserted + text.slice(from)
})
