/** Every connector of the CRM hub with a real service behind it. */
import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { cardDav } from '../../../apis/elements/connectors/carddav.ts'
import type { Crm } from '../../../apis/elements/connectors/crm.ts'
import { localCards } from '../../../apis/elements/connectors/localcards.ts'
import { postgresql } from '../../../apis/elements/connectors/postgresql.ts'
import { ADA, GUEST } from '../../servers/webdav.ts'
import { SERVICES } from './services.ts'

export type CrmWay = { readonly name: string; readonly start: () => Promise<CrmRunning> }
export type CrmRunning = {
  readonly crm: Crm
  /** One that may not come in. */
  readonly powerless: Crm
  readonly down: () => Promise<void>
  readonly up: () => Promise<void>
  readonly end?: () => Promise<void>
}

export const CRM_WAYS: readonly CrmWay[] = [
  { name: 'localcards', start: startCards },
  { name: 'carddav', start: startBook },
  { name: 'postgresql', start: startDatabase },
]

async function startCards(): Promise<CrmRunning> {
  const base = mkdtempSync(join(tmpdir(), 'kittn-cards-'))
  const [root, away] = [join(base, 'root'), join(base, 'away')]
  const crm = localCards(root)
  await crm.ping()
  return {
    crm,
    powerless: localCards('/sys'),
    down: async () => renameSync(root, away),
    up: async () => renameSync(away, root),
    end: async () => rmSync(base, { recursive: true, force: true }),
  }
}

async function startBook(): Promise<CrmRunning> {
  const server = await SERVICES.radicale()
  return {
    crm: cardDav({ url: server.url, ...ADA }),
    powerless: cardDav({ url: server.url, ...GUEST }),
    down: () => server.stop('KILL'),
    up: server.restart,
  }
}

const TABLES = `
  create table contacts (
    id bigint generated always as identity primary key, first_name text, last_name varchar(100), email text unique,
    phone text, title text, account_id bigint);
  create table accounts (id uuid primary key, name text not null, email text, phone text, website text);
`

/** Makes the tables in a schema of their own. */
export async function makeTables(address: string, schema: string): Promise<void> {
  const client = new Client({ connectionString: address })
  await client.connect()
  await client.query(`create schema ${schema}; set search_path = ${schema}; ${TABLES}`)
  await client.end()
}

async function startDatabase(): Promise<CrmRunning> {
  const server = await SERVICES.postgres()
  await makeTables(server.address, 'suite')
  const host = new URLSearchParams(server.address.split('?')[1]).get('host') ?? ''
  const place = { host, port: server.port, database: 'postgres', schema: 'suite' }
  const access = { ...place, username: 'postgres', password: '' }
  const crm = postgresql(access)
  const powerless = postgresql({ ...access, username: 'nobody' })
  return {
    crm,
    powerless,
    down: () => server.stop('KILL'),
    up: server.restart,
    end: async () => void (await Promise.all([crm.close?.(), powerless.close?.()])),
  }
}
