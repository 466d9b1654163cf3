/** What processes that share a Redis count and hear together, and what they do while it is gone. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openRedis, type Cluster } from '../../src/cluster/index.ts'
import { eventually } from '../command-line.ts'
import { redis, startRedis } from '../servers/redis.ts'

const unique = `${process.pid}-${Date.now()}`

describe('clusters on one Redis', () => {
  let one: Cluster
  let two: Cluster
  before(async () => {
    const address = await redis()
    ;[one, two] = await Promise.all([openRedis(address, () => undefined), openRedis(address, () => undefined)])
  })
  after(() => Promise.all([one.close(), two.close()]))

  it('count together', async () => {
    const rate = { count: 3, seconds: 60 }
    const taken = []
    for (const cluster of [one, two, one, two]) taken.push(await cluster.take(`a${unique}`, rate))
    assert.deepEqual(
      taken.map(({ allowed, remaining }) => [allowed, remaining]),
      [
        [true, 2],
        [true, 1],
        [true, 0],
        [false, 0],
      ],
    )
    assert.ok(taken.every(({ reset }) => reset > 50 && reset <= 60))
  })

  it('begin anew when the window is over', async () => {
    const take = async () => (await one.take(`b${unique}`, { count: 1, seconds: 0.2 })).allowed
    assert.deepEqual([await take(), await take()], [true, false])
    assert.ok(await eventually(async () => (await take()) || undefined))
  })

  it('hear what each of them publishes, once', async () => {
    const heard: string[] = []
    const stop = [one, two].map((cluster, n) => cluster.subscribe((topic, text) => heard.push(`${n} ${topic} ${text}`)))
    one.publish(`games${unique}`, 'on')
    two.publish(`games${unique}`, 'off')
    await eventually(() => heard.length >= 4 || undefined)
    assert.deepEqual(heard.toSorted(), [
      `0 games${unique} off`,
      `0 games${unique} on`,
      `1 games${unique} off`,
      `1 games${unique} on`,
    ])
    for (const end of stop) end()
  })
})

describe('a cluster whose Redis goes', () => {
  it('counts for itself, says so once, and shares again when Redis is back', async () => {
    const server = await startRedis()
    const told: string[] = []
    const [one, two] = await Promise.all([
      openRedis(server.address, (text) => told.push(text)),
      openRedis(server.address, () => undefined),
    ])
    const rate = { count: 1, seconds: 60 }
    assert.equal((await one.take('x', rate)).allowed, true)
    assert.equal((await two.take('x', rate)).allowed, false)
    await server.stop('KILL')
    await eventually(() => told.length === 1 || undefined)
    assert.deepEqual([(await one.take('x', rate)).allowed, (await one.take('x', rate)).allowed], [true, false])
    const heard: string[] = []
    one.subscribe((_, text) => heard.push(text))
    one.publish('topic', 'alone')
    assert.deepEqual(heard, ['alone'])
    await server.restart()
    await eventually(() => told.length === 2 || undefined)
    await eventually(() => {
      two.publish('topic', 'together')
      return heard.includes('together') || undefined
    })
    assert.deepEqual(
      told.map((text) => text.split(':')[0]),
      ['Redis is gone', 'Redis is back'],
    )
    await Promise.all([one.close(), two.close()])
    await server.stop()
  })

  it('is not begun with a Redis that is not there', async () => {
    await assert.rejects(openRedis('redis://127.0.0.1:1', () => undefined))
  })
})
