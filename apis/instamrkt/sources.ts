/** Sources: whoever has an API key opens one, and is a game provider. */
import { randomUUID } from 'node:crypto'
import { ownSource, providerOf, type Desk } from './desk.ts'
import { closeWithin, tellClosed } from './closing.ts'
import { fail } from 'kittn'
import { sourceShown } from './shown.ts'

export type NewSource = { readonly name: string; readonly description?: string }

export async function openSource(desk: Desk, { name, description = '' }: NewSource) {
  const source = { id: randomUUID(), owner: providerOf(desk), name, description, made: Date.now(), closed: null }
  await desk.db.insertInto('sources').values(source).execute()
  return sourceShown(source)
}

export async function listSources(desk: Desk) {
  const sources = await desk.db
    .selectFrom('sources')
    .selectAll()
    .where('owner', '=', providerOf(desk))
    .where('closed', 'is', null)
    .orderBy('made')
    .orderBy('id')
    .execute()
  return sources.map(sourceShown)
}

/** Closes its games as well, all or none. */
export async function closeSource(desk: Desk, id: string) {
  const provider = providerOf(desk)
  const closed = await desk.transaction(async ({ db }) => {
    await ownSource(db, id, provider)
    const games = await db
      .selectFrom('games')
      .selectAll()
      .where('source', '=', id)
      .where('close_at', 'is', null)
      .execute()
    const all = []
    for (const game of games) all.push(await closeWithin(db, game))
    if (all.some(({ waiting }) => waiting.length > 0))
      fail(409, 'Some pools wait for your answer: resolve or refund them.')
    await db.updateTable('sources').set({ closed: Date.now() }).where('id', '=', id).execute()
    return all
  })
  for (const one of closed) await tellClosed(desk, one)
  return { source_id: id, closed: true }
}
