/** The page of about 1.3 MB that reading and building are measured on. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { filesIn, read } from '../../src/read/index.ts'
import { corpus } from '../../test/corpus.ts'

const WANTED = 1_350_000
const OURS = resolve(import.meta.dirname, '../../apis/kittn/source/index.html.md')

/** `root` and `main` are the page as it lies, `text` is its Markdown with that of its includes. */
export type Subject = { readonly name: string; readonly root: string; readonly main: string; readonly text: string }

/** The corpus page that is named, else the one whose size is nearest, else our own page many times, made in `scratch`. */
export function subject(named: string | undefined, scratch: string): Subject {
  const found = named === undefined ? nearest() : corpus.find((page) => page.name === named)
  if (found === undefined) return manyKittens(scratch)
  const { name, root, main } = found
  return { name, root, main, text: wholeText(root, main) }
}

function nearest(): (typeof corpus)[number] | undefined {
  const far = (page: (typeof corpus)[number]): number => Math.abs(wholeText(page.root, page.main).length - WANTED)
  const sized = corpus.map((page) => ({ page, distance: far(page) }))
  return sized.toSorted((a, b) => a.distance - b.distance)[0]?.page
}

function manyKittens(scratch: string): Subject {
  const [, front = '', body = ''] = /^(---\n[^]*?\n---\n)([^]*)$/.exec(readFileSync(OURS, 'utf8')) ?? []
  const text = body.repeat(Math.ceil(WANTED / body.length))
  writeFileSync(join(scratch, 'index.html.md'), front.replace(/^includes:\n(?: .*\n)*/m, '') + text)
  return { name: 'the Kittn page many times', root: scratch, main: 'index.html.md', text }
}

/** Main file and includes, without the front matter. */
function wholeText(root: string, main: string): string {
  const { files } = read(main, filesIn(root)).page
  return files.map((file) => file.text.replace(/^---\n[^]*?\n---\n/, '')).join('\n')
}
