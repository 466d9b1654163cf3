/** Who has subscribed to what in this process, and how what any process publishes comes to them. */
import type { Cluster } from '../../cluster/index.ts'
import { frameOf } from './frame.ts'

/** Somebody who hears what is published. */
export type Subscriber = { readonly topics: Set<string>; readonly write: (frame: Buffer) => void }

export class Topics {
  readonly #subscribers = new Map<string, Set<Subscriber>>()

  add(topic: string, subscriber: Subscriber): void {
    const all = this.#subscribers.get(topic) ?? new Set()
    this.#subscribers.set(topic, all.add(subscriber))
    subscriber.topics.add(topic)
  }

  remove(topic: string, subscriber: Subscriber): void {
    subscriber.topics.delete(topic)
    const all = this.#subscribers.get(topic)
    all?.delete(subscriber)
    if (all?.size === 0) this.#subscribers.delete(topic)
  }

  leave(subscriber: Subscriber): void {
    for (const topic of subscriber.topics) this.remove(topic, subscriber)
  }

  /** Framed once, whoever many there are. */
  deliver(topic: string, text: string): void {
    const all = this.#subscribers.get(topic)
    if (all === undefined) return
    const frame = frameOf(text)
    for (const subscriber of all) subscriber.write(frame)
  }
}

/** Topics belong to one API, whatever else the cluster carries. */
export function topicsOf(api: string, cluster: Cluster): Wired {
  const topics = new Topics()
  const prefix = `${api}\n`
  const stop = cluster.subscribe((topic, text) => {
    if (topic.startsWith(prefix)) topics.deliver(topic.slice(prefix.length), text)
  })
  return { topics, stop, publish: (topic, value) => cluster.publish(prefix + topic, JSON.stringify(value)) }
}

type Wired = {
  readonly topics: Topics
  readonly stop: () => void
  readonly publish: (topic: string, value: unknown) => void
}
