/** What both servers of bench/channel.ts have in common: they publish when they are told to, and say what it took. */

/** What is published: a message of an ordinary size. */
export const MESSAGE: object = { op: 'told', game: 'c295ecdc-1d96', pool: 7, text: 'x'.repeat(120) }

/** Answers `{ publish, subscribers }` with the CPU for each delivered message in microseconds. */
export function load(publish: () => void, waiting: () => boolean): void {
  process.on('message', async ({ publish: times, subscribers }: { publish: number; subscribers: number }) => {
    const before = process.cpuUsage()
    for (let n = 0; n < times; n++) {
      publish()
      // Each has left before the next begins, as it is where messages come now and then.
      do await new Promise((next) => setImmediate(next))
      while (waiting())
    }
    const { user, system } = process.cpuUsage(before)
    process.send?.({ micros: (user + system) / (times * subscribers) })
  })
}
