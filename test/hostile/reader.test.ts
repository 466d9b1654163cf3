/** However hostile a page is, reading and linting it, its site and its OpenAPI take time that its size allows. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { openapi, site } from '../../src/outputs/index.ts'
import { read } from '../../src/read/index.ts'
import { corpus, noCorpus } from '../corpus.ts'
import { mutated } from './mutated.ts'
import { MADE, type Source } from './pages.ts'

const SIZE = 60_000
/**
 * Seconds of CPU: 5 a MB and a little for what the first page of its kind loads, twice over, since a machine that is busy
 * with other things counts more. What is quadratic takes many times as long.
 */
const limitOf = (size: number): number => 2 * (0.5 + 5 * (Math.max(size, SIZE) / 1e6))
/** How often what took too long is looked at again: other work comes and goes, what is quadratic stays. */
const TRIES = 3
/** Files that are used over and over may amount to so many characters, however small they are. */
const ALWAYS = 500_000

type Step = { readonly name: string; readonly seconds: number }

/** Each step from the files to what is written, with its seconds of CPU. */
function stepsOf(source: Source): readonly Step[] {
  const [main = ''] = Object.keys(source)
  const files = { read: (path: string) => source[path], has: (path: string) => Object.hasOwn(source, path) }
  const reading = timed('read', () => read(main, files))
  const made = [site, openapi].map(({ name, run }) => timed(name, () => run(reading.value, { dev: false })))
  return [reading, ...made]
}

function timed<Value>(name: string, work: () => Value): Step & { readonly value: Value } {
  const began = process.cpuUsage()
  const value = work()
  const { user, system } = process.cpuUsage(began)
  return { name, seconds: (user + system) / 1e6, value }
}

function inTime(source: Source, least = 0): void {
  const size = Object.values(source).reduce((sum, text) => sum + text.length, least)
  let slow: readonly string[] = []
  for (let n = 0; n < TRIES && (n === 0 || slow.length > 0); n++) slow = slowSteps(source, limitOf(size))
  assert.deepEqual(slow, [])
}

/** Only their names and times: a difference of whole sites would take all memory to print. */
function slowSteps(source: Source, limit: number): readonly string[] {
  return stepsOf(source).flatMap(({ name, seconds }) =>
    seconds > limit ? [`${name} took ${seconds} s of ${limit}`] : [],
  )
}

describe('a page made to be slow', () => {
  // What is bundled at the first site is no work of a page.
  stepsOf({ 'index.html.md': '# A\n' })

  for (const [name, make] of Object.entries(MADE))
    it(`of ${name}`, () => {
      const source = make(SIZE)
      inTime(source, Object.keys(source).length > 1 || /--8<--/.test(name) ? ALWAYS : 0)
    })
})

describe('settings', () => {
  const told = (yaml: string) =>
    read('a.md', { read: () => `---\n${yaml}\n---\n\n# A\n` }).findings.flatMap(({ code, message }) =>
      code === 'front-matter' ? [message] : [],
    )

  it('that hold themselves are told of', () =>
    assert.deepEqual(told('variables: &a\n  b: *a'), [
      'The front matter is not valid YAML: an alias stands inside what it stands for.',
    ]))

  it('with more aliases than anybody means are told of', () =>
    assert.deepEqual(told(`a: &a b\nb:\n${'  - *a\n'.repeat(501)}`), [
      'The front matter is not valid YAML: it has more than 500 aliases.',
    ]))

  it('with more tabs than anybody chooses among show the first', () =>
    assert.deepEqual(told(`language_tabs:\n${Array.from({ length: 101 }, (_, at) => `  - a${at}\n`).join('')}`), [
      'The front matter names 101 language tabs; the first 100 are shown.',
    ]))
})

describe('a real page that was damaged', { skip: noCorpus }, () => {
  /** Of the corpus, what is small enough to be read many times over. */
  const pages = corpus
    .filter(({ erb }) => !erb)
    .map(({ root, main }) => readFileSync(join(root, main), 'utf8'))
    .filter(({ length }) => length < 60_000)

  it('is read and built without a throw, in time', () =>
    fc.assert(
      fc.property(fc.constantFrom(...pages).chain(mutated), (text) => inTime({ 'index.html.md': text })),
      // A page that takes too long would take longer still while smaller ones are looked for.
      { numRuns: 60, endOnFailure: true },
    ))
})
