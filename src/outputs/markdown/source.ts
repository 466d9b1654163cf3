/** The page's own Markdown, block by block: what the author wrote, without front matter and comments of templates. */
import type { Block, Page } from '../../model/page.ts'
import { onceEach } from '../../model/remember.ts'

export type Source = (blocks: readonly Block[]) => string

const DEFINITION = /^ {0,3}\[[^\]\n]+\]:[ \t]*\S.*$/gm

/** A function that gives the Markdown of blocks of this page, with the link definitions that they use. */
export const sourceOf: (page: Page) => Source = onceEach((page: Page): Source => {
  const files = new Map(page.files.map(({ path, text }) => [path, text.replace(/^\uFEFF/, '').split(/\r?\n/)]))
  const definitions = page.files.flatMap(({ text }) => text.match(DEFINITION) ?? [])
  const textOf = ({ span }: Block): string => (files.get(span.file) ?? []).slice(span.line - 1, span.endLine).join('\n')
  return (blocks) => {
    const text = blocks.map(textOf).join('\n\n')
    const used = definitions.filter((definition) => text.includes(reference(definition)))
    return `${[text, ...(used.length === 0 ? [] : [used.join('\n')])].join('\n\n').trim()}\n`
  }
})

/** `[id]: url` → `[id]`. */
function reference(definition: string): string {
  return definition.slice(definition.indexOf('['), definition.indexOf(']:') + 1)
}
