/** What the samples of the page name: `kittn dev` has it ready. */
import { passwordHash, type Services } from 'kittn'
import { post } from './books.ts'
import type { Api, Db } from './desk.ts'
import { targetsOf } from './domain/targets.ts'
import { beginSession } from './people.ts'
import type { Pool } from './tables.ts'

const SOURCE = 'c295ecdc-6b1f-4a1c-9a5e-0a52d8a3b00'
const GAME = '1d963264-2f0a-4c39-8a67-3c1d5a1f700'
const POOL = '7be0c1b2-51d7-4d5f-9d6a-8b1e4f2a900'
const BET = 'b3f7a9d0-8c41-4f67-a1de-6d0b8c5e400'
/** The moment of the samples. */
const AT = 1_417_104_170_000

/** The owner of the API key that the page shows. */
const PROVIDER = 'demo'

export async function demo({ db }: Services<Api>): Promise<void> {
  await people(db)
  await games(db)
  await pools(db)
  await bets(db)
}

async function people(db: Db): Promise<void> {
  const password = await passwordHash('correct horse battery')
  for (const [at, username] of ['diego', 'pele'].entries()) {
    const [id, email] = [at + 1, `${username}@example.com`]
    await db.insertInto('people').values({ id, username, name_key: username, email, password, made: AT }).execute()
    const grant = { reference: `person ${id}`, reason: 'grant', from: 'outside DON', amount: 10_000 } as const
    await post(db, [{ ...grant, to: `person ${id} DON` }], AT)
  }
  await beginSession(db, 1, 'YOUR_SESSION_KEY')
  await beginSession(db, 1, 'ANOTHER_SESSION_KEY')
}

async function games(db: Db): Promise<void> {
  const made = { owner: PROVIDER, description: 'Pools for every match.', made: AT, closed: null }
  const sources = ['livefootball.example.com', 'old.example.com']
  for (const [at, name] of sources.entries())
    await db
      .insertInto('sources')
      .values({ ...made, id: `${SOURCE}${at + 1}`, name })
      .execute()
  const actions = JSON.stringify([
    { id: 'goal', name: 'Goal' },
    { id: 'corner-kick', name: 'Corner Kick' },
    { id: 'offside', name: 'Offside' },
  ])
  const targets = JSON.stringify(targetsOf(['Argentina', 'Brazil', 'Argentina:10', 'Brazil:7']))
  const what = { source: `${SOURCE}1`, type: 'football', currency: 'DON', image_url: null, actions, targets, made: AT }
  const never = { open_at: null, close_at: null, closing_at: null, live_start_at: null, live_finish_at: null }
  const game = (at: number, name: string, open: boolean) => {
    const times = open ? { ...never, open_at: AT, live_start_at: AT } : never
    return { ...what, ...times, id: `${GAME}${at}`, name, hashtag: `#${name.toLowerCase().replace(' - ', '-')}` }
  }
  const all = [game(1, 'Argentina - Brazil', true), game(2, 'Brazil - Argentina', false), game(3, 'Chile - Peru', true)]
  await db.insertInto('games').values(all).execute()
}

async function pools(db: Db): Promise<void> {
  const times = { start_at: AT, stop_at: null, finish_at: null, block_at: null, allow_at: null, due_at: null, made: AT }
  const over = { ended: null, ended_at: null, winners: null }
  const what = { game: `${GAME}1`, kind: 1, takeout: 0, recreate: 0, ...times, ...over } as const
  const byTeam = (at: number, action: string, description: string): Pool => {
    return { ...what, id: `${POOL}${at}`, action, description, targets: '["argentina","brazil","none"]' }
  }
  const answer = {
    ...byTeam(4, `answer:${POOL}4`, 'Will there be extra time?'),
    kind: 3,
    targets: '["yes","no"]',
  } as const
  const all = [
    byTeam(1, 'goal', 'Next goal by team'),
    byTeam(2, 'corner-kick', 'Next corner kick by team'),
    { ...byTeam(3, 'offside', 'Next offside by team'), block_at: AT },
    answer,
  ]
  await db.insertInto('pools').values(all).execute()
}

async function bets(db: Db): Promise<void> {
  const pool = `${POOL}1`
  const placed = [
    { person: 1, target: 'brazil', amount: 1500 },
    { person: 2, target: 'argentina', amount: 1000 },
  ]
  for (const [at, { person, target, amount }] of placed.entries()) {
    const bet = { id: `${BET}${at + 1}`, pool, person, target, amount, placed_at: AT, fate: null, paid: 0 }
    await post(db, [{ reference: bet.id, reason: 'bet', from: `person ${person} DON`, to: `pool ${pool}`, amount }], AT)
    await db.insertInto('bets').values(bet).execute()
  }
}
