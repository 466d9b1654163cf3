/** Instamrkt in one process: `bets-server.ts FILE`. Says where it listens, with a game, its pools and people who bet. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import behaviour from '../../apis/instamrkt/api.ts'
import { auditOf, post } from '../../apis/instamrkt/books.ts'
import type { Db } from '../../apis/instamrkt/desk.ts'
import { beginSession } from '../../apis/instamrkt/people.ts'
import { memoryCluster } from '../../src/cluster/index.ts'
import { read } from '../../src/read/index.ts'
import { createServer } from '../../src/serve/index.ts'
import { openStore } from '../../src/store/index.ts'

const PEOPLE = 200
const PAGE = join(import.meta.dirname, '../../apis/instamrkt/source/index.html.md')
const KEY = 'provider'

const { contract } = read('index.html.md', { read: () => readFileSync(PAGE, 'utf8') })
const store = openStore(process.argv[2] ?? '')
const demo = [{ key: KEY, admin: false }]
const quiet = { ...behaviour, demo: async () => undefined }
const api = { name: 'instamrkt', prefix: '', contract, behaviour: quiet, store, files: new Map(), demo }
const server = await createServer([api], { cluster: memoryCluster() })
const address = await server.listen(0)
// The tables of the store are those that api.ts made.
const db = (await store.tables()) as unknown as Db
const people: string[] = []
await store.transaction(async () => {
  for (let id = 1; id <= PEOPLE; id++) people.push(await person(id))
})
const { source_id } = await ask('sources/', { name: 'bench' })
const asked = {
  game_name: 'Chile - Peru',
  actions: ['Goal'],
  targets: ['Chile', 'Peru', 'Chile:7'],
  open_at: Date.now(),
}
const { game_id: game } = await ask(`sources/${source_id}/games/`, asked)
const pool = { description: 'Next goal', action_id: 'goal', targets: ['chile', 'peru'] }
const pools = [await ask(`games/${game}/pools/`, pool), await ask(`games/${game}/pools/`, pool)].map(
  (one) => one['pool_id'],
)
process.send?.({ port: Number(new URL(address).port), game, pools, people })

process.on('message', async ({ audit }: { audit?: boolean }) => {
  if (audit !== true) {
    const { user, system } = process.cpuUsage()
    return process.send?.({ micros: user + system })
  }
  const wrong = await auditOf(db)
  await ask(`games/${game}/events/`, { action_id: 'goal', target_id: 'chile:7' })
  const bets = await db.selectFrom('bets').select('fate').execute()
  const running = bets.filter(({ fate }) => fate === null).map(() => 'a bet is still running')
  return process.send?.({ wrong: [...wrong, ...(await auditOf(db)), ...running], kept: bets.length })
})

async function person(id: number): Promise<string> {
  const [username, made] = [`person-${id}`, Date.now()]
  const email = `${username}@example.com`
  await db.insertInto('people').values({ id, username, name_key: username, email, password: '', made }).execute()
  const grant = { reference: `person ${id}`, reason: 'grant', from: 'outside DON', amount: 10_000_000 } as const
  await post(db, [{ ...grant, to: `person ${id} DON` }], made)
  await beginSession(db, id, `key-of-${id}`)
  return `key-of-${id}`
}

async function ask(path: string, body: object): Promise<Record<string, string>> {
  const headers = { authorization: KEY, 'content-type': 'application/json' }
  const answer = await fetch(`${address}/r/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as Record<string, string>
}
