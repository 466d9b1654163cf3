/** The tables of the API. What belongs to a project has its name and a number that counts up within it. */
import { fail, type Input, type Migrations, type Services } from 'kittn'
import { sql, type Kysely } from 'kysely'
import type { ProcessOut } from './api.gen.d.ts'
import type { Project } from './caller.ts'

export type Api = ProcessOut & { caller: Project; tables: Tables }
export type Operation = keyof ProcessOut['operations']
export type Asked<K extends Operation> = Input<Api, K>
export type Db = Kysely<Tables>
/** What does something and tells of it. */
export type Acting = Pick<Services<Api>, 'db' | 'notify'>

export type Tables = {
  /** What signs now, and from `next_from` on. */
  projects: { id: string; name: string; signer: string; next_signer: string | null; next_from: string | null }
  invoices: Owned & Priced & Urls & Terms
  tailored: Owned & Priced & Urls
  recurring: Owned & Priced & RecurringRow
  transactions: Owned & TransactionRow
  refunds: Owned & { transaction_id: string; amount: number; currency: string; reason: string }
  events: Owned & { name: string; data: string; processed: number }
}
/** Tables of what belongs to projects. */
export type Owning = Exclude<keyof Tables, 'projects'>
/** `project` is that of the caller, with `sandbox-` before it for what is not in earnest. */
export type Owned = { id: string; project: string; seq: number; created_at: string }
/** Money is in minor units. */
export type Priced = { name: string; currency: string; price: number; taxes: number; shipping: number }
export type Urls = { return_url: string | null; cancel_url: string | null; notify_url: string | null }
type Terms = {
  status: 'waiting' | 'completed' | 'disputed' | 'refunded'
  /** JSON. */
  metas: string
  custom: string | null
  request_email: number
  request_shipping: number
  recurring_days: number
  recurring_invoice_id: string | null
}
type RecurringRow = {
  invoice_id: string
  recurring_days: number
  status: 'waiting' | 'active' | 'ended'
  next_invoice_at: string | null
  ended_at: string | null
}
type TransactionRow = {
  invoice_id: string
  status: 'completed' | 'failed' | 'disputed' | 'refunded'
  amount: number
  refunded: number
  currency: string
  card: string
  /** When the holder of the card will dispute it. */
  dispute_at: string | null
  email: string | null
  address: string | null
}

/** Texts where no type is said, and never null without the question mark. */
const OWNED = 'id, project, created_at'
const PRICED = 'name, currency, price bigint, taxes bigint, shipping bigint'
const URLS = 'return_url?, cancel_url?, notify_url?'
const COLUMNS: { readonly [T in keyof Tables]: string } = {
  projects: 'id, name, signer',
  invoices: `${OWNED}, ${PRICED}, ${URLS}, status, metas, custom?, request_email integer, request_shipping integer,
    recurring_days integer, recurring_invoice_id?`,
  tailored: `${OWNED}, ${PRICED}, ${URLS}`,
  recurring: `${OWNED}, ${PRICED}, invoice_id, recurring_days integer, status, next_invoice_at?, ended_at?`,
  transactions: `${OWNED}, invoice_id, status, amount bigint, refunded bigint, currency, card, dispute_at?, email?, address?`,
  refunds: `${OWNED}, transaction_id, amount bigint, currency, reason`,
  events: `${OWNED}, name, data, processed integer`,
}
const INDEXES = ['transactions (dispute_at)', 'recurring (next_invoice_at)', 'refunds (transaction_id)']

export const migrations: Migrations = {
  '0001-payments': [
    ...Object.entries(COLUMNS).map(tableSql),
    ...INDEXES.map((index, at) => `CREATE INDEX due_${at} ON ${index}`),
  ].join(';\n'),
  '0002-rolled-secrets': ['next_signer', 'next_from'].map((one) => `ALTER TABLE projects ADD ${one} text`).join(';\n'),
}

function tableSql([table, columns]: readonly [string, string]): string {
  const own = columns.split(',').map((one) => columnSql(one.trim()))
  if (table === 'projects') return `CREATE TABLE projects (${own.join(', ')}, PRIMARY KEY (id))`
  return `CREATE TABLE ${table} (${own.join(', ')}, seq bigint NOT NULL, PRIMARY KEY (id));
    CREATE INDEX ${table}_of ON ${table} (project, seq)`
}

function columnSql(written: string): string {
  const [name = '', type = 'text'] = written.split(' ')
  return name.endsWith('?') ? `${name.slice(0, -1)} ${type}` : `${name} ${type} NOT NULL`
}

/** The number of the next row of a project in a table, for an insertion. */
export function next(table: Owning, project: string) {
  return sql<number>`(SELECT coalesce(max(seq), 0) + 1 FROM ${sql.table(table)} WHERE project = ${project})`
}

/** Now, as the page shows times. */
export function time(date: Date = new Date()): string {
  return `${date.toISOString().slice(0, 19)}Z`
}

/** The row of the project with this id; else the page's 404. */
export async function mine<T extends Owning>(db: Db, table: T, project: string, id: string): Promise<Tables[T]> {
  const { rows } = await sql<
    Tables[T]
  >`SELECT * FROM ${sql.table(table)} WHERE id = ${id} AND project = ${project}`.execute(db)
  return rows[0] ?? fail(404)
}
