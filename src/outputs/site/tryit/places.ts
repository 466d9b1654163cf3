/** Where on the page something can be tried: at the request line of an operation, else under its heading. */
import type { Contract, Operation } from '../../../model/contract.ts'
import type { Block } from '../../../model/page.ts'
import { attributes, escape } from '../html.ts'
import { headingsIn } from '../headings.ts'
import { isRequestLine } from '../request.ts'
import type { Words } from '../words/index.ts'

/** The buttons of a block, as HTML. */
export type Tries = ReadonlyMap<Block, string>

/** What is to be tried under a heading; it gets its button there if no request line takes it. */
type Open = { readonly heading: Block; left: Operation[] }

/** The buttons of a page by the block that carries them. */
export function tries(blocks: readonly Block[], contract: Contract, words: Words): Tries {
  const found = new Map<Block, string>()
  const put = (block: Block, html: string): void => void found.set(block, (found.get(block) ?? '') + html)
  const operations = Map.groupBy(contract.operations, ({ section }) => section)
  let open: Open | undefined
  const close = (): void =>
    open?.left.forEach((one) => put(open!.heading, button(one.key, open!.left.length > 1, words.tryIt)))
  for (const block of blocks) {
    const own = ids(block).flatMap((id) => operations.get(id) ?? [])
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
  for (const [block, html] of consoles(blocks, contract, words)) put(block, html)
  return found
}

function* consoles(blocks: readonly Block[], { channels }: Contract, words: Words): Generator<[Block, string]> {
  const places = new Map(blocks.flatMap((block) => ids(block).map((id) => [id, block] as const)))
  for (const { address, section } of channels) {
    const block = places.get(section)
    if (address !== undefined && block !== undefined) yield [block, button(`WS ${address}`, false, words.connect)]
  }
}

const ids = (block: Block): string[] => headingsIn(block).flatMap(({ id }) => id ?? [])

/** A request line of the same method is the operation's if it ends as its path does, placeholders being alike. */
function isOf(line: string, { method, path }: Operation): boolean {
  const [, verb = '', address = ''] = /^\s*([A-Z]+)\s+(\S+)/.exec(line) ?? []
  if (verb !== method) return false
  const shown = fixed(address.replace(/[?#].*$/, ''))
  return shown.endsWith(fixed(path)) || fixed(path).endsWith(shown)
}

function fixed(path: string): string {
  return path.replaceAll(/\{[^{}]*\}|<[^<>]*>|\[[^[\]]*\]|(?<=\/)[:$]\w+/g, '*').replace(/\/+$/, '')
}

/** A button names what it tries where several stand together. */
function button(key: string, named: boolean, word: string): string {
  const text = named ? `${word}: ${key}` : word
  const list = attributes({ type: 'button', class: 'try', 'data-try': key, 'aria-haspopup': 'dialog', title: key })
  return `<button${list} data-added>${escape(text)}</button>`
}
