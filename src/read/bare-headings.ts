/** Headings in raw HTML that have no id, so that neither a link nor the contents can lead there: they get one. */
import { finding, type Finding } from '../finding.ts'
import { withHtml } from '../model/edited.ts'
import type { Block, Html } from '../model/page.ts'
import { anchor } from './markdown/index.ts'

export type Named = { readonly blocks: readonly Block[]; readonly findings: readonly Finding[] }

/** Deeper headings are not linked to by anything but what the author writes. */
const BARE = /<h([1-3])(?=[\s>])((?:(?!\bid\s*=)[^<>])*)>((?:(?!<\/?h[1-6]\b)[^]){1,1000}?)<\/h\1>/gi
const COMMENT = /<!--[^]*?-->/

/** Gives ids as Slate would make them of the same words; told once a page. */
export function withHeadingIds(blocks: readonly Block[]): Named {
  if (!blocks.some((block) => block.kind === 'html' && block.html.search(BARE) >= 0)) return { blocks, findings: [] }
  const taken = new Set(blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : [])))
  const met: { readonly text: string; readonly id: string; readonly block: Html }[] = []
  const named = blocks.map((block) => {
    if (block.kind !== 'html' || COMMENT.test(block.html)) return block
    const html = block.html.replaceAll(BARE, (_, level: string, rest: string, inner: string) => {
      const id = free(anchor(inner.trim()), taken)
      met.push({ text: inner.replaceAll(/<[^<>]*>/g, '').trim(), id, block })
      return `<h${level} id="${id}"${rest}>${inner}</h${level}>`
    })
    return withHtml(block, html)
  })
  return { blocks: named, findings: told(met) }
}

function free(id: string, taken: Set<string>): string {
  let name = id
  for (let count = 2; taken.has(name); count++) name = `${id}-${count}`
  taken.add(name)
  return name
}

function told(met: readonly { readonly text: string; readonly id: string; readonly block: Html }[]): Finding[] {
  const [first] = met
  if (first === undefined) return []
  const more = met.length > 1 ? ` So do ${met.length - 1} more.` : ''
  const message = `The heading "${first.text}" has no id, so nothing can link to it; the site gives it \`${first.id}\`.${more}`
  return [finding('heading-without-id', first.block.span, message)]
}
