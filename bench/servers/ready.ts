/** What each measured server does besides serving: it says its port, and its CPU time when asked. */

/** Tells the parent process the port and answers each of its messages with the CPU time so far, in microseconds. */
export function ready(port: number): void {
  process.send?.({ port })
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    // Where nobody listens any more, nobody needs to hear of it.
    process.send?.({ cpu: user + system, memory: process.memoryUsage.rss() }, () => undefined)
  })
  process.on('disconnect', () => process.exit(0))
}

export const KITTEN: string = JSON.stringify({
  id: 2,
  name: 'Max',
  breed: 'unknown',
  fluffiness: 5,
  cuteness: 10,
  species: 'kitten',
  adopted: false,
})

export const SECRET = 'meowmeowmeow'
