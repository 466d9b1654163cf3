/** Slate's own reading of Markdown, where Ruby and its parts are there. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const SCRIPT = join(import.meta.dirname, 'slate.rb')

const missing = run(['""']).length === 0

/** What a test says when it is skipped; where everything has to be there, it fails instead. */
export const noSlate: string | false =
  missing && process.env['CI'] === undefined ? 'Ruby with redcarpet, rouge and activesupport is not installed' : false

/** The HTML that Slate makes of each text. */
export function slate(texts: readonly string[]): string[] {
  return run(texts.map((text) => JSON.stringify(text.toWellFormed()))).map(String)
}

/** The names that Slate's highlighter knows these languages by; undefined where it knows none. */
export function highlighterNames(words: readonly string[]): (string | undefined)[] {
  const names = run(
    words.map((word) => JSON.stringify(word)),
    'tags',
  )
  return names.map((name) => (typeof name === 'string' ? name : undefined))
}

function run(lines: readonly string[], ...options: string[]): unknown[] {
  const input = lines.map((line) => `${line}\n`).join('')
  const { stdout } = spawnSync('ruby', [SCRIPT, ...options], { input, encoding: 'utf8', maxBuffer: 2 ** 30 })
  return (stdout ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
}
