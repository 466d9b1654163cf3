/** What one process counts and hears. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { memoryCluster } from '../../src/cluster/index.ts'

describe('the cluster of one process', () => {
  it('lets a key through as often as its rate says, then again when the window is over', async () => {
    let now = 0
    const cluster = memoryCluster(() => now)
    const take = async () => (await cluster.take('a', { count: 2, seconds: 10 })).allowed
    assert.deepEqual([await take(), await take(), await take()], [true, true, false])
    now = 10_000
    assert.equal(await take(), true)
  })

  it('counts each key by itself and says what is left', async () => {
    const cluster = memoryCluster(() => 0)
    await cluster.take('a', { count: 1, seconds: 10 })
    assert.deepEqual(await cluster.take('b', { count: 5, seconds: 10 }), { allowed: true, remaining: 4, reset: 10 })
  })

  it('tells everybody who listens what is published, until they stop', () => {
    const cluster = memoryCluster()
    const heard: string[] = []
    const stop = cluster.subscribe((topic, text) => heard.push(`${topic} ${text}`))
    cluster.publish('games', 'on')
    stop()
    cluster.publish('games', 'off')
    assert.deepEqual(heard, ['games on'])
  })
})
