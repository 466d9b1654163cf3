/** The pages for machines that read text: their Markdown, whole and by section, and the two lists that lead there (llmstxt.org). */
import type { PageReading, Reading } from '../../model/reading.ts'
import { descriptionOf } from '../description.ts'
import { madeLater, type Output, type OutputFile } from '../output.ts'
import { twinPath } from '../twin.ts'
import { parts } from './parts.ts'
import { sourceOf } from './source.ts'

/** Writes `page.md`, `sections/ID.md`, `llms.txt` and `llms-full.txt`. */
export const markdown: Output = {
  name: 'markdown',
  published: true,
  run: (reading, { address }) => [
    ...reading.pages.flatMap(twins),
    madeLater('llms.txt', () => list(reading, address ?? '')),
    madeLater('llms-full.txt', () => reading.pages.map(whole).join('\n')),
  ],
}

function twins(one: PageReading): OutputFile[] {
  const { page, path } = one
  const front = `---\ntitle: ${JSON.stringify(page.title)}\n---\n\n`
  return [
    madeLater(twinPath(path), () => front + sourceOf(page)(page.blocks)),
    ...parts(one).map((part) => madeLater(part.path, () => sourceOf(page)(part.blocks))),
  ]
}

function whole({ page }: PageReading): string {
  return `${about(page)}\n${sourceOf(page)(page.blocks)}`
}

function about(page: PageReading['page']): string {
  const description = descriptionOf(page)
  return `# ${page.title}\n${description === undefined ? '' : `\n> ${description}\n`}`
}

/** Title, description, a link to each section with the operations in it, and the descriptions of the API. */
function list({ page, pages, contract }: Reading, base: string): string {
  const several = pages.length > 1
  const sections = pages.map((one) => {
    const title = several ? `[${labelOf(one.page.title)}](${base}${twinPath(one.path)})` : 'Sections'
    return `## ${title}\n\n${entries(one, base).join('\n')}\n`
  })
  const rest = [`- [Everything](${base}llms-full.txt)`, `- [OpenAPI description](${base}openapi.json)`]
  if (contract.channels.length > 0) rest.push(`- [AsyncAPI description](${base}asyncapi.json)`)
  return `${about(page)}\n${sections.join('\n')}\n## Optional\n\n${rest.join('\n')}\n`
}

function entries(one: PageReading, base: string): string[] {
  const bySection = Map.groupBy(one.contract.operations, ({ section }) => section)
  return parts(one).map(({ heading, path }) => {
    const keys = (bySection.get(heading.id) ?? []).map(({ key }) => `\`${key}\``)
    const link = `[${labelOf(heading.text)}](${base}${path})`
    return `${heading.level === 1 ? '' : '  '}- ${link}${keys.length === 0 ? '' : `: ${keys.join(', ')}`}`
  })
}

function labelOf(text: string): string {
  return text.replaceAll(/[[\]\\]/g, '\\$&')
}
