/**
 * The page as units: a section that names something of its own, together with the sub-sections that only structure it
 * (`### HTTP Request`, `### Query Parameters`). Conventions read one unit at a time.
 */
import type { Span } from '../finding.ts'
import type { Block, Code, Heading } from '../model/page.ts'
import { areSame, onceEach } from '../model/remember.ts'
import type { Section } from '../model/walk.ts'
import { roleOf, type Role } from './headings.ts'

/** Blocks under one heading of a unit. The unit's own blocks have no role. */
export type Part = {
  readonly role: Role | undefined
  readonly heading: Heading | undefined
  readonly blocks: readonly Block[]
}

export type Unit = {
  readonly heading: Heading | undefined
  /** The headings above, outermost first. */
  readonly above: readonly Heading[]
  /** The unit's own blocks first, then the structural sub-sections in page order. */
  readonly parts: readonly Part[]
}

/** Cuts a page into units, in page order. */
export function units(root: Section): Unit[] {
  const found: Open[] = []
  open(root, [], found)
  return found.map(({ heading, above, parts }) => known({ heading, above, parts }))
}

/** Ways in which a section is cut: as the page has it, and as the conventions see it. */
const MOST_CUTS = 4
const cuts = onceEach<object, Unit[]>(() => [])

/** The same object for the same blocks, so that what was found in a unit stands after an edit elsewhere. */
function known(unit: Unit): Unit {
  const first = unit.heading ?? unit.parts[0]?.blocks[0]
  if (first === undefined) return unit
  const all = cuts(first)
  const same = all.find((one) => isSame(one, unit))
  if (same !== undefined) return same
  if (all.length >= MOST_CUTS) all.shift()
  all.push(unit)
  return unit
}

function isSame(one: Unit, other: Unit): boolean {
  return (
    one.heading === other.heading &&
    areSame(one.above, other.above) &&
    one.parts.length === other.parts.length &&
    one.parts.every((part, at) => isSamePart(part, other.parts[at]))
  )
}

function isSamePart(one: Part, other: Part | undefined): boolean {
  return one.role === other?.role && one.heading === other?.heading && areSame(one.blocks, other?.blocks ?? [])
}

type Open = { heading: Heading | undefined; above: Heading[]; parts: Part[] }

function open(section: Section, above: Heading[], found: Open[]): void {
  const unit: Open = { heading: section.heading, above, parts: [part(section, undefined)] }
  found.push(unit)
  const inside = section.heading === undefined ? above : [...above, section.heading]
  let before: { unit: Open; level: number } | undefined
  for (const child of section.children) {
    const role = structural(child)
    const beside = before !== undefined && before.level === child.heading?.level
    if (role === undefined || (beside && !FOLLOWS.has(role))) {
      open(child, inside, found)
      const opened = found.findLast((other) => other.heading === child.heading)
      const stands = opened !== undefined && (isCall(child) || !showsCode(section))
      before = stands ? { unit: opened, level: child.heading?.level ?? 0 } : undefined
    } else absorb(beside && before !== undefined ? before.unit : unit, child, role)
  }
}

/** What neither shows nor names a request only describes something for a section that does. */
function isCall(section: Section): boolean {
  return showsCode(section) || /\b(?:GET|POST|PUT|PATCH|DELETE)\b/.test(textOf(section.blocks))
}

function showsCode({ blocks }: Section): boolean {
  return blocks.some(({ kind }) => kind === 'code')
}

/** On flat pages these follow the section that they belong to, on the same level. */
const FOLLOWS: ReadonlySet<Role> = new Set([
  'request',
  'query',
  'filter',
  'url',
  'path',
  'header',
  'body',
  'parameters',
  'response',
])

/** A heading of the first level structures nothing, nor does a chapter whose sections have names of their own. */
function structural(section: Section): Role | undefined {
  const heading = section.heading
  if (heading === undefined || heading.level === 1) return undefined
  const chapter = heading.level === 2 && section.children.some((child) => structural(child) === undefined)
  return chapter ? undefined : roleOf(heading.text)
}

function absorb(unit: Open, section: Section, role: Role | undefined): void {
  unit.parts.push(part(section, role))
  for (const child of section.children) absorb(unit, child, structural(child) ?? role)
}

function part(section: Section, role: Role | undefined): Part {
  return { role, heading: section.heading, blocks: section.blocks }
}

/** A unit with the parts of another, which stood under it without naming anything that the API has. */
export function joined(unit: Unit, other: Unit): Unit {
  return {
    ...unit,
    parts: [...unit.parts, ...other.parts.map((one) => ({ ...one, role: one.role ?? roleBelow(one) }))],
  }
}

function roleBelow(one: Part): Role | undefined {
  return one.heading === undefined ? undefined : roleOf(one.heading.text)
}

/** A code block with the words that announce it: the quote or paragraph right before it, or before its neighbours. */
export type Announced = { readonly code: Code; readonly part: Part; readonly caption: string; readonly near: boolean }

/** Every code block of a unit in page order, with its caption. Blocks inside quotes and lists count too. */
export const codes: (unit: Unit) => readonly Announced[] = onceEach((unit: Unit) =>
  unit.parts.flatMap((one) => announced(one, one.blocks)),
)

function announced(one: Part, blocks: readonly Block[]): Announced[] {
  const found: Announced[] = []
  let caption: { text: string; quote: boolean } | undefined
  let near = false
  for (const block of blocks) {
    if (block.kind === 'code') {
      found.push({ code: block, part: one, caption: caption?.text ?? '', near })
      near = false
    } else if (block.kind === 'quote') {
      const inner = announced(one, block.blocks)
      found.push(...inner)
      caption = { text: textOf(block.blocks), quote: true }
      near = inner.length === 0
    } else if (block.kind === 'paragraph') {
      caption = { text: block.text, quote: false }
      near = true
    } else if (block.kind === 'list') {
      found.push(...block.items.flatMap((item) => announced(one, item.blocks)))
      caption = undefined
    } else if (block.kind !== 'html') caption = undefined
  }
  return found
}

/** The text that a reader sees in blocks, a line for each. Code and tables are left out. */
export function textOf(blocks: readonly Block[]): string {
  return blocks
    .flatMap((block) => {
      switch (block.kind) {
        case 'heading':
        case 'paragraph':
          return [block.text]
        case 'quote':
        case 'box':
          return [textOf(block.blocks)]
        case 'list':
          return block.items.map((item) => textOf(item.blocks))
        case 'html':
          return [block.html.replaceAll(/<[^<>]*>/g, ' ')]
        case 'code':
        case 'table':
        case 'rule':
          return []
      }
    })
    .join('\n')
}

/** Where a unit begins. */
export function spanOf(unit: Unit): Span {
  const block = unit.heading ?? unit.parts[0]?.blocks[0]
  return block?.span ?? { file: '', line: 1, column: 1, endLine: 1 }
}
