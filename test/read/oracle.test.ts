/**
 * Our reading against Slate's own: the cases, made-up texts, and every file of every page beside the checkout, template
 * code and all. Not ids and text only: the HTML has to be the same, save for spaces that do not show.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Code, Tab } from '../../src/model/page.ts'
import { deep } from '../../src/model/walk.ts'
import { withoutFrontMatter } from '../../src/read/frontmatter.ts'
import { languageOf } from '../../src/read/markdown/languages.ts'
import { parseMarkdown } from '../../src/read/markdown/index.ts'
import { corpus, noCorpus, readingOf, seeds } from '../corpus.ts'
import { BLOCKS, COUNTED, IDS, INLINE } from './markdown/cases.ts'
import { even } from './markdown/html.ts'
import { render } from './markdown/render.ts'
import { highlighterNames, noSlate, slate } from './markdown/slate.ts'
import { blockText, inlineText } from './markdown/texts.ts'

/** Files that we read otherwise on purpose, each with the text that Slate reads as we read the file. */
const MENDED: Readonly<Record<string, (text: string) => string>> = {
  // A fence is closed on the line of the last brace; Slate takes all up to the next bare fence for code.
  'connecticket connecticket.html.md': (text) => text.replace('\n}```\n', '\n}\n```\n'),
}

const parse = (text: string, tabs: readonly Tab[] = []) => parseMarkdown(text, { file: 'a.md', firstLine: 1 }, tabs)
const ours = (text: string) => even(render(parse(text).blocks))

/** Made-up texts have no fences that only we close, nor any on which Redcarpet's releases differ. */
function sameAsSlate(texts: readonly string[]): void {
  const theirs = slate(texts)
  assert.equal(theirs.length, texts.length)
  for (const [index, text] of texts.entries())
    assert.equal(ours(text), even(theirs[index] ?? ''), `differs for ${JSON.stringify(text)}`)
}

describe('Slate reads the same', { skip: noSlate }, () => {
  it('in the cases', () => {
    const cases = [...BLOCKS, ...INLINE]
    const theirs = slate(cases.map(([, markdown]) => markdown))
    for (const [index, [name, , html]] of cases.entries()) assert.equal(even(theirs[index] ?? ''), even(html), name)
  })

  it('in the table of ids', () => {
    const idsOf = (html: string) => [...html.matchAll(/id='([^']*)'/g)].map((match) => match[1])
    const pages = [...IDS.map(([heading, id]) => [[heading], [id]] as const), ...COUNTED]
    const theirs = slate(pages.map(([headings]) => headings.map((heading) => `# ${heading}`).join('\n')))
    assert.deepEqual(
      theirs.map(idsOf),
      pages.map(([, ids]) => ids),
    )
  })

  it('in every letter of a heading', () => {
    const letters = Array.from({ length: 0x2400 }, (_, code) => String.fromCodePoint(code + 0x21))
    sameAsSlate(letters.filter((letter) => /[^\p{C}\p{Z}]/u.test(letter)).map((letter) => `# a ${letter} b`))
  })

  it('in made-up blocks', () => sameAsSlate(fc.sample(blockText, { numRuns: 3000, seed: 1 })))
  it('in made-up inline text', () => sameAsSlate(fc.sample(inlineText, { numRuns: 3000, seed: 1 })))
})

type Source = { readonly name: string; readonly text: string; readonly tabs: readonly Tab[] }

const sources: readonly Source[] = [...seeds, ...corpus].flatMap((source) => {
  const { page } = readingOf(source)
  return page.files.map(({ path, text }) => {
    const body = withoutFrontMatter(text).body
    return { name: `${source.name} ${path}`, text: body, tabs: page.tabs }
  })
})

describe('Slate reads real pages the same', { skip: noSlate || noCorpus }, () => {
  const theirs = slate(sources.map(({ name, text }) => MENDED[name]?.(text) ?? text))

  it('in every file of every page', () => {
    assert.ok(sources.length > corpus.length)
    assert.equal(theirs.length, sources.length)
    for (const [index, { name, text }] of sources.entries()) assert.equal(ours(text), even(theirs[index] ?? ''), name)
  })

  it('mends only what needs it', () => {
    const mended = sources.filter(({ name }) => MENDED[name] !== undefined)
    assert.deepEqual(
      mended.map(({ name }) => name),
      Object.keys(MENDED),
    )
    for (const { text, name } of mended) assert.notEqual(ours(text), even(slate([text])[0] ?? ''), name)
  })

  it('and puts code under the same tabs, but for other names of a tab that the page has', () => {
    const others = new Map<string, string>()
    for (const [index, { name, text, tabs }] of sources.entries()) {
      const codes = [...deep(parse(text, tabs).blocks)].filter((block): block is Code => block.kind === 'code')
      const shown = tabsOf(theirs[index] ?? '').map((tab) => (tabs.some(({ key }) => key === tab) ? tab : undefined))
      assert.equal(codes.length, shown.length, name)
      for (const [at, { word, tab }] of codes.entries())
        if (tab !== shown[at]) others.set(`${word} → ${tab}`, `${name}: ${shown[at]}`)
    }
    // Slate shows these under every tab: its class is the name that its highlighter gives the language.
    assert.deepEqual([...others.keys()].toSorted(), OTHER_NAMES)
  })

  it('and knows the languages by the same names', () => {
    const words = [...new Set(sources.flatMap(({ text }) => wordsOf(text)))]
    const differ = highlighterNames(words.map((word) => word.split('--')[0] ?? '')).flatMap((name, index) => {
      const language = languageOf(words[index] ?? '', '')
      return name === undefined || name === language ? [] : [`${words[index]}: ${name}, ${language}`]
    })
    assert.deepEqual(differ, [])
  })
})

const OTHER_NAMES: readonly string[] = ['bash → bash', 'bash → shell']

function tabsOf(html: string): (string | undefined)[] {
  return [...html.matchAll(/<pre class="highlight[^"]*"/g)].map(([pre]) => /tab-([^ "]+)/.exec(pre)?.[1])
}

function wordsOf(text: string): string[] {
  return [...deep(parse(text).blocks)].flatMap((block) => (block.kind === 'code' ? (block.word ?? []) : []))
}
