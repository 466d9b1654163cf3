/** Blocks as HTML. Text, ids and class names are Slate's; what is put in beside them carries `data-added`. */
import type { Block, Code, Heading, List, Tab, Table } from '../../model/page.ts'
import { latestEach } from '../../model/remember.ts'
import type { Method } from '../../model/contract.ts'
import { balanced } from './balance.ts'
import { codeBlock } from './code.ts'
import type { Facts } from './facts.ts'
import { attributes, breakable } from './html.ts'
import { methodMark, requestLine } from './request.ts'
import { table } from './tables.ts'
import type { Tries } from './tryit/places.ts'
import type { Words } from './words/index.ts'

/**
 * What blocks need to know of their page. `methods` are those of operations whose request line is not on the page;
 * `outline` has the headings whose level there is not that of their element, `tries` the buttons of blocks, `facts` what
 * the contract adds to them.
 */
export type Context = {
  readonly words: Words
  readonly tabs: readonly Tab[]
  readonly methods: ReadonlyMap<string, Method>
  readonly outline: ReadonlyMap<string, number>
  readonly tries: Tries
  readonly facts: Facts
  /** The tabs besides its own under which a sample is shown. */
  readonly standIns: ReadonlyMap<Block, string>
  /** What stands behind blocks in `dev`. */
  readonly marks: ReadonlyMap<Block, string>
}

/** The HTML of one block, with its mark behind it. */
export function blockHtml(block: Block, context: Context): string {
  return blockOnly(block, context) + (context.marks.get(block) ?? '')
}

function blockOnly(block: Block, context: Context): string {
  switch (block.kind) {
    case 'heading':
      return heading(block, context) + triesUnder(block, context)
    case 'paragraph':
      return (
        requestLine(block, context.tries.get(block)) ??
        (block.tight ? balanced(block.html) : `<p>${balanced(block.html)}</p>`)
      )
    case 'code':
      return code(block, context)
    case 'list':
      return list(block, context)
    case 'table':
      return tableWith(block, context)
    case 'quote':
      return `<blockquote>${blocksHtml(block.blocks, context)}</blockquote>`
    case 'box':
      return `${block.open}${blocksHtml(block.blocks, context)}</${block.name}>`
    case 'html':
      return raw(block.html) + triesUnder(block, context)
    case 'rule':
      return '<hr>'
  }
}

function code(block: Code, { tabs, standIns, facts }: Context): string {
  const tab = tabs.find(({ key }) => key === block.tab)
  const [also, status] = [standIns.get(block), facts.statuses.get(block)]
  return kept(block, [tab?.key, tab?.label, also, status], () => codeBlock(block, tab, also, status))
}

function tableWith(block: Table, { words, facts }: Context): string {
  const added = facts.rows.get(block)
  return kept(block, [words, ...(added ?? [])], () => table(block, words, added))
}

/** Most blocks are what they were before an edit, and so is their HTML where what is put in beside them is the same. */
const kept = latestEach<Block, string>()

/** Blocks one after the other, a line each. */
export function blocksHtml(blocks: readonly Block[], context: Context): string {
  return blocks.map((block) => blockHtml(block, context)).join('\n')
}

/** A table that the author wrote as HTML scrolls like any other. */
function raw(html: string): string {
  const scrolls = /^\s*<table\b[^]*<\/table>\s*$/i.test(html) && !/<\/?div\b/i.test(html)
  return scrolls ? `<div class="table">${balanced(html)}</div>` : balanced(html)
}

function heading(block: Heading, context: Context): string {
  const method = context.methods.get(block.id)
  const mark = method === undefined ? '' : methodMark(method, true)
  const link = attributes({
    class: 'permalink',
    href: `#${block.id}`,
    'aria-label': `${context.words.permalink} ${block.text}`,
  })
  const name = `h${block.level}`
  const own = attributes({ id: block.id, 'aria-level': context.outline.get(block.id)?.toString() })
  const html = block.html.includes('<') ? balanced(block.html) : breakable(block.html)
  return `<${name}${own}>${html}${mark}<a${link} data-added></a></${name}>`
}

/** The buttons of what no request line on the page states. */
function triesUnder(block: Block, { tries }: Context): string {
  const buttons = tries.get(block)
  return buttons === undefined ? '' : `\n<p class="tries" data-added>${buttons}</p>`
}

function list(block: List, context: Context): string {
  const name = block.ordered ? 'ol' : 'ul'
  const added = context.facts.rows.get(block) ?? []
  const items = block.items.map(({ blocks }, at) => `<li>${blocksHtml(blocks, context)}${added[at] ?? ''}</li>`)
  return `<${name}>${items.join('\n')}</${name}>`
}
