/** One transaction on its connection: one thing at a time, and nothing lost sight of that makes it run again. */
import type { PoolClient } from 'pg'
import { isConflict } from './connect.ts'

export type Session = {
  /** Does something that nothing else of the same transaction comes between. */
  readonly alone: <T>(job: (client: PoolClient) => Promise<T>) => Promise<T>
  /** The same for a statement of the author's, which may catch its failure and go on. */
  readonly guarded: <T>(job: (client: PoolClient) => Promise<T>) => Promise<T>
  /** Throws the conflict that somebody may have caught on the way. */
  readonly commit: () => Promise<void>
}

export function sessionOn(client: PoolClient): Session {
  let turn: Promise<unknown> = Promise.resolve()
  let conflict: unknown
  const alone = <T>(job: (on: PoolClient) => Promise<T>): Promise<T> => {
    const next = turn.then(() => job(client))
    turn = next.catch((error: unknown) => {
      if (isConflict(error)) conflict = error
    })
    return next
  }
  return {
    alone,
    guarded: (job) => alone(() => inSavepoint(client, job)),
    async commit() {
      await turn
      if (conflict !== undefined) throw conflict
      const { command } = await client.query('COMMIT')
      if (command !== 'COMMIT') throw new Error('the transaction was not committed: something in it failed')
    },
  }
}

async function inSavepoint<T>(client: PoolClient, job: (on: PoolClient) => Promise<T>): Promise<T> {
  const opened = client.query('SAVEPOINT one')
  try {
    const [value] = await Promise.all([job(client), opened])
    await client.query('RELEASE one')
    return value
  } catch (error) {
    if (!isConflict(error)) await client.query('ROLLBACK TO one')
    throw error
  }
}
