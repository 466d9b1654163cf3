/** Contacts and accounts as vCards (RFC 6350); what a card has besides stays as it is. */
import ICAL from 'ical.js'
import type { CrmFields, Field, ObjectName } from './crm.ts'

/** Fields that are one property each; a contact's names are parts of `N`. */
const PROPERTIES: { readonly [O in ObjectName]: Readonly<Record<string, string>> } = {
  contacts: { email: 'email', phone: 'tel', title: 'title', accountId: 'x-account-id' },
  accounts: { name: 'fn', email: 'email', phone: 'tel', website: 'url' },
}

/** The properties that the fields of an object stand in. */
export function propertiesOf(object: ObjectName): Field[] {
  const names = object === 'contacts' ? { firstName: 'n', lastName: 'n' } : {}
  const all = Object.entries({ id: 'uid', ...names, ...PROPERTIES[object] })
  return all.map(([path, name]) => ({ path, vendorPath: name.toUpperCase() }))
}

/** What a card says; undefined for what is none, and for groups and places. */
export function cardOf(text: string): { readonly object: ObjectName; readonly fields: CrmFields } | undefined {
  const card = parsed(text)
  const kind = card === undefined ? '' : valueOf(card, 'kind')?.toLowerCase()
  if (card === undefined || (kind !== undefined && kind !== 'individual' && kind !== 'org')) return undefined
  const object = kind === 'org' ? 'accounts' : 'contacts'
  const pairs = Object.entries(PROPERTIES[object]).map(([field, name]) => [field, valueOf(card, name)] as const)
  return { object, fields: { ...Object.fromEntries(pairs), ...(object === 'contacts' ? namesOf(card) : {}) } }
}

/** A new card. */
export function newCard(object: ObjectName, id: string, fields: CrmFields): string {
  const card = new ICAL.Component(['vcard', [['version', {}, 'text', '4.0']], []])
  card.updatePropertyWithValue('uid', `urn:uuid:${id}`)
  if (object === 'accounts') card.updatePropertyWithValue('kind', 'org')
  return written(card, object, fields)
}

/** A card with other values in these fields. */
export function changedCard(text: string, object: ObjectName, fields: CrmFields): string {
  const card = parsed(text)
  if (card === undefined) throw new TypeError('the card was one a moment ago')
  return written(card, object, fields)
}

function written(card: ICAL.Component, object: ObjectName, fields: CrmFields): string {
  for (const [field, name] of Object.entries(PROPERTIES[object])) if (field in fields) put(card, name, fields[field])
  if (object === 'contacts') putNames(card, { ...namesOf(card), ...fields })
  card.updatePropertyWithValue('rev', new Date().toISOString().replace(/\.\d+/, ''))
  return card.toString()
}

/** A card has to have a full name, whatever is known. */
function putNames(card: ICAL.Component, { firstName = '', lastName = '', email, phone }: CrmFields): void {
  put(card, 'n', [lastName, firstName, '', '', ''])
  put(card, 'fn', `${firstName} ${lastName}`.trim() || email || phone || 'nameless')
}

function namesOf(card: ICAL.Component): CrmFields {
  const value: unknown = card.getFirstPropertyValue('n')
  const [lastName, firstName] = Array.isArray(value)
    ? value.map((part: unknown) => String(part))
    : [String(value ?? '')]
  return { firstName: firstName || undefined, lastName: lastName || undefined }
}

function put(card: ICAL.Component, name: string, value: string | string[] | undefined): void {
  card.removeAllProperties(name)
  if (value !== undefined) card.addPropertyWithValue(name, value)
}

function valueOf(card: ICAL.Component, name: string): string | undefined {
  const value: unknown = card.getFirstPropertyValue(name)
  const text = value === null || value === undefined ? '' : String(value)
  return (name === 'tel' ? text.replace(/^tel:/, '') : text) || undefined
}

function parsed(text: string): ICAL.Component | undefined {
  try {
    const card = ICAL.Component.fromString(plain(text))
    return card.name === 'vcard' ? card : undefined
  } catch {
    return undefined
  }
}

/** Properties whose values have parts, between which a bare `;` stands. */
const STRUCTURED = /^(?:[\w-]+\.)?(?:N|ADR|ORG|GENDER|CLIENTPIDMAP)[;:]/i

/** Some servers escape `;` where it needs no escape, and the library leaves it so. */
function plain(text: string): string {
  const lines = text.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/)
  const free = (line: string): string => line.replaceAll(/\\([^])/g, (pair, next) => (next === ';' ? ';' : pair))
  return lines.map((line) => (STRUCTURED.test(line) ? line : free(line))).join('\r\n')
}
