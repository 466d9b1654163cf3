/** Where a server listens, as the user said it. */
import { InvalidArgumentError } from 'commander'
import type { Rate } from '../cluster/index.ts'
import { WrongUse } from './wrong-use.ts'

/** The value of `--port`; 0 takes a free one. */
export function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65_536) return Number(text)
  throw new InvalidArgumentError('a port is a number from 0 to 65535.')
}

/** The value of `--limit`: `100/minute`, `5/10s`. */
export function rateOf(text: string, before: readonly Rate[] = []): readonly Rate[] {
  const [, count, times = '1', unit = ''] = /^([1-9]\d*)\/(\d+)? ?(s|m|h|d|second|minute|hour|day)s?$/.exec(text) ?? []
  const seconds = Number(times) * (SECONDS[unit.charAt(0)] ?? 0)
  if (seconds > 0) return [...before, { count: Number(count), seconds }]
  throw new InvalidArgumentError('a limit is a number and a time: 100/minute, 5/10s.')
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

/** The value of `--address`, without a slash at the end. */
export function addressOf(text: string): string {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text.replace(/\/+$/, '')
  throw new InvalidArgumentError('an address is a URL such as https://api.example.com.')
}

/** Listens and resolves to what `listen` does. A port that cannot be had is the user's to choose anew. */
export async function listenAt<T>(
  listen: (port: number, host: string) => Promise<T>,
  port: number,
  host: string,
): Promise<T> {
  try {
    return await listen(port, host)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EADDRINUSE')
      throw new WrongUse(`port ${port} is taken`, `Stop what listens there, or choose another: --port ${port + 1}`)
    if (code === 'EACCES') throw new WrongUse(`port ${port} is not yours to open`, 'Choose one above 1023: --port 4567')
    if (code === 'EADDRNOTAVAIL')
      throw new WrongUse(`${host} is no address of this machine`, 'Leave out --host, or name an address that is.')
    throw error
  }
}

/** The value of `--timeout` in milliseconds: `500ms`, `30s`, `30`. */
export function timeoutOf(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s)?$/.exec(text) ?? []
  const milliseconds = Number(number) * (unit === 'ms' ? 1 : 1000)
  if (milliseconds >= 1 && milliseconds <= 3_600_000) return milliseconds
  throw new InvalidArgumentError('a timeout is a time such as 500ms or 30s, up to an hour.')
}
