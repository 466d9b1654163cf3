/**
 * Credentials that prose only names: "send your key in the `X-Api-Key` header", "HTTP Basic", a table of headers. They
 * count where the page never shows one in use.
 */
import type { Span } from '../../finding.ts'
import type { Block, Inline, Table } from '../../model/page.ts'
import type { Requirement, Security } from '../../model/security.ts'
import { any } from '../../model/vocabulary.ts'
import { isKeyHeader, isKeyQuery } from './security-values.ts'

const HEADER = /\bheaders?\b|en-t[eê]te|cabecera|encabezado|cabe[cç]alho|kopfzeile|заголов|请求头|請求頭|ヘッダ|헤더/iu
const QUERY = /\bquery\b|\bparam\w*|par[aáâ]met|paramètre|查询参数|クエリ/iu
const DEMAND = any(String.raw`
  \b(?:requires?|required|must|needs?|send|pass|include|supply|provide|add|set|expects?|put|authenticat\w*)\b
  \b(?:enviar|incluir|envoyer|inclure|debe|deve|doit|muss)\b|必须|必要
`)
const BASIC = /\bbasic[ -]?(?:http[ -]?)?(?:access[ -]?)?auth|\bhttp basic\b/i
const BEARER = /\bbearer\b/i

/** What a block names; `about` where it stands in a chapter on authentication. */
export function told(block: Block, about: boolean): Requirement[] {
  if (block.kind === 'table') return about ? inTable(block) : []
  if (block.kind === 'list' && about)
    return block.items.flatMap((item) => item.blocks.flatMap((inner) => told(inner, about)))
  if (block.kind === 'html') return inWords(wordsOf(block.html), block.span, about)
  return block.kind === 'paragraph' ? inWords(block, block.span, about) : []
}

type Words = Pick<Inline, 'text' | 'codes'>

/** Of raw HTML, with code in tags or in the marks that Markdown would have. */
function wordsOf(html: string): Words {
  const codes = [...html.slice(0, 5000).matchAll(/<code>([^<>]{1,80})<\/code>|`([^`\n]{1,80})`/g)]
  const text = html.slice(0, 5000).replaceAll(/<[^<>]*>/g, ' ')
  return { text, codes: codes.map(([, tagged, marked]) => tagged ?? marked ?? '') }
}

function inWords({ text, codes }: Words, span: Span, about: boolean): Requirement[] {
  if (!DEMAND.test(text) && !about) return []
  const named = codes.flatMap((code) => nameIn(code, text, span))
  if (named.length > 0) return both(named, text) ? [named] : named.map((one) => [one])
  if (!about || text.length > 600) return []
  if (BASIC.test(text)) return [[{ kind: 'basic', examples: [], span }]]
  return BEARER.test(text) && HEADER.test(text) ? [[{ kind: 'bearer', examples: [], span }]] : []
}

/** `X-Api-Key`, `header: { Authorization }`, `api_key` of a sentence that says where it goes. */
function nameIn(code: string, text: string, span: Span): Security[] {
  const name = /^(?:headers?\s*[:=]\s*)?[{\s"']*([A-Za-z][\w-]{1,40})[}\s"':]*$/.exec(code)?.[1]
  if (name === undefined) return []
  if (/^authorization$/i.test(name)) return HEADER.test(text) ? [authorization(text, span)] : []
  if (isKeyHeader(name) && HEADER.test(text)) return [keyIn('header', name, span)]
  return isKeyQuery(name) && QUERY.test(text) && !HEADER.test(text) ? [keyIn('query', name, span)] : []
}

function authorization(text: string, span: Span): Security {
  if (BEARER.test(text)) return { kind: 'bearer', examples: [], span }
  if (BASIC.test(text)) return { kind: 'basic', examples: [], span }
  return keyIn('header', 'Authorization', span)
}

/** Two of one sentence are needed together, unless it says that either does. */
function both(named: readonly Security[], text: string): boolean {
  return named.length > 1 && /\band\b|\bboth\b|\b[yeund]{1,3}\b|&|和|と/i.test(text) && !/\bor\b|\beither\b/i.test(text)
}

/** A table whose first column is headed by the word for headers: those that carry keys are sent together. */
function inTable({ head, rows }: Table): Requirement[] {
  if (!HEADER.test(head[0]?.text ?? '')) return []
  const named = rows.flatMap(([name, ...others]): Security[] => {
    const [plain, rest] = [name?.text.trim() ?? '', others.map((cell) => cell.text).join(' ')]
    if (name === undefined || /\boptional\b/i.test(rest)) return []
    if (/^authorization$/i.test(plain)) return [authorization(rest, name.span)]
    return isKeyHeader(plain) ? [keyIn('header', plain, name.span)] : []
  })
  return named.length === 0 ? [] : [named]
}

function keyIn(place: 'header' | 'query', name: string, span: Span): Security {
  return { kind: 'key', in: place, name, prefix: undefined, examples: [], span }
}
