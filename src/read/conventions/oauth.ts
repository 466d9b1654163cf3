/** OAuth 2.0 as authors describe it: addresses that hand out codes and tokens, grants, and tables or lists of scopes. */
import type { Block, Table } from '../../model/page.ts'
import type { Flow, Scope } from '../../model/security.ts'
import { deep } from '../../model/walk.ts'
import { isAuthentication } from '../headings.ts'
import { textOf, type Unit } from '../units.ts'
import type { Convention, OAuthFound } from './convention.ts'
import { mentions, wordsOf } from '../words.ts'

const OAUTH = /\boauth|grant[_ ]type|\bauthori[sz]ation[_ ]code\b|\bclient[_ ]credentials\b/i
/** The same as plain words, for a first look. */
const WORDS = ['oauth', 'grant type', 'authorization code', 'authorisation code', 'client credentials'].flatMap(
  (one) => [one, one.replace(' ', '_')],
)
const SCOPES = /\bscopes?\b/i

export const oauth: Convention = (unit) => {
  const headings = [unit.heading, ...unit.above]
  const about = headings.some((one) => one !== undefined && (isAuthentication(one.text) || SCOPES.test(one.text)))
  if (!about && !mentions(unit, WORDS)) return []
  const text = wordsOf(unit)
  const [span] = unit.parts.flatMap((part) => part.blocks.map((block) => block.span))
  if (span === undefined || (!about && !OAUTH.test(text))) return []
  const found = { ...addressesIn(text), grants: grantsIn(text), scopes: scopesIn(unit) }
  const { authorizationUrl, tokenUrl, grants, scopes } = found
  const says = grants.length > 0 || scopes.length > 0 || authorizationUrl !== undefined || tokenUrl !== undefined
  return says ? [{ kind: 'oauth', ...found, span }] : []
}

const PART = String.raw`[^\s"'\`<>()\[\]|,?#\\]`
/** An address or a path, from where one can begin: what is none is looked at once. */
const START = String.raw`(?<![^\s"'\`<>()\[\]|,?#\\=:])`
const URL_TEXT = String.raw`((?:https?:\/\/|${START}(?:[a-z0-9-]{1,63}\.){1,9}[a-z]{2,20}(?=\/)|${START}\/)${PART}{0,200})`
const LABEL = String.raw`\b(?:url|uri|endpoint)\b[^\n/]{0,40}?`
const CODES = [
  new RegExp(String.raw`\b(?:authori[sz](?:ation|e)|consent) ${LABEL}${URL_TEXT}`, 'i'),
  new RegExp(`${URL_TEXT}\\?[^"'\`]{0,300}response_type=`, 'i'),
  new RegExp(
    String.raw`${URL_TEXT}(?<=\/oauth2?\/(?:${PART}{0,60}\/)?(?:authori[sz]e|authori[sz]ation|auth|dialog))(?!${PART})`,
    'i',
  ),
]
const TOKENS = [
  new RegExp(String.raw`\btoken ${LABEL}${URL_TEXT}`, 'i'),
  new RegExp(String.raw`${URL_TEXT}(?<=\/oauth2?\/(?:${PART}{0,60}\/)?(?:access_?)?token)(?!${PART})`, 'i'),
  new RegExp(String.raw`${URL_TEXT}(?<=\/(?:access_?)?token)(?!${PART})(?=[\s\S]{0,400}grant_type)`, 'i'),
]

function addressesIn(text: string): Pick<OAuthFound, 'authorizationUrl' | 'tokenUrl'> {
  return { authorizationUrl: firstOf(CODES, text), tokenUrl: firstOf(TOKENS, text) }
}

/** Without a full stop behind it, and with a scheme where it has a host. */
function firstOf(patterns: readonly RegExp[], text: string): string | undefined {
  const found = patterns.map((pattern) => pattern.exec(text)?.[1]).find((one) => one !== undefined)
  // A placeholder in the place of the host stands for the API's own.
  const plain = found?.replace(/[.:;*]+$/, '').replace(/^https?:\/\/[^/]*[{}$%][^/]*(?=\/)/, '')
  return plain === undefined || /^(?:https?:\/)?\//.test(plain) ? plain : `https://${plain}`
}

const GRANTS: readonly (readonly [Flow['grant'], RegExp])[] = [
  [
    'authorizationCode',
    /grant_type\W{1,8}authori[sz]ation_code|\bauthori[sz]ation[ _]code (?:flow|grant)|response_type\W{1,8}code\b|`authori[sz]ation_code`/i,
  ],
  ['implicit', /response_type\W{1,8}token\b|\bimplicit (?:flow|grant)/i],
  ['password', /grant_type\W{1,8}password|\bpassword (?:flow|grant|credentials grant)|resource owner password/i],
  [
    'clientCredentials',
    /grant_type\W{1,8}client_credentials|\bclient[ _]credentials (?:flow|grant)|`client_credentials`/i,
  ],
]

/** In prose and in samples; in tables the value stands in words after the name: `grant_type | OAuth Grant Type, use password`. */
function grantsIn(text: string): Flow['grant'][] {
  const rows = text.replaceAll(
    /\|\s*grant_type\b[^\n]*?\b(authorization_code|password|client_credentials)\b[^\n]*/gi,
    'grant_type=$1',
  )
  return GRANTS.filter(([, pattern]) => pattern.test(rows)).map(([grant]) => grant)
}

const NAME = /^[a-z][\w.:*/[\]-]{0,99}$/i

function scopesIn(unit: Unit): Scope[] {
  const about = [unit.heading, unit.above.at(-1)].some((one) => one !== undefined && SCOPES.test(one.text))
  return unit.parts.flatMap((part) => {
    const own = about || (part.heading !== undefined && SCOPES.test(part.heading.text))
    return deep(part.blocks).flatMap((block) =>
      block.kind === 'table' ? inTable(block, own) : own ? inList(block) : [],
    )
  })
}

function inTable({ head, rows }: Table, about: boolean): Scope[] {
  const at = head.findIndex(({ text }) => /^(?:oauth )?(?:scopes?|scope name)$/i.test(text.trim()))
  const column = at >= 0 ? at : about && /^(?:name|value|permission)$/i.test(head[0]?.text.trim() ?? '') ? 0 : undefined
  if (column === undefined) return []
  const told = head.findIndex(({ text }) => /desc|meaning|access|allow|grant|app|permission/i.test(text))
  const meaningAt = told >= 0 && told !== column ? told : column === 0 ? 1 : 0
  return rows.flatMap((row) => {
    const name = row[column]?.text.trim().replaceAll(/[`*"]/g, '') ?? ''
    return NAME.test(name) ? [{ name, meaning: row[meaningAt]?.text.trim() ?? '' }] : []
  })
}

/** `read:animals`: look at animals. */
function inList(block: Block): Scope[] {
  if (block.kind !== 'list') return []
  return block.items.flatMap((item) => {
    const [first] = item.blocks
    const name = first?.kind === 'paragraph' ? first.codes[0]?.trim() : undefined
    const text = textOf(item.blocks).trim()
    if (name === undefined || !NAME.test(name) || !text.startsWith(name)) return []
    return [{ name, meaning: text.slice(name.length).replace(/^[\s:–—-]+/, '') }]
  })
}
