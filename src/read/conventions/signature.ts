/** Signed requests (HMAC): the header that carries the signature, how it is made, and what it is made of. */
import type { SignatureSecurity } from '../../model/security.ts'
import { aboutWebhooks, isAuthentication } from '../headings.ts'
import { any } from '../../model/vocabulary.ts'
import type { Convention, SignatureFound } from './convention.ts'
import { mentions, wordsOf } from '../words.ts'

export const signature: Convention = (unit) => {
  const headings = [unit.heading, ...unit.above]
  const about = headings.some((heading) => heading !== undefined && isAuthentication(heading.text))
  if (aboutWebhooks(headings) || (!about && !mentions(unit, ['hmac']))) return []
  const text = wordsOf(unit)
  if (!SIGNED.test(text)) return []
  const [span] = unit.parts.flatMap((part) => part.blocks.map((block) => block.span))
  return span === undefined ? [] : [{ ...signatureIn(text), kind: 'signature', span }]
}

const SIGNED = /\bsign|hmac|签|簽/i

/** What a text says of how requests are signed. */
function signatureIn(text: string): Omit<SignatureFound, 'kind' | 'span'> {
  const [shown, query] = [HEADER.exec(text), QUERY.exec(text)]
  const name = shown?.[1] ?? query?.[1]
  return {
    name,
    in: shown === null && query !== null ? 'query' : 'header',
    algorithm: algorithmIn(text),
    encoding: encodingIn(text, name),
    formulas: formulasIn(text),
    headers: [...new Set([...text.matchAll(ANY_HEADER)].map(([, found = '']) => found))],
    withQuery: /(?:path|endpoint|url|uri)[^.\n]{0,60}\b(?:includ\w*|with)\b[^.\n]{0,20}\bquery/i.test(text),
    examples: examplesIn(text, name),
  }
}

const BEFORE = '(?:^|[\\s"\'`*|(])'
const AFTER = '(?=["\'`*]|\\s*[:|]|\\s*=)'
const HEADER = new RegExp(`${BEFORE}((?:[A-Za-z]\\w*-)+(?:sign|signature|hmac))${AFTER}`, 'i')
const ANY_HEADER = new RegExp(`${BEFORE}([A-Za-z]\\w*(?:-\\w+)+)${AFTER}`, 'g')
const QUERY = /[?&](signature|sign|sig|hmac)=/i

/** The hash that is named beside the word HMAC. */
function algorithmIn(text: string): SignatureSecurity['algorithm'] | undefined {
  const near = /hmac[^\n]{0,120}?(?:sha[-_ ]?(1|256|384|512)|(md5))\b/i.exec(text)
  const before = /(?:sha[-_ ]?(1|256|384|512)|(md5))[^\n]{0,20}hmac/i.exec(text)
  const [, digits, md5] = near ?? before ?? []
  if (md5 !== undefined) return 'md5'
  switch (digits) {
    case '1':
      return 'sha1'
    case '256':
      return 'sha256'
    case '384':
      return 'sha384'
    case '512':
      return 'sha512'
    default:
      return undefined
  }
}

/** A signature that is shown says it best, else the words do. */
function encodingIn(text: string, name: string | undefined): SignatureSecurity['encoding'] | undefined {
  const [shown] = examplesIn(text, name)
  if (shown !== undefined) return /^[\da-f]+$/i.test(shown) ? 'hex' : 'base64'
  if (/base-?64/i.test(text)) return 'base64'
  return /\bhex|hexdigest/i.test(text) ? 'hex' : undefined
}

function examplesIn(text: string, name: string | undefined): string[] {
  if (name === undefined) return []
  const shown = new RegExp(`${RegExp.escape(name)}["']?\\s*[:=]\\s*["']?([\\w+/]{20,}={0,2})`, 'gi')
  return [...text.matchAll(shown)].map(([, value = '']) => value)
}

/** A part: a name, a call around it, or a text in quotes. */
const PART = String.raw`(?:'[^'\n]*'|"[^"\n]*"|(?<![\w$])[$\w](?:[\w$]|-(?=[>\w])|[.>](?=[\w$]))*(?:\([\w.$>, ]*\))?)`
const SUMS = new RegExp(`${PART}(?:\\s*(?:\\+|\\|\\|)\\s*${PART})+`, 'g')
const DOTS = new RegExp(`\\$\\w+(?:\\s\\.\\s(?:\\$\\w+|'[^'\\n]*'|"[^"\\n]*"))+`, 'g')
const TEMPLATES = /(?:\$?\{[\w.]+\}[^\w{}$\s]{0,3}){2,}/g
const SENTENCE =
  /concatenat\w*(?: (?:of|the|together|string|following|values?))*:? ((?:[\w`-]+ ?){1,5}(?:(?:,? and |, ?|\s?\+\s?)(?:[\w`-]+ ?){1,5}){1,6})/gi
const BODY_ALONE = any(String.raw`
  (?:hmac|sign(?:ature|ed|ing)?)\b[^.\n]{0,80}\b(?:of|over|using|with|from) the (?:raw |whole |entire |full |json |http )*(?:request )?(?:body|payload)\b
`)

/** What is signed, in every way in which it is put, and in its order. */
function formulasIn(text: string): string[][] {
  const plain = text.replaceAll('`', '')
  const sums = [...plain.matchAll(SUMS)].map(([found]) => found.match(new RegExp(PART, 'g')) ?? [])
  const dots = [...plain.matchAll(DOTS)].map(([found]) => found.split(/\s\.\s/))
  const templates = [...plain.matchAll(TEMPLATES)].map(([found]) =>
    [...found.matchAll(/\{([\w.]+)\}|([^\w{}$\s]+)/g)].map(([, name, between]) => name ?? JSON.stringify(between)),
  )
  const told = [...plain.matchAll(SENTENCE)].map(([, list = '']) =>
    list.split(/,? and |,|\+/).map((one) => one.trim().replace(/^(?:the|an?|http|request) /i, '')),
  )
  return [...sums, ...dots, ...templates, ...told, ...(BODY_ALONE.test(plain) ? [['body']] : [])]
}
