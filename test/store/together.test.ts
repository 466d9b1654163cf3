/** Looks of many requests in one statement. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { together } from '../../src/store/postgres/together.ts'

const small = (keys: readonly string[]): Map<string, string> =>
  new Map(keys.filter((key) => key !== 'none').map((key) => [key, key.toLowerCase()]))

describe('looks that come together', () => {
  it('are one, which has each key once; those that come meanwhile are the next', async () => {
    const asked: string[][] = []
    let answer: () => void = () => undefined
    const first = new Promise<void>((resolve) => (answer = resolve))
    const find = together({
      isInside: () => false,
      async all(keys) {
        asked.push(keys)
        if (asked.length === 1) await first
        return small(keys)
      },
    })
    const early = ['A', 'B', 'A', 'none'].map(find)
    await new Promise(setImmediate)
    const late = ['C', 'A'].map(find)
    await new Promise(setImmediate)
    assert.deepEqual(asked, [['A', 'B', 'none']])
    answer()
    assert.deepEqual(await Promise.all([...early, ...late]), ['a', 'b', 'a', undefined, 'c', 'a'])
    assert.deepEqual(asked.slice(1), [['C', 'A']])
  })

  it('fail together, and not with those before', async () => {
    const find = together({
      isInside: () => false,
      all: async (keys) => {
        if (keys.includes('bad')) throw new RangeError('gone')
        return small(keys)
      },
    })
    for (const failed of await Promise.allSettled([find('bad'), find('A')])) assert.equal(failed.status, 'rejected')
    assert.equal(await find('A'), 'a')
  })

  it('do not wait for one that never ends', async () => {
    const find = together(
      {
        isInside: () => false,
        all: async (keys) => (keys.includes('hangs') ? new Promise<never>(() => undefined) : small(keys)),
      },
      1,
    )
    void find('hangs')
    await new Promise(setImmediate)
    assert.equal(await find('A'), 'a')
  })

  it('are asked alone within a transaction, which sees what others do not', async () => {
    const asked: string[][] = []
    const find = together({
      isInside: () => true,
      all: async (keys) => (asked.push(keys), small(keys)),
    })
    await Promise.all(['A', 'B'].map(find))
    assert.deepEqual(asked, [['A'], ['B']])
  })
})
