/** Whether the page says that operations need a credential or none. Only plain words count: in doubt it is locked. */
import type { Block } from '../../model/page.ts'
import { any } from '../../model/vocabulary.ts'
import { textOf } from '../units.ts'
import { isAuthentication } from '../headings.ts'
import { says } from '../words.ts'
import type { Convention, AccessFound } from './convention.ts'

const THING = `(?:${[
  'authentication|authori[sz]ation|auth|credentials?|(?:api[ -]?|access )?(?:keys?|tokens?)',
  'autenticaci[oó]n|autentica[cç][aã]o|authentification|authentifizierung',
].join('|')})`

const NONE = any(String.raw`
  \bno ${THING} (?:is |are )?(?:required|needed|necessary)
  ^\W*(?:no|keine|sin|sem|sans) ${THING}\W*$
  \((?:no|keine|sin|sem|sans) ${THING}\)
  \b(?:do|does) not (?:require|need) (?:any |an |a )?${THING}
  \b(?:called|used|accessed|requested|read|available|accessible) without (?:any |an |a )?${THING}
  \b${THING} (?:is|are) not (?:required|needed|necessary)
  \bno (?:requiere|necesita) ${THING}|\bn[aã]o (?:requer|precisa de) ${THING}|\bne nécessite pas d['’]${THING}
  \bpublic endpoint\b|不需要(?:认证|鉴权|签名)|无需(?:认证|鉴权|签名)|認証(?:は)?不要
`)
/** Most blocks have none of the words without which nothing is said; one look tells. */
const TELLING =
  /\b(?:not?|n[aã]o|ne|keine|sin|sem|sans|without|requires?|required|needs) |\bpublic endpoint\b|不需要|无需|認証/iu
/** A sentence that tells what happens without one says the opposite. */
const WARNING = /\b(?:fail|error|reject|den(?:y|ied)|refus|unauthori[sz]ed|40[13])/i

const NEEDED = any(String.raw`
  ^\W*(?:requires?|needs) ${THING}\W*$|\b(?:requires|needs) (?:an? |valid |prior )*${THING}
  \b${THING} (?:is |are )?required
`)

/** `Some methods require authorization`: each of those says so, and the others need none. */
const MARKED = new RegExp(
  `\\b(?:some|certain|private|not all)(?: (?!private|public)\\w+){0,2} (?:methods?|endpoints?|requests?|calls?|operations?|routes?|resources?)\\b[^.]{0,40}?\\b(?:requires?|needs?) (?:an? |valid )*${THING}`,
  'iu',
)

/** Without a credential, or a word that stands for none, nothing is said of it. */
const NAMES = ['auth', 'credential', 'key', 'token', 'autentic', 'public', '不需要', '无需', '認証']

export const access: Convention = (unit) => {
  if (!says(unit, NAMES)) return []
  const about = [unit.heading, ...unit.above].some((heading) => heading !== undefined && isAuthentication(heading.text))
  return unit.parts.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      const sentences = sentencesOf(block)
      const said = sentences.find((sentence) => NONE.test(sentence) && !WARNING.test(sentence))
      const open = said === undefined ? undefined : about ? general(said) : 'section'
      if (open === undefined && sentences.some((sentence) => MARKED.test(sentence)))
        return [{ kind: 'access', open: 'unmarked', span: block.span } as const]
      const needed = open === undefined && sentences.some((sentence) => NEEDED.test(sentence))
      return open === undefined && !needed
        ? []
        : [{ kind: 'access', open: open ?? 'nothing', span: block.span } as const]
    }),
  )
}

const PUBLIC = /\bpublic\b|p[uú]blic[oa]s?\b|公共|公开|公開|パブリック/iu
const READING = /\bGET\b|\bread(?:ing|-only)?\b/
const ALL = /\b(?:api|requests?|endpoints?|calls?|methods?|operations?)\b/i
/** Which ones is not said in a way that could be looked up. */
const SOME = /\b(?:some|certain|few|most|many|following|these|those|this|which|unless|except|only|if|when)\b/i

/** Of whom a sentence in a chapter on authentication speaks. */
function general(sentence: string): AccessFound['open'] {
  if (PUBLIC.test(sentence)) return 'public'
  if (SOME.test(sentence)) return 'section'
  if (READING.test(sentence)) return 'reading'
  return ALL.test(sentence) ? 'all' : 'section'
}

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
