/** What the leaves of an error example stand for. */
import { words } from '../model/names.ts'
import type { Json } from '../model/shape.ts'

export type Role = 'status' | 'name' | 'message' | 'parameter' | 'request' | 'path' | 'time'

/** What is known of the example: its status if the page says it, names of the error table, and the whole body. */
export type Example = { readonly body: Json; readonly status: number | undefined; readonly names: readonly string[] }

const MESSAGES = new Set('message detail details description reason msg text info explanation hint'.split(' '))
const NAMES = new Set('error name title type code kind status slug key errors'.split(' '))
/** Texts that say that there is an error, not which: `"status": "error"`. */
const FLAGS = /^(?:errors?|fail|failed|failure|ko|nok|false)$/i
const PARAMETERS = new Set('field param parameter property attribute pointer'.split(' '))

/** What holds the address that was asked for, where it begins with a slash. */
const ADDRESSES = new Set(['path', 'url', 'uri', 'request path', 'request url', 'request uri'])

/** The role of a leaf, by its value first and its name second; undefined for what stays as it is. */
export function leafRole(key: string, value: Json, example: Example): Role | undefined {
  const parts = words(key)
  const last = parts.at(-1) ?? ''
  if (isStatus(value, last, example)) return 'status'
  if (typeof value === 'string' && value.startsWith('/') && ADDRESSES.has(parts.join(' '))) return 'path'
  if (parts.includes('request') || parts.includes('trace')) return 'request'
  if (last === 'timestamp' || last === 'time') return 'time'
  if (PARAMETERS.has(last)) return 'parameter'
  if (typeof value !== 'string') return undefined
  return textRole(last, value, example)
}

/**
 * A number where the example has its status, or any number called a code: what other numbers the page's own codes
 * would be is not known, and to keep the example's would tell a lie.
 */
function isStatus(value: Json, last: string, { status }: Example): boolean {
  if (value === null || typeof value === 'boolean' || !/^\d+$/.test(String(value))) return false
  const number = Number(value)
  if (number === status || ['code', 'errno', 'errcode'].includes(last)) return true
  return number >= 400 && number < 600 && ['status', 'error'].includes(last)
}

function textRole(last: string, value: string, example: Example): Role | undefined {
  if (last === 'path' || last === 'instance') return 'path'
  const named = isName(value, example)
  if (FLAGS.test(value)) return undefined
  if (MESSAGES.has(last)) return 'message'
  if (named) return 'name'
  if (!NAMES.has(last)) return undefined
  return isSentence(value) || isOnlyText(example.body) ? 'message' : isUrl(value) ? undefined : 'name'
}

/** Whether a text is a name of the page's error table in whatever casing. */
function isName(value: string, { names }: Example): boolean {
  const plain = words(value).join(' ')
  return names.some((name) => words(name).join(' ') === plain)
}

function isSentence(value: string): boolean {
  return /[.!?]$/.test(value) || value.split(' ').length > 4
}

function isUrl(value: string): boolean {
  return /^(?:https?:|about:)/.test(value)
}

/** Where the body has one text only, that text is what tells the caller most: the message. */
function isOnlyText(body: Json): boolean {
  return texts(body).length === 1
}

function texts(value: Json): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((inner) => texts(inner)) : []
}
