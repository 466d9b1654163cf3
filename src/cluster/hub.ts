/**
 * The processes of one machine share through the process that started them: it counts limits for all and passes
 * messages on. What a process asks in one turn of the event loop goes in one message.
 */
import type { Cluster, Rate, Taken } from './cluster.ts'
import { memoryCluster } from './memory.ts'

/** A line between two processes, on which each hears what the other says. */
export type Line = {
  readonly say: (message: object) => void
  readonly hear: (heard: (message: unknown) => void) => void
}

type Take = { readonly id: number; readonly key: string; readonly rate: Rate }
type Said =
  | { readonly kittn: 'take'; readonly takes: readonly Take[] }
  | { readonly kittn: 'publish'; readonly topic: string; readonly text: string }
type Answered =
  | { readonly kittn: 'taken'; readonly taken: readonly { readonly id: number; readonly taken: Taken }[] }
  | { readonly kittn: 'heard'; readonly topic: string; readonly text: string }

export type Hub = {
  /** Lets a process take part; returns the function by which it leaves. */
  readonly join: (line: Line) => () => void
}

/** The side of the process that started the others. */
export function hubOf(shared: Cluster = memoryCluster()): Hub {
  const lines = new Set<Line>()
  const answer = async (line: Line, takes: readonly Take[]): Promise<void> => {
    const taken = await Promise.all(
      takes.map(async ({ id, key, rate }) => ({ id, taken: await shared.take(key, rate) })),
    )
    line.say({ kittn: 'taken', taken } satisfies Answered)
  }
  return {
    join(line) {
      lines.add(line)
      line.hear((message) => {
        const said = ofKittn<Said>(message)
        if (said?.kittn === 'take') void answer(line, said.takes)
        if (said?.kittn !== 'publish') return
        const heard: Answered = { kittn: 'heard', topic: said.topic, text: said.text }
        for (const other of lines) if (other !== line) other.say(heard)
      })
      return () => void lines.delete(line)
    },
  }
}

/** The side of one of the others. */
export function hubCluster(line: Line): Cluster {
  const own = memoryCluster()
  const take = taker(line)
  line.hear((message) => {
    const answered = ofKittn<Answered>(message)
    if (answered?.kittn === 'heard') own.publish(answered.topic, answered.text)
    if (answered?.kittn === 'taken') take.settle(answered.taken)
  })
  return {
    take: take.ask,
    publish(topic, text) {
      own.publish(topic, text)
      line.say({ kittn: 'publish', topic, text } satisfies Said)
    },
    subscribe: own.subscribe,
    close: own.close,
  }
}

type Taker = {
  readonly ask: (key: string, rate: Rate) => Promise<Taken>
  readonly settle: (taken: readonly { readonly id: number; readonly taken: Taken }[]) => void
}

function taker(line: Line): Taker {
  const waiting = new Map<number, (taken: Taken) => void>()
  let count = 0
  let takes: Take[] = []
  const flush = (): void => {
    line.say({ kittn: 'take', takes } satisfies Said)
    takes = []
  }
  return {
    ask: (key, rate) =>
      new Promise((resolve) => {
        const id = ++count
        waiting.set(id, resolve)
        if (takes.length === 0) setImmediate(flush)
        takes.push({ id, key, rate })
      }),
    settle(taken) {
      for (const { id, taken: one } of taken) {
        waiting.get(id)?.(one)
        waiting.delete(id)
      }
    },
  }
}

/** Other messages may go over the same line. */
function ofKittn<Message extends Said | Answered>(message: unknown): Message | undefined {
  const ours = typeof message === 'object' && message !== null && 'kittn' in message
  return ours ? (message as Message) : undefined
}
