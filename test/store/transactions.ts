/** What a transaction of any store holds, with others at work at the same time. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type { Records, Store } from '../../src/store/index.ts'

type Counted = { readonly n: number }
const number = async (records: Records, id: number): Promise<number> =>
  (JSON.parse((await records.get(id))?.text ?? '') as Counted).n
const put = (n: number) => (): string => JSON.stringify({ n })
let count = 0

/** `open` opens the same data once more, as another process would. */
export function transactionsConform(store: () => Store, open: () => Promise<Store>): void {
  const fresh = (): Records => store().records(`t${++count}`)

  it('are seen whole or not at all; inside, they see what they wrote', async () => {
    const name = `t${++count}`
    const [records, other] = [store().records(name), await open()]
    let seen: Promise<readonly number[]> = Promise.resolve([])
    let look: () => void = () => undefined
    const looking = new Promise<void>((resolve) => (look = resolve))
    const outside = looking.then(async () => [await records.count([]), await other.records(name).count([])])
    await store().transaction(async () => {
      await records.create(put(1))
      await records.create(put(2))
      await records.update(1, put(10))
      await records.remove(2)
      assert.deepEqual([await number(records, 1), await records.count([]), await records.wasRemoved(2)], [10, 1, true])
      look()
      seen = outside
      await seen
    })
    assert.deepEqual(await seen, [0, 0])
    // What the other process looks at stands still for its turn of the event loop, which here is ours, too.
    await nextTurn()
    assert.equal(await other.records(name).count([]), 1)
    await other.close()
  })

  it('let go what is to happen afterwards when they are on disk, and never if they are undone', async () => {
    const records = fresh()
    const told: string[] = []
    const tell = (what: string): void => store().afterwards(() => void told.push(what))
    tell('at once')
    await store().transaction(async () => {
      await records.create(put(1))
      tell('done')
      assert.deepEqual(told, ['at once'])
    })
    await store()
      .transaction(async () => {
        tell('undone')
        throw new RangeError('no')
      })
      .catch(() => undefined)
    assert.deepEqual(told, ['at once', 'done'])
  })

  it('that throw have written nothing, and take nobody with them', async () => {
    const records = fresh()
    const failing = store().transaction(async () => {
      await records.create(put(1), { id: 'inside' })
      throw new RangeError('no')
    })
    const [bad, good] = await Promise.allSettled([failing, records.create(put(2), { id: 'beside' })])
    assert.ok(bad.status === 'rejected' && bad.reason instanceof RangeError)
    assert.equal(good.status, 'fulfilled')
    assert.deepEqual(
      (await records.list({})).map(({ id }) => id),
      ['beside'],
    )
  })

  it('look once more before the first write of a guarded job, as one step with it', async () => {
    const name = `t${++count}`
    const [mine, others] = [store(), await open()]
    await mine.records(name).create(put(0))
    const raced = async (one: Store, how: 'alone' | 'together', before: number): Promise<void> => {
      const records = one.records(name)
      const look = async (): Promise<void> => {
        if ((await number(records, 1)) !== before) throw new RangeError('changed')
      }
      const write = (): Promise<unknown> => records.update(1, put(before + 1))
      await one.guarded(look, async () => {
        await (how === 'alone' ? write() : one.transaction(write))
        // From here on it is the job's own.
        await Promise.all([records.update(1, put(before + 1)), one.transaction(write)])
      })
    }
    for (const how of ['alone', 'together', 'alone', 'together'] as const) {
      const before = await number(mine.records(name), 1)
      const all = await Promise.allSettled([mine, others, mine].map((one) => raced(one, how, before)))
      const won = all.filter(({ status }) => status === 'fulfilled')
      assert.equal(won.length, 1, how)
      for (const one of all) assert.ok(one.status === 'fulfilled' || one.reason instanceof RangeError)
    }
    assert.equal(await number(mine.records(name), 1), 4)
    await others.close()
  })

  it('give back what the callback returned', async () => {
    assert.equal(await store().transaction(async () => 'value'), 'value')
  })

  it('lose no update: what was read is still so when it is written', async () => {
    const records = fresh()
    await records.create(put(0))
    const [mine, other] = [store(), await open()]
    const more = (through: Store): Promise<unknown> =>
      through.transaction(async () => {
        const same = through === mine ? records : other.records(`t${count}`)
        const n = await number(same, 1)
        await sleep(1)
        await same.update(1, put(n + 1))
      })
    await Promise.all(Array.from({ length: 12 }, (_, n) => more(n % 3 === 0 ? other : mine)))
    assert.equal(await number(records, 1), 12)
    await other.close()
  })

  it('know no phantoms: what was not there has not come when they act on it', async () => {
    const name = `t${++count}`
    const other = await open()
    const first = (through: Store): Promise<boolean> =>
      through.transaction(async () => {
        const records = through.records(name)
        if ((await records.count([{ field: 'n', equals: 1 }])) > 0) return false
        await sleep(1)
        await records.create(put(1))
        return true
      })
    const firsts = await Promise.all(Array.from({ length: 8 }, (_, n) => first(n % 2 === 0 ? other : store())))
    assert.equal(firsts.filter(Boolean).length, 1)
    assert.equal(await store().records(name).count([]), 1)
    await other.close()
  })

  it('and single writes do not come between each other', async () => {
    const records = fresh()
    await records.create(put(0))
    const add = (text: string): string => put((JSON.parse(text) as Counted).n + 1)()
    const inTransaction = (): Promise<unknown> =>
      store().transaction(async () => {
        const n = await number(records, 1)
        await sleep(1)
        await records.update(1, put(n + 1))
      })
    await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 4 === 0 ? inTransaction() : records.update(1, add))))
    assert.equal(await number(records, 1), 20)
  })

  it('do not do twice what is asked for at once inside', async () => {
    const records = fresh()
    await records.create(put(0))
    const add = (text: string): string => put((JSON.parse(text) as Counted).n + 1)()
    await store().transaction(() => Promise.all([1, 2, 3].map(() => records.update(1, add))))
    assert.equal(await number(records, 1), 3)
  })

  it('are not nested', async () => {
    const nested = store().transaction(() => store().transaction(async () => 1))
    await assert.rejects(nested, /under way already/)
  })

  it('are over when they are over: what outlives one that was undone can do nothing more', async () => {
    const records = fresh()
    let late: Promise<unknown> = Promise.resolve()
    const undone = store().transaction(async () => {
      late = sleep(20).then(() => records.create(put(1)))
      late.catch(() => undefined)
      throw new Error('undo')
    })
    await assert.rejects(undone, /undo/)
    await assert.rejects(late, /was undone/)
    assert.equal(await records.count([]), 0)
  })
}
