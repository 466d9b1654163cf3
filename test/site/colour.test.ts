import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { runs } from '../../src/outputs/site/colour/index.ts'
import { ALL_LETTERS } from '../../src/outputs/site/colour/letters.ts'

const STYLES = join(import.meta.dirname, '../../src/outputs/site/styles')
const colours = readFileSync(join(STYLES, 'colour.css'), 'utf8')
const tokens = readFileSync(join(STYLES, 'tokens.css'), 'utf8')

describe('colours in code', () => {
  it('are runs of letters and lengths that cover the words', () => {
    assert.deepEqual(read('"a": 1', 'json'), [
      ['A', '"a"'],
      ['.', ': '],
      ['N', '1'],
    ])
    assert.deepEqual(read('curl -H "X: y"', 'shell'), [
      ['F', 'curl'],
      ['.', ' '],
      ['A', '-H'],
      ['.', ' '],
      ['S', '"X: y"'],
    ])
  })

  it('are none for languages that nobody knows, and for text', () => {
    assert.equal(runs('x = 1', 'no-such-language'), '')
    assert.equal(runs('x = 1', 'plaintext'), '')
    assert.equal(runs('x', 'constructor'), '')
  })

  it('never say more than the text has', () => {
    for (const language of ['json', 'ruby', 'shell', 'php', 'html', 'python', 'http', 'javascript']) {
      for (const text of ['', '"', '<?php "$a', '{"a": [1, "\\u00e4", …', '`${', '\n\n', "it's <a b='c'>"]) {
        const length = [...runs(text, language).matchAll(/[.A-Z]([0-9a-z]+)/g)].reduce(
          (sum, [, part]) => sum + Number.parseInt(part ?? '', 36),
          0,
        )
        assert.ok(length <= text.length, `${language}: ${text}`)
      }
    }
  })

  it('take no longer for a block that is made to be slow', () => {
    const began = process.cpuUsage()
    for (const text of ['"\\"', '/*', '{"', '[[', '\\']) runs(text.repeat(40_000), 'json')
    assert.ok(process.cpuUsage(began).user < 4e6)
  })

  it('are asked of code alone: a highlight of everything is a style of every element', () => {
    for (const [, before = ''] of colours.matchAll(/^(.*)::highlight/gm)) assert.equal(before, '[data-runs]')
    for (const name of readdirSync(STYLES))
      assert.doesNotMatch(readFileSync(join(STYLES, name), 'utf8'), /^\s*::selection/m, name)
  })

  it('have a highlight in the style sheet for every letter', () => {
    const styled = [...colours.matchAll(/::highlight\(kittn-([A-Z])\)/g)].map(([, letter]) => letter ?? '')
    assert.deepEqual(styled.toSorted(), ALL_LETTERS)
  })
})

describe('contrast', () => {
  const pairs = (css: string): (readonly [string, string, string])[] =>
    [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\)/g)].map(
      ([, name = '', light = '', dark = '']) => [name, light, dark],
    )
  const known = new Map(pairs(tokens + colours).map(([name, light, dark]) => [name, { light, dark }]))
  const text = [...known.keys()].filter((name) => /^(code|tone)-|^kittn-(accent|ink)/.test(name))

  for (const paper of ['kittn-paper', 'kittn-paper-code']) {
    for (const scheme of ['light', 'dark'] as const) {
      it(`of every colour of text is at least 4.5 on ${paper} in ${scheme}`, () => {
        assert.ok(text.length >= 15)
        const ground = known.get(paper)?.[scheme] ?? ''
        const low = text.filter((name) => ratio(known.get(name)?.[scheme] ?? '', ground) < 4.5)
        assert.deepEqual(low, [])
      })
    }
  }
})

function read(text: string, language: string): [string, string][] {
  let at = 0
  return [...runs(text, language).matchAll(/([.A-Z])([0-9a-z]+)/g)].map(([, letter = '', length = '']) => {
    at += Number.parseInt(length, 36)
    return [letter, text.slice(at - Number.parseInt(length, 36), at)]
  })
}

/** Contrast as WCAG 2 has it. */
function ratio(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

function luminance(hex: string): number {
  const long = hex.length === 4 ? hex.replaceAll(/[0-9a-f]/g, '$&$&') : hex
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(long.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
