/** What the processes of one machine count and hear through the one that started them. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { hubCluster, hubOf, type Cluster, type Hub, type Line } from '../../src/cluster/index.ts'
import { eventually } from '../command-line.ts'

const lineOf = (port: MessagePort): Line => ({
  say: (message) => port.postMessage(message),
  hear: (heard) => void port.on('message', heard),
})

function joined(hub: Hub): { cluster: Cluster; leave: () => void } {
  const { port1, port2 } = new MessageChannel()
  const out = hub.join(lineOf(port1))
  const leave = (): void => {
    out()
    port1.close()
  }
  return { cluster: hubCluster(lineOf(port2)), leave }
}

it('processes count together and hear each other, once', async () => {
  const hub = hubOf()
  const [one, two] = [joined(hub), joined(hub)]
  const rate = { count: 2, seconds: 60 }
  const taken = await Promise.all([one, two, one].map(({ cluster }) => cluster.take('a', rate)))
  assert.deepEqual(taken.map(({ allowed }) => allowed).toSorted(), [false, true, true])
  const heard: string[] = []
  for (const [name, { cluster }] of Object.entries({ one, two }))
    cluster.subscribe((topic, text) => heard.push(`${name} ${topic} ${text}`))
  one.cluster.publish('games', 'on')
  await eventually(() => heard.length === 2 || undefined)
  assert.deepEqual(heard.toSorted(), ['one games on', 'two games on'])
  one.leave()
  two.leave()
})
