/** Fences: their word, their language, their tab, and what is said of those that end badly. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Code, Tab } from '../../../src/model/page.ts'
import { deep } from '../../../src/model/walk.ts'
import { parseMarkdown } from '../../../src/read/markdown/index.ts'

const read = (text: string, ...tabs: string[]) =>
  parseMarkdown(
    text,
    { file: 'index.html.md', firstLine: 1 },
    tabs.map((key): Tab => ({ key, label: key })),
  )
const codes = (text: string, ...tabs: string[]): Code[] =>
  [...deep(read(text, ...tabs).blocks)].filter((block) => block.kind === 'code')
const fence = (word: string, ...tabs: string[]) => codes(`\`\`\`${word}\nx\n\`\`\``, ...tabs)[0]

describe('the word of a fence', () => {
  it('is kept as written', () => assert.equal(fence('python--two')?.word, 'python--two'))
  it('may stand behind spaces', () => assert.equal(fence('  Ruby ')?.word, 'Ruby'))
  it('may be several in braces', () => assert.equal(fence('{ruby foo}')?.word, 'ruby foo'))
  it('may be missing', () => assert.equal(fence('')?.word, undefined))
})

describe('the language of a fence', () => {
  const languages = [
    ['shell', 'shell bash sh zsh console'],
    ['javascript', 'javascript js'],
    ['python', 'python py python--two'],
    ['ruby', 'ruby rb ruby?line_numbers=false'],
    ['typescript', 'typescript ts'],
    ['yaml', 'yaml yml'],
    ['go', 'go golang'],
    ['csharp', 'csharp c# cs'],
    ['cpp', 'cpp c++'],
    ['json', 'json JSON'],
    ['plaintext', 'plaintext text curl {ruby,foo}'],
  ] as const
  for (const [language, words] of languages)
    for (const word of words.split(' '))
      it(`${word} is ${language}`, () => assert.equal(fence(word)?.language, language))

  it('without a word shows at the beginning of the code', () => {
    const beginnings = ['#!/bin/bash', '#!/usr/bin/env python3', '<?xml version="1.0"?>', '<!DOCTYPE html>', '{"a": 1}']
    const found = beginnings.map((line) => codes(`\`\`\`\n${line}\n\`\`\``)[0]?.language)
    assert.deepEqual(found, ['shell', 'python', 'xml', 'html', 'plaintext'])
  })
})

describe('the tab of a fence', () => {
  it('is the one of its word', () => assert.equal(fence('ruby', 'shell', 'ruby')?.tab, 'ruby'))
  it('is none for a language without a tab', () => assert.equal(fence('json', 'shell')?.tab, undefined))
  it('is none without a word', () => assert.equal(fence('', 'plaintext', 'shell')?.tab, undefined))
  it('is the one of the same language', () => assert.equal(fence('bash', 'ruby', 'shell')?.tab, 'shell'))
  it('is rather the one of exactly its word', () => assert.equal(fence('sh', 'shell', 'sh')?.tab, 'sh'))
  it('of a word that is no language', () => assert.equal(fence('curl', 'shell', 'curl')?.tab, 'curl'))
  it('does not mind upper case', () => assert.equal(fence('Ruby', 'ruby')?.tab, 'ruby'))
  it('tells two of one language apart', () => {
    const tabs = ['python', 'python--two']
    assert.deepEqual([fence('python', ...tabs)?.tab, fence('python--two', ...tabs)?.tab], tabs)
    assert.equal(fence('py--two', ...tabs)?.tab, 'python--two')
    assert.equal(fence('python--three', ...tabs)?.tab, undefined)
  })
})

describe('a fence that ends badly', () => {
  it('is closed on the line of the last brace', () => {
    const { blocks, findings } = read('```json\n{\n}```\n\ntext\n\n```json\n[1]\n```\n')
    assert.deepEqual(
      blocks.map((block) => ('text' in block ? block.text : block.kind)),
      ['{\n}', 'text', '[1]'],
    )
    assert.deepEqual(
      findings.map(({ code, span }) => [code, span.line]),
      [['fence-glued', 3]],
    )
  })
  it('is not closed by code that ends with backticks', () => {
    const { blocks, findings } = read('```js\na = ```x```\nb\n```\n')
    assert.equal(blocks.length, 1)
    assert.deepEqual(findings, [])
  })
  it('runs to the end of the file', () => {
    const { blocks, findings } = read('# A\n\n```json\n{}\n\n# B\n')
    assert.deepEqual(
      blocks.map((block) => block.kind),
      ['heading', 'code'],
    )
    assert.deepEqual(
      findings.map(({ code, span }) => [code, span.line]),
      [['fence-unclosed', 3]],
    )
  })
  it('runs to the end of its list item', () => {
    const { blocks, findings } = read('- a\n\n    ```\n    b\n\n# C\n')
    assert.deepEqual(
      blocks.map((block) => block.kind),
      ['list', 'heading'],
    )
    assert.deepEqual(
      findings.map(({ code, span }) => [code, span.line]),
      [['fence-unclosed', 3]],
    )
    assert.match(findings[0]?.message ?? '', /list item/)
  })
  it('needs as many of the same mark', () =>
    assert.deepEqual(
      codes('````\n```\n~~~~\n````').map((code) => code.text),
      ['```\n~~~~'],
    ))
})
