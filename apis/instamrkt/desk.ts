/** What every command is given, from REST and from the WebSocket alike, and who may ask for it. */
import { fail, type Caller, type Services } from 'kittn'
import type { Instamrkt } from './api.gen.d.ts'
import type { Game, Pool, Tables } from './tables.ts'

/** A person who has logged in. `session` is the hash of the session key. */
export type Person = { readonly id: number; readonly name: string; readonly session: string; readonly ends: number }
export type Api = Instamrkt & { tables: Tables; caller: Person }

export type Data = Pick<Services<Api>, 'db'>
export type Db = Data['db']
export type Desk = Pick<Services<Api>, 'db' | 'transaction' | 'publish' | 'log'> & { readonly caller: Caller<Person> }

/** The person who asks. Providers are refused. */
export function personOf({ caller }: Pick<Desk, 'caller'>): Person {
  if (caller.id === 'anonymous') return fail(401)
  const person = caller.data ?? fail(403, 'Only people can do this: log in, and show the session key.')
  return person.ends > Date.now() ? person : fail(401, 'The session has ended: log in again.')
}

/** The provider who asks, by the caller of the API key. People are refused. */
export function providerOf({ caller }: Pick<Desk, 'caller'>): string {
  if (caller.id === 'anonymous') return fail(401)
  return caller.data === undefined ? caller.id : fail(403, 'Only game providers can do this: show an API key.')
}

/** A source of the provider. One of another provider is not there. */
export async function ownSource(db: Db, id: string, provider: string): Promise<Tables['sources']> {
  const source = await db
    .selectFrom('sources')
    .selectAll()
    .where('id', '=', id)
    .where('owner', '=', provider)
    .where('closed', 'is', null)
    .executeTakeFirst()
  return source ?? fail(404, 'You have no source with this id.')
}

export async function gameOf(db: Db, id: string): Promise<Game> {
  const game = await db.selectFrom('games').selectAll().where('id', '=', id).executeTakeFirst()
  return game ?? fail(404, 'There is no game with this id.')
}

/** A game in a source of the provider. */
export async function ownGame(db: Db, id: string, provider: string): Promise<Game> {
  const game = await db
    .selectFrom('games')
    .innerJoin('sources', 'sources.id', 'games.source')
    .selectAll('games')
    .where('games.id', '=', id)
    .where('sources.owner', '=', provider)
    .executeTakeFirst()
  return game ?? fail(404, 'You have no game with this id.')
}

export async function poolOf(db: Db, id: string): Promise<Pool> {
  const pool = await db.selectFrom('pools').selectAll().where('id', '=', id).executeTakeFirst()
  return pool ?? fail(404, 'There is no pool with this id.')
}

/** A pool in a game of the provider. */
export async function ownPool(db: Db, id: string, provider: string): Promise<{ pool: Pool; game: Game }> {
  const pool = await poolOf(db, id)
  return { pool, game: await ownGame(db, pool.game, provider) }
}

/** A time that somebody named: what is over means now. */
export function atLeastNow(time: number | null | undefined, now: number): number {
  return Math.max(time ?? now, now)
}
