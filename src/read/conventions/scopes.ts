/** Scopes that an operation asks for: ``Requires the `cats:read` scope.``, `Required scopes: cats:read, cats:write`. */
import type { Block } from '../../model/page.ts'
import { textOf } from '../units.ts'
import { says } from '../words.ts'
import type { Convention } from './convention.ts'

const NAME = String.raw`[\p{L}\d](?:[\w.:*/-]{0,98}[\w*])?`
const LIST = String.raw`(${NAME}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+)${NAME}){0,9})`
const KIND = String.raw`(?:oauth ?2?(?:\.0)? |access |api )?`
const IN_WORDS = new RegExp(String.raw`\brequires?\b.{0,60}?(?<![\w.:*/-])${LIST} ${KIND}scopes?\b`, 'iu')
const AS_LABEL = [
  new RegExp(String.raw`\b(?:required|necessary|needed) ${KIND}scopes?(?: is| are)?\s*[:=]\s*${LIST}\s*$`, 'iu'),
  new RegExp(String.raw`\b(?:with|has|have|having) (?:the )?(?:following )?${KIND}scopes?\s*:\s*${LIST}\s*$`, 'iu'),
]
/** One of several, or of what is only part of the answer, is nothing to ask of everybody. */
const DOUBTFUL = /\bor\b|\bif\b|\bunless\b|\boptional|\bwithout\b|\bno\b/i

export const scopes: Convention = (unit) => {
  if (!says(unit, ['scope'])) return []
  const blocks = unit.parts.flatMap((part) => part.blocks)
  return blocks.flatMap((block) => {
    const names = namesIn(block)
    return names.length === 0 ? [] : [{ kind: 'scopes', names, span: block.span } as const]
  })
}

function namesIn(block: Block): readonly string[] {
  if (block.kind === 'heading' || block.kind === 'code' || block.kind === 'table') return []
  const codes = block.kind === 'paragraph' ? block.codes.map((code) => code.trim()) : []
  const sentences = textOf([block])
    .slice(0, 2000)
    .split(/[.!?](?=\s|$)/)
    // What stands in brackets is about what stands before them.
    .map((sentence) => sentence.replaceAll(/\([^()]*\)|\s+/g, ' ').trim())
  return sentences
    .filter((sentence) => /\bscopes?\b/i.test(sentence) && !DOUBTFUL.test(sentence))
    .flatMap((sentence) => saidIn(sentence, codes))
}

/** In words, names are told from other words by their look. */
function saidIn(sentence: string, codes: readonly string[]): readonly string[] {
  const labelled = AS_LABEL.map((pattern) => pattern.exec(sentence)?.[1]).find((list) => list !== undefined)
  if (labelled !== undefined) return split(labelled)
  const names = split(IN_WORDS.exec(sentence)?.[1] ?? '')
  return names.every((name) => codes.includes(name) || name.includes(':')) ? names : []
}

function split(list: string): readonly string[] {
  return list.split(/\s*,\s*(?:and\s+)?|\s+and\s+/).filter((name) => name !== '')
}
