/** The Instamrkt API over a real socket, with what the samples of its page name. */
import { join } from 'node:path'
import { auditOf } from '../../../apis/instamrkt/books.ts'
import behaviour from '../../../apis/instamrkt/api.ts'
import type { Db } from '../../../apis/instamrkt/desk.ts'
import { load } from '../../../src/cli/load.ts'
import { projectsAt } from '../../../src/cli/project.ts'
import { memoryCluster, type Cluster } from '../../../src/cluster/index.ts'
import type { Contract } from '../../../src/model/contract.ts'
import type { Store } from '../../../src/store/index.ts'
import { serve, type Answer, type Served } from '../../serve/served.ts'

const FOLDER = join(import.meta.dirname, '../../../apis/instamrkt')

export const SOURCE = 'c295ecdc-6b1f-4a1c-9a5e-0a52d8a3b001'
export const GAME = '1d963264-2f0a-4c39-8a67-3c1d5a1f7001'
export const POOL = '7be0c1b2-51d7-4d5f-9d6a-8b1e4f2a9001'
/** The provider of the page's source, another provider, and a person. */
export const PROVIDER = 'YOUR_INSTAMRKT_API_KEY'
export const OTHER = 'purr'
export const DIEGO = 'YOUR_SESSION_KEY'

export type Instamrkt = Served & {
  /** `POST /r/…` with a key and a body. */
  readonly call: (request: string, key?: string, body?: object) => Promise<Answer>
  /** The same, and its answer as JSON; throws where it is an error. */
  readonly get: <T = Record<string, unknown>>(request: string, key?: string, body?: object) => Promise<T>
  /** What is wrong with the books. */
  readonly audit: () => Promise<string[]>
  /** A person of this name who has just signed up, as session key and id. */
  readonly person: (name: string) => Promise<{ readonly key: string; readonly id: number }>
  /** A game that is open, in the page's source unless `source_id` says otherwise. */
  readonly game: (more?: object) => Promise<string>
  readonly pool: (game: string, more?: object) => Promise<string>
}

let contract: Promise<Contract> | undefined

/** The page's 100 requests a second for each key are less than tests ask. */
function unlimited(): Cluster {
  return { ...memoryCluster(), take: (_, { count }) => ({ allowed: true, remaining: count, reset: 1 }) }
}

export async function serveInstamrkt(store?: Store): Promise<Instamrkt> {
  contract ??= load(projectsAt(FOLDER)[0] as Parameters<typeof load>[0]).then(({ reading }) => reading.contract)
  const demo = [
    { key: PROVIDER, admin: false },
    { key: OTHER, admin: true },
  ]
  const own = { behaviour, demo, options: { cluster: unlimited() } }
  const served = await serve(await contract, store === undefined ? own : { ...own, store })
  const call: Instamrkt['call'] = (request, key, body) => {
    const headers: Record<string, string> = key === undefined ? {} : { authorization: key }
    return served.ask(request, { headers, ...(body === undefined ? {} : { body }) })
  }
  const get: Instamrkt['get'] = async <T>(request: string, key?: string, body?: object) => {
    const answer = await call(request, key, body)
    if (answer.status >= 300) throw new Error(`${request}: ${answer.status} ${answer.text}`)
    return (answer.text === '' ? {} : answer.json()) as T
  }
  const idOf = async (request: string, name: string, body: object): Promise<string> =>
    String((await get(request, PROVIDER, body))[name])
  return {
    ...served,
    call,
    get,
    audit: () => auditIn(served.store),
    async person(username) {
      const password = 'correct horse battery'
      const { user_id } = await get('POST /r/signup/', undefined, {
        username,
        email: `${username}@example.com`,
        password,
      })
      const { user_session_key } = await get('POST /r/login/', undefined, { username, password })
      return { id: Number(user_id), key: String(user_session_key) }
    },
    game: ({ source_id = SOURCE, ...more }: { source_id?: string } = {}) =>
      idOf(`POST /r/sources/${source_id}/games/`, 'game_id', {
        game_name: 'Chile - Peru',
        actions: ['Goal', 'Offside'],
        targets: ['Chile', 'Peru', 'Chile:7', 'Chile:9', 'Peru:1'],
        open_at: Date.now(),
        ...more,
      }),
    pool: (game, more = {}) =>
      idOf(`POST /r/games/${game}/pools/`, 'pool_id', {
        description: 'Next goal',
        action_id: 'goal',
        targets: ['chile', 'peru'],
        ...more,
      }),
  }
}

/** What is wrong with the books at one moment: those of the ledger, and of each pool beside its bets. */
export async function auditIn(store: Store): Promise<string[]> {
  // The tables of the store are those that api.ts made.
  const db = (await store.tables()) as unknown as Db
  return store.transaction(async () => [...(await auditOf(db)), ...(await wrongPools(db))])
}

/** What lies in a pool is what was bet and has not been paid: nothing, once it has ended. */
async function wrongPools(db: Db): Promise<string[]> {
  const pools = await db.selectFrom('pools').select(['id', 'ended']).execute()
  const bets = await db.selectFrom('bets').select(['pool', 'amount', 'fate']).execute()
  const accounts = new Map((await db.selectFrom('accounts').selectAll().execute()).map((one) => [one.id, one.balance]))
  return pools.flatMap(({ id, ended }) => {
    const running = bets.filter((bet) => bet.pool === id && bet.fate === null)
    const staked = running.reduce((sum, { amount }) => sum + amount, 0)
    if (ended !== null && running.length > 0) return [`pool ${id} has ended, but bets in it are running`]
    const held = accounts.get(`pool ${id}`) ?? 0
    return held === staked ? [] : [`pool ${id} holds ${held} for bets of ${staked}`]
  })
}

/** Until the function answers something else than undefined, or five seconds have passed. */
export async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const last = performance.now() + 5000
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (performance.now() > last) throw new Error('it never came to be')
    await new Promise((next) => setTimeout(next, 50))
  }
}
