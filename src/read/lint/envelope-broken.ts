/** "Responses always contain `success` and `message`" on a page whose answers do not. */
import { finding, type Finding } from '../../finding.ts'
import { isRecord } from '../../model/places.ts'
import type { Contract } from '../../model/contract.ts'
import type { Block, Paragraph } from '../../model/page.ts'
import { kindOf } from './json-look.ts'
import { onceEach } from '../../model/remember.ts'
import type { Rule } from './lint.ts'
import { blocksOf, capped, listed } from './look.ts'

export const envelopeBroken: Rule = ({ page, contract }) => {
  const blocks = blocksOf(page)
  const found = blocks.flatMap((block, at) => declared(block, blocks[at + 1]))
  return capped([...found.flatMap((one) => broken(one, contract)), ...errorsBroken(contract)], 8)
}

/** An error of an operation that has nothing of the error body that the page shows for all. */
function errorsBroken({ errors: { example }, operations }: Contract): Finding[] {
  if (example === undefined || !isRecord(example.body)) return []
  const { body, span } = example
  const keys = Object.keys(body)
  const all = operations.flatMap((operation) => operation.responses.map((one) => ({ operation, one })))
  return all.flatMap(({ operation, one }): Finding[] => {
    const shown = one.example
    if (one.status < 400 || !isRecord(shown) || Object.keys(shown).length === 0) return []
    if (keys.length === 0 || keys.some((key) => key in shown)) return []
    const message = `The error of "${operation.title}" has ${listed(Object.keys(shown))}; that of line ${span.line} has ${listed(keys)}.`
    return [finding('envelope-broken', one.span, message)]
  })
}

type Declared = { readonly names: readonly string[]; readonly line: number }

const ALWAYS =
  /\b(?:(?:all|every|each|any) (?:\w+ )?(?:responses?|answers?)|responses? (?:(?:should|will) )?always)\b[^.]*\b(?:contains?|includes?|ha(?:s|ve)|carr(?:y|ies))\b[^.]*\b(?:keys?|fields?|properties|attributes|following|`)/i

/** A sentence is no longer; what is, is not worth the time. */
const LONGEST = 400

const isPromise = onceEach(
  ({ text }: Paragraph) => ALWAYS.test(text.slice(0, LONGEST)) && !/\b(?:error|fail|header|list|pag)/i.test(text),
)

/** Keys in the sentence, or as the first word of each item of the list that follows it. */
function declared(block: Block, next: Block | undefined): Declared[] {
  if (block.kind !== 'paragraph' || !isPromise(block)) return []
  const items = next?.kind === 'list' && /:\s*$/.test(block.text) ? next.items : []
  const named = items.flatMap((item) => {
    const first = item.blocks[0]
    const code = first?.kind === 'paragraph' ? first.codes[0] : undefined
    return code === undefined ? [] : [code]
  })
  const said = items.length > 0 ? named : block.codes
  const names = items.length === 0 || named.length === items.length ? said : []
  return names.length > 0 && names.every((name) => /^\w+$/.test(name)) ? [{ names, line: block.span.line }] : []
}

function broken({ names, line }: Declared, contract: Contract): Finding[] {
  const answers = contract.operations.flatMap((operation) => operation.responses.map((one) => ({ operation, one })))
  return answers.flatMap(({ operation, one }): Finding[] => {
    const { example } = one
    if (example === undefined || one.status >= 400) return []
    const missing = isRecord(example) ? names.filter((name) => !(name in example)) : names
    if (missing.length === 0) return []
    const how = isRecord(example) ? `has no ${listed(missing)}` : `is a bare ${kindOf(example)}`
    const message = `Line ${line} says that every answer has ${listed(names)}; that of "${operation.title}" ${how}.`
    return [finding('envelope-broken', one.span, message)]
  })
}
