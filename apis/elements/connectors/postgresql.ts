/**
 * Contacts and accounts in two tables of a PostgreSQL database: `contacts` and `accounts` with a column `id` and, for each field,
 * one in snake case (`first_name`). Columns that a table does not have are fields that its records do not have.
 */
import { randomUUID } from 'node:crypto'
import { BlockList, Socket } from 'node:net'
import pg from 'pg'
import { listSql } from './postgresql/list.ts'
import { tableOf, type Table } from './postgresql/table.ts'
import type { Crm, CrmFields, CrmRecord, ObjectName } from './crm.ts'
import { codeOf, isNetwork, Refusal, type Reason } from './refusal.ts'

export type PostgresAccess = {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly username: string
  readonly password: string
  readonly schema: string
  /** Addresses that are not connected to. */
  readonly forbidden?: BlockList
}

const POOL = { max: 4, idleTimeoutMillis: 10_000, connectionTimeoutMillis: 5000, statement_timeout: 10_000 }

/** A socket that goes nowhere that is forbidden. */
class Guarded extends Socket {
  readonly #forbidden: BlockList

  constructor(forbidden: BlockList) {
    super()
    this.#forbidden = forbidden
  }

  /** As the client connects: to a port of a host, or to a path. */
  override connect(...[to, host]: readonly unknown[]): this {
    if (typeof to !== 'number') return super.connect(String(to))
    const place = { port: to, host: String(host), blockList: this.#forbidden }
    return super.connect(place)
  }
}

export function postgresql({ username, forbidden = new BlockList(), ...access }: PostgresAccess): Crm {
  const stream = (): Socket => new Guarded(forbidden)
  const pool = new pg.Pool({ ...POOL, ...access, user: username, allowExitOnIdle: true, stream })
  // Connections that break while nobody uses them are made anew.
  pool.on('error', () => undefined)
  const query = async (text: string, values: readonly string[]): Promise<CrmRecord[]> =>
    (await pool.query<CrmRecord>(text, [...values])).rows.map(present)
  const tables = new Map<ObjectName, Promise<Table>>()
  const table = (object: ObjectName): Promise<Table> => {
    const known = tables.get(object) ?? tableOf(pool, access.schema, object)
    tables.set(object, known)
    known.catch(() => tables.delete(object))
    return known
  }

  return {
    ping: () => refusing(async () => void (await Promise.all([table('contacts'), table('accounts')]))),
    close: () => pool.end(),
    list: (object, wanted) =>
      refusing(async () => {
        const { page, count } = listSql(await table(object), wanted)
        const [rows, counted] = [await query(...page), wanted.counted ? await pool.query(...count) : undefined]
        const total = counted === undefined ? undefined : Number(counted.rows[0].count)
        return { records: rows.slice(0, wanted.limit), more: rows.length > wanted.limit, total }
      }),
    get: (object, id) =>
      refusing(async () => {
        const { name, select } = await table(object)
        return (await query(`select ${select} from ${name} where id::text = $1`, [id]))[0]
      }),
    create: (object, fields) =>
      refusing(async () => {
        const into = await table(object)
        const entries = entriesOf(into, into.givesIds ? fields : { ...fields, id: randomUUID() })
        const columns = entries.map(([column]) => column).join(', ')
        const places = entries.map((_, at) => `$${at + 1}`).join(', ')
        const row = entries.length === 0 ? 'default values' : `(${columns}) values (${places})`
        const values = entries.map(([, value]) => value ?? null)
        const made = await pool.query<CrmRecord>(`insert into ${into.name} ${row} returning ${into.select}`, values)
        return present(made.rows[0]!)
      }),
    update: (object, id, fields) =>
      refusing(async () => {
        const of = await table(object)
        const entries = entriesOf(of, fields)
        const set = entries.map(([column], at) => `${column} = $${at + 2}`).join(', ') || 'id = id'
        const text = `update ${of.name} set ${set} where id::text = $1 returning ${of.select}`
        const changed = await pool.query<CrmRecord>(text, [id, ...entries.map(([, value]) => value ?? null)])
        return changed.rows[0] && present(changed.rows[0])
      }),
    remove: (object, id) =>
      refusing(async () => {
        const { name } = await table(object)
        return ((await pool.query(`delete from ${name} where id::text = $1`, [id])).rowCount ?? 0) > 0
      }),
    fields: (object) =>
      refusing(async () => {
        const { columns } = await table(object)
        return [...columns].map(([path, column]) => ({ path, vendorPath: column.slice(1, -1) }))
      }),
  }
}

function entriesOf({ columns, name }: Table, fields: CrmFields): [string, string | undefined][] {
  return Object.entries(fields).flatMap(([field, value]) => {
    const column = columns.get(field)
    if (column !== undefined) return [[column, value]]
    if (value === undefined) return []
    throw new Refusal('invalid', `${name} has no column for ${field}`)
  })
}

/** What is null is not there. */
function present(row: CrmRecord): CrmRecord {
  const { id, ...fields } = row
  return { ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)), id }
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw refusalOf(error)
  }
}

const CODES: readonly (readonly [RegExp, Reason])[] = [
  [/^(?:23505|40001)$/, 'taken'],
  [/^(?:2[23]\w{3}|42804)$/, 'invalid'],
  [/^(?:28\w{3}|42501|3D000|3F000)$/, 'denied'],
  [/^(?:08\w{3}|57P\d\d|53\w{3}|57014)$/, 'unreachable'],
]

function refusalOf(error: unknown): unknown {
  if (error instanceof Refusal || !(error instanceof Error)) return error
  const code = codeOf(error)
  const reason = CODES.find(([pattern]) => pattern.test(code))?.[1]
  if (reason !== undefined) return new Refusal(reason, error.message, error)
  const silent = isNetwork(error) || code === 'ENOENT' || /timeout|terminated|Connection/i.test(error.message)
  return silent ? new Refusal('unreachable', 'The database does not answer.', error) : error
}
