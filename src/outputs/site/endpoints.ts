/** What a chapter holds: where no samples stand beside its heading, its operations do, each a way to its section. */
import type { Contract, Operation } from '../../model/contract.ts'
import { latestEach } from '../../model/remember.ts'
import { attributes, escape } from './html.ts'
import { methodMark } from './request.ts'
import { sightOf, type Row } from './rows.ts'
import { filled, type Words } from './words/index.ts'

/** One operation is not worth a list. */
const LEAST = 2

/** The list of each row that opens a chapter, as HTML. */
export function endpoints(list: readonly Row[], { operations }: Contract, words: Words): ReadonlyMap<Row, string> {
  const bySection = Map.groupBy(operations, ({ section }) => section)
  const own = list.map((row) => idsOf(row).flatMap((id) => bySection.get(id) ?? []))
  const chapters = list.flatMap((row, at) => {
    if (row.title === undefined || own[at]?.length !== 0 || row.parts.some(({ kind }) => kind === 'samples')) return []
    const inside = own.slice(at + 1, endOf(list, at)).flat()
    return inside.length < LEAST ? [] : [[row, cards(row, [words, ...inside], () => card(inside, words))] as const]
  })
  return new Map(chapters)
}

const cards = latestEach<Row, string>()

const idsOf = (row: Row): string[] => sightOf(row).titles.flatMap(({ id }) => id ?? [])

/** The first row after a chapter: that of its level, or of one above. */
function endOf(list: readonly Row[], at: number): number {
  const level = list[at]?.title?.level ?? 0
  const end = list.findIndex(({ title }, index) => index > at && title !== undefined && title.level <= level)
  return end < 0 ? list.length : end
}

function card(operations: readonly Operation[], words: Words): string {
  const name = filled(words.operations, operations.length)
  const items = operations.map(({ method, path, section, title }) => {
    const list = attributes({ href: `#${section}`, title })
    return `<li><a${list}>${methodMark(method)}<span>${shown(path)}</span></a></li>`
  })
  const list = attributes({ class: 'samples endpoints', role: 'group', 'aria-label': name, 'data-label': name })
  return `<div${list} data-added><ul>${items.join('')}</ul></div>`
}

/** Longer ones take more than a line, and break between their parts. */
const LINE = 36

function shown(path: string): string {
  const html = escape(path).replaceAll(/\{[^{}/]*\}/g, '<var>$&</var>')
  return path.length <= LINE ? html : html.replaceAll(/(?<=[^<]\/)(?=.)/g, '<wbr>')
}
