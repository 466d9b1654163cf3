/** Heading ids across the files of a page: the first keeps its id, later ones are numbered. */
import { finding, type Finding } from '../finding.ts'
import { changed, withId } from '../model/edited.ts'
import type { Block, Heading } from '../model/page.ts'
import { onceEach } from '../model/remember.ts'
import { roleOf } from './headings.ts'

export type WithIds = { readonly blocks: readonly Block[]; readonly findings: readonly Finding[] }

/**
 * Makes the ids of a page unique. Every id that Slate gives stays with the first heading that Slate gives it to, so that no
 * link of a Slate site lands elsewhere; the others get numbers that Slate gives to none. Repeated sub-headings
 * of structure are nothing that an author wants to hear of.
 */
export function uniqueIds(read: readonly (readonly Block[])[]): WithIds {
  const files = read.map(withOwnIds)
  const given = new Set(files.flatMap((blocks) => headingsOf(blocks).map(({ id }) => id)))
  const taken = new Map<string, Heading>()
  const counters = new Map<string, number>()
  const findings: Finding[] = []
  const own = new Set<Block>(files.flatMap((blocks, at) => (blocks === read[at] ? [] : ownOf(blocks, read[at] ?? []))))
  const blocks = files.flatMap((file) => changed(file, (block) => (block.kind === 'heading' ? numbered(block) : block)))
  return { blocks, findings }

  function numbered(heading: Heading): Heading {
    const first = taken.get(heading.id)
    const id = first === undefined ? heading.id : free(heading.id)
    if (first !== undefined && (own.has(heading) || worthTelling(heading, first))) findings.push(told(heading, first))
    const result = withId(heading, id)
    taken.set(id, result)
    return result
  }

  function free(id: string): string {
    // `http-request-2` of a second file counts on from `http-request`, as its reader would.
    const base = /^(.+)-\d+$/.exec(id)?.[1] ?? id
    const stem = taken.has(base) ? base : id
    for (let count = (counters.get(stem) ?? 1) + 1; ; count++) {
      if (taken.has(`${stem}-${count}`) || given.has(`${stem}-${count}`)) continue
      counters.set(stem, count)
      return `${stem}-${count}`
    }
  }
}

/** The same list where no heading has an id of its author's. */
const withOwnIds = onceEach((blocks: readonly Block[]) =>
  changed(blocks, (block) => (block.kind === 'heading' ? withOwnId(block) : block)),
)

const headingsOf = onceEach((blocks: readonly Block[]) => blocks.filter((block) => block.kind === 'heading'))

function ownOf(blocks: readonly Block[], before: readonly Block[]): Block[] {
  return blocks.filter((block, at) => block !== before[at])
}

const OWN = /(?<!\s)\s*\{#([A-Za-z][\w:.-]*)\}$/

/** `## Title {#id}`: the author's own id. Slate shows the braces and takes them for words of the title. */
const withOwnId = onceEach((heading: Heading): Heading => {
  const id = heading.text.endsWith('}') ? OWN.exec(heading.text)?.[1] : undefined
  if (id === undefined || !OWN.test(heading.html)) return heading
  return { ...heading, id, text: heading.text.replace(OWN, ''), html: heading.html.replace(OWN, '') }
})

/** Two chapters or sections of different files with one name: links to the second land on the first. */
function worthTelling(heading: Heading, first: Heading): boolean {
  return (
    heading.level <= 2 &&
    first.level <= 2 &&
    heading.span.file !== first.span.file &&
    roleOf(heading.text) === undefined
  )
}

function told(heading: Heading, first: Heading): Finding {
  const place = `${first.span.file}:${first.span.line}`
  return finding(
    'id-duplicate',
    heading.span,
    `The heading "${heading.text}" has the id \`${first.id}\` of ${place}, so links to \`#${first.id}\` land there.`,
  )
}
