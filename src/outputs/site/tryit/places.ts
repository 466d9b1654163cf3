/** Where on the page something can be tried: at the request line of an operation, else under its heading. */
import type { Contract, Operation } from '../../../model/contract.ts'
import type { Block } from '../../../model/page.ts'
import { remembered } from '../../../model/remember.ts'
import { attributes, escape } from '../html.ts'
import { isRequestLine } from '../request.ts'
import { sightOf, type Row, type Sight } from '../rows.ts'
import type { Words } from '../words/index.ts'

/** The buttons of a block, as HTML. */
export type Tries = ReadonlyMap<Block, string>

/** What is to be tried under a heading; it gets its button there if no request line takes it. */
type Open = { readonly heading: Block; left: Operation[] }

/** The buttons of a page by the block that carries them. */
export function tries(list: readonly Row[], contract: Contract, words: Words): Tries {
  const found = new Map<Block, string>()
  const put = (block: Block, html: string): void => void found.set(block, (found.get(block) ?? '') + html)
  const operations = Map.groupBy(contract.operations, ({ section }) => section)
  let open: Open | undefined
  const close = (): void =>
    open?.left.forEach((one) => put(open!.heading, button(one.key, open!.left.length > 1, words.tryIt)))
  const marked = list.flatMap((row) => sightOf(row).marked)
  for (const { block, ids } of marked) {
    const own = ids.flatMap((id) => operations.get(id) ?? [])
    if (own.length > 0) {
      close()
      open = { heading: block, left: own }
    }
    const taken =
      open !== undefined && isRequestLine(block) ? open.left.find((one) => isOf(block.text, one)) : undefined
    if (taken === undefined || open === undefined) continue
    put(block, button(taken.key, false, words.tryIt))
    open.left = open.left.filter((one) => one !== taken)
  }
  close()
  for (const [block, html] of consoles(marked, contract, words)) put(block, html)
  return found
}

function* consoles(marked: Sight['marked'], { channels }: Contract, words: Words): Generator<[Block, string]> {
  if (channels.length === 0) return
  const places = new Map(marked.flatMap(({ block, ids }) => ids.map((id) => [id, block] as const)))
  for (const { address, section } of channels) {
    const block = places.get(section)
    if (address !== undefined && block !== undefined) yield [block, button(`WS ${address}`, false, words.connect)]
  }
}

/** A request line of the same method is the operation's if it ends as its path does, placeholders being alike. */
function isOf(line: string, { method, path }: Operation): boolean {
  const [, verb = '', address = ''] = /^\s*([A-Z]+)\s+(\S+)/.exec(line) ?? []
  if (verb !== method) return false
  const shown = fixed(address.replace(/[?#].*$/, ''))
  return shown.endsWith(fixed(path)) || fixed(path).endsWith(shown)
}

const fixed = remembered(
  (path) => path.replaceAll(/\{[^{}]*\}|<[^<>]*>|\[[^[\]]*\]|(?<=\/)[:$]\w+/g, '*').replace(/\/+$/, ''),
  10_000,
)

/** A button names what it tries where several stand together. */
function button(key: string, named: boolean, word: string): string {
  const text = named ? `${word}: ${key}` : word
  const list = attributes({ type: 'button', class: 'try', 'data-try': key, 'aria-haspopup': 'dialog', title: key })
  return `<button${list} data-added>${escape(text)}</button>`
}
