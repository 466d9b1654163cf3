/** The reader's own key in the samples of the page, in place of the one that the page shows. It is put in here and goes nowhere. */
import type { TryIt } from '../../tryit/types.ts'
import { credentials } from './credentials.ts'
import { styled } from './frame.ts'
import { say } from './say.ts'
import { fieldsOf } from './schemes.ts'

type Swap = { readonly example: string; readonly own: string }
type Plain = { readonly text: string; readonly runs: string | undefined }

/** Samples as the page shows them, by their element. */
const plain = new WeakMap<HTMLElement, Plain>()
const touched = new Set<HTMLElement>()

/** Puts what the reader has given into every sample; takes out what is given no longer. */
export function showOwnKeys({ ways }: TryIt): void {
  styled()
  const given = credentials()
  const swaps = ways.flatMap(fieldsOf).flatMap(({ id, examples }): Swap[] => {
    const own = given[id] ?? ''
    return own === ''
      ? []
      : examples.filter((example) => isDistinct(example) && example !== own).map((example) => ({ example, own }))
  })
  const ranges: StaticRange[] = []
  for (const code of samples()) ranges.push(...put(code, swaps))
  mark(ranges)
  // The page's own script paints the samples.
  document.dispatchEvent(new Event('kittn:samples'))
}

/** Words that stand for a key may be anything; the shortest are found everywhere. */
const isDistinct = (example: string): boolean => example.length >= 3

function samples(): HTMLElement[] {
  for (const code of touched) if (!code.isConnected) touched.delete(code)
  return [...document.querySelectorAll<HTMLElement>('main div.highlight code')].filter(
    ({ firstChild }) => firstChild instanceof Text,
  )
}

/** The places where the own key now stands. */
function put(code: HTMLElement, swaps: readonly Swap[]): StaticRange[] {
  const { text, runs } = plain.get(code) ?? { text: code.textContent ?? '', runs: code.dataset['runs'] }
  const found = places(text, swaps)
  if (found.length === 0 && !touched.has(code)) return []
  plain.set(code, { text, runs })
  touched.add(code)
  const letters = runs === undefined ? undefined : spelled(runs, text.length)
  if (letters !== undefined)
    code.dataset['runs'] = counted(replaced(letters, found, (own, at) => (letters[at] ?? '.').repeat(own.length)))
  code.textContent = replaced(text, found, (own) => own)
  const card = code.closest<HTMLElement>('div.highlight')
  if (found.length > 0) card?.setAttribute('data-own-key', say('withOwnKey'))
  else card?.removeAttribute('data-own-key')
  return rangesOf(code, found)
}

type Place = { readonly at: number; readonly end: number; readonly own: string }

/** Whole words only, from left to right, none within another. */
function places(text: string, swaps: readonly Swap[]): Place[] {
  const all = swaps.flatMap(({ example, own }) => {
    const places: Place[] = []
    for (let at = text.indexOf(example); at >= 0; at = text.indexOf(example, at + 1)) {
      const end = at + example.length
      if (!/[\w-]/.test(text[at - 1] ?? ' ') && !/[\w-]/.test(text[end] ?? ' ')) places.push({ at, end, own })
    }
    return places
  })
  const sorted = all.toSorted((left, right) => left.at - right.at || right.end - left.end)
  return sorted.filter((place, index) => sorted.slice(0, index).every(({ end }) => end <= place.at))
}

function replaced(text: string, found: readonly Place[], by: (own: string, at: number) => string): string {
  let [out, last] = ['', 0]
  for (const { at, end, own } of found) {
    out += text.slice(last, at) + by(own, at)
    last = end
  }
  return out + text.slice(last)
}

function rangesOf(code: HTMLElement, found: readonly Place[]): StaticRange[] {
  const node = code.firstChild
  if (node === null) return []
  let moved = 0
  return found.map(({ at, end, own }) => {
    const start = at + moved
    moved += own.length - (end - at)
    return new StaticRange({
      startContainer: node,
      startOffset: start,
      endContainer: node,
      endOffset: start + own.length,
    })
  })
}

/** Token runs as one letter a character. */
function spelled(runs: string, length: number): string {
  const letters = [...runs.matchAll(/([.A-Z])([0-9a-z]+)/g)].map(([, letter = '.', count = '0']) =>
    letter.repeat(Number.parseInt(count, 36)),
  )
  return letters.join('').padEnd(length, '.').slice(0, length)
}

function counted(letters: string): string {
  const runs = letters.match(/(.)\1*/g) ?? []
  return runs.map((run) => `${run[0]}${run.length.toString(36)}`).join('')
}

function mark(ranges: readonly StaticRange[]): void {
  if ('highlights' in CSS) CSS.highlights.set('kittn-own', new Highlight(...ranges))
}
