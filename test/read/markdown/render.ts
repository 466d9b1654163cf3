/** Blocks as the HTML that Slate writes for them, to compare with it; the site has its own renderer. */
import type { Block, Cell, Code, Item, Table } from '../../../src/model/page.ts'

/** HTML of these blocks, one after another. */
export function render(blocks: readonly Block[]): string {
  return blocks.map(renderBlock).join('\n')
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level} id='${block.id}'>${block.html}</h${block.level}>`
    case 'paragraph':
      return block.tight ? block.html : `<p>${block.html}</p>`
    case 'code':
      return renderCode(block)
    case 'list':
      return element(block.ordered ? 'ol' : 'ul', block.items.map(renderItem).join('\n'))
    case 'table':
      return renderTable(block)
    case 'quote':
      return element('blockquote', render(block.blocks))
    case 'box':
      return `${block.open}${render(block.blocks)}</${block.name}>`
    case 'html':
      return block.html
    case 'rule':
      return '<hr>'
  }
}

function renderCode({ word, language, tab, text }: Code): string {
  const classes = `highlight ${language}${tab === undefined ? '' : ` tab-${tab}`}`
  const shown = text === '' ? '' : `${escape(text)}\n`
  return `<div class="highlight" data-word="${escape(word ?? '')}"><pre class="${classes}"><code>${shown}</code></pre></div>`
}

function renderItem({ blocks }: Item): string {
  return `<li>${render(blocks)}</li>`
}

function renderTable({ align, head, rows }: Table): string {
  const row = (tag: string) => (cells: readonly Cell[]) =>
    element('tr', cells.map((cell, index) => renderCell(tag, cell, align[index])).join('\n'))
  return element('table', element('thead', row('th')(head)) + element('tbody', rows.map(row('td')).join('\n')))
}

function renderCell(tag: string, { html }: Cell, align: string | undefined): string {
  return `<${tag}${align === undefined ? '' : ` style="text-align: ${align}"`}>${html}</${tag}>`
}

function element(tag: string, content: string): string {
  return `<${tag}>${content}</${tag}>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
