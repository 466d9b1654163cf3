/** A placeholder of a path that neither a table nor the prose of its section speaks of. */
import { finding, type Finding } from '../../finding.ts'
import type { Operation } from '../../model/contract.ts'
import type { Block } from '../../model/page.ts'
import { words } from '../../model/names.ts'
import { latestEach, onceEach } from '../../model/remember.ts'
import { descend, type Section } from '../../model/walk.ts'
import { textOf } from '../units.ts'
import type { Rule } from './lint.ts'
import { capped, listed, sectionsOf } from './look.ts'
import { linesOf } from './place.ts'

/** Silent on pages that leave most of their placeholders to the reader: that is their manner, not a slip. */
export const placeholderUndocumented: Rule = ({ page, contract, trace }) => {
  const all = contract.operations.flatMap((operation) => operation.parameters.filter((one) => one.in === 'path'))
  if (all.filter((one) => one.description !== undefined).length * 2 < all.length) return []
  const sections = [...descend(sectionsOf(page))]
  const byId = new Map(sections.map((section) => [section.heading?.id, section]))
  const found = contract.operations.flatMap((operation): Finding[] => {
    if (!trace.lines.has(operation.key)) return []
    const unsaid = operation.parameters.filter((one) => one.in === 'path' && one.description === undefined)
    if (unsaid.length === 0) return []
    const line = (linesOf(page, operation.span.file)[operation.span.line - 1] ?? '').toLowerCase()
    const section = byId.get(operation.section)
    const text = section === undefined || operation.section === '' ? '' : wholeText(section)
    const bare = unsaid
      // What the request line shows as a value, and the second of two equal names, is a name of ours.
      .filter((one) => new RegExp(`[<:{[$]${escaped(one.name.toLowerCase())}\\b`).test(line.replaceAll(/[\s-]/g, '_')))
      .filter((one) => !mentioned(one.name, text))
    return bare.length === 0
      ? []
      : [
          told(
            operation,
            bare.map((one) => one.name),
          ),
        ]
  })
  return capped(found, MOST)
}

const MOST = 10

function told(operation: Operation, names: readonly string[]): Finding {
  const message = `\`${operation.path}\` has ${names.length === 1 ? 'the placeholder' : 'the placeholders'} ${listed(names)}, which "${operation.title}" does not describe.`
  const cure = `Add a row for ${listed(names)} under \`### URL Parameters\`.`
  return finding('placeholder-undocumented', operation.span, message, cure)
}

function escaped(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('-', '_')
}

/** What a section says with all below it, in small letters. */
const wholeText: (section: Section) => string = onceEach((section: Section) =>
  [...descend(section)].map(proseIn).join('\n'),
)

/** A section has the blocks that it had before an edit elsewhere. */
function proseIn(section: Section): string {
  const [first] = section.blocks
  return first === undefined ? '' : texts(first, section.blocks, () => prose(section).toLowerCase())
}

const texts = latestEach<Block, string>()

function prose(section: Section): string {
  const tables = section.blocks.flatMap((block) =>
    block.kind === 'table' ? block.rows.flatMap((row) => row.map((cell) => cell.text)) : [],
  )
  const paragraphs = section.blocks.filter(
    (block) => block.kind !== 'paragraph' || !/^\W*(?:GET|POST|PUT|PATCH|DELETE)\b/.test(block.text),
  )
  return [textOf(paragraphs), ...tables].join('\n')
}

/** Whether prose names it: as spelled, or by its words ("the kitten's id"). */
function mentioned(name: string, text: string): boolean {
  return text.includes(name.toLowerCase()) || words(name).every((word) => text.includes(word))
}
