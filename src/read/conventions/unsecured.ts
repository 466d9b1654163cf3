/** Operations of which the page says that they need no credential. Only plain words count: in doubt it is locked. */
import type { Block } from '../../model/page.ts'
import { textOf } from '../units.ts'
import type { Convention } from './convention.ts'

const THING = `(?:${[
  'authentication|authori[sz]ation|auth|credentials?|(?:api[ -]?|access )?(?:keys?|tokens?)',
  'autenticaci[oó]n|autentica[cç][aã]o|authentification|authentifizierung',
].join('|')})`

const NONE = new RegExp(
  [
    `\\bno ${THING} (?:is |are )?(?:required|needed|necessary)`,
    `^\\W*(?:no|keine|sin|sem|sans) ${THING}\\W*$`,
    `\\((?:no|keine|sin|sem|sans) ${THING}\\)`,
    `\\b(?:do|does) not (?:require|need) (?:any |an |a )?${THING}`,
    `\\b(?:called|used|accessed|requested|read|available|accessible) without (?:any |an |a )?${THING}`,
    `\\b${THING} (?:is|are) not (?:required|needed|necessary)`,
    `\\bno (?:requiere|necesita) ${THING}|\\bn[aã]o (?:requer|precisa de) ${THING}|\\bne nécessite pas d['’]${THING}`,
    '\\bpublic endpoint\\b|不需要(?:认证|鉴权|签名)|无需(?:认证|鉴权|签名)|認証(?:は)?不要',
  ].join('|'),
  'iu',
)
/** Most blocks have none of the words without which nothing is said; one look tells. */
const TELLING = /\b(?:not?|n[aã]o|ne|keine|sin|sem|sans|without) |\bpublic endpoint\b|不需要|无需|認証/iu
/** A sentence that tells what happens without one says the opposite. */
const WARNING = /\b(?:fail|error|reject|den(?:y|ied)|refus|unauthori[sz]ed|40[13])/i

export const unsecured: Convention = (unit) =>
  unit.parts.flatMap((part) =>
    part.blocks.flatMap((block) => {
      const said = sentencesOf(block).some((sentence) => NONE.test(sentence) && !WARNING.test(sentence))
      return said ? [{ kind: 'unsecured', span: block.span } as const] : []
    }),
  )

/** Of tables, the rows that are one sentence across. */
function sentencesOf(block: Block): readonly string[] {
  if (block.kind === 'heading' || block.kind === 'code') return []
  if (block.kind !== 'table') {
    const text = textOf([block]).slice(0, 2000)
    return TELLING.test(text) ? text.split(/[.!?。\n]/) : []
  }
  const rows = block.rows.map((row) => row.map((cell) => cell.text.trim()).filter((text) => text !== ''))
  return rows.flatMap((cells) => (cells.length === 1 ? cells : []))
}
