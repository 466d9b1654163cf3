/** A real Redis for tests: the one of REDIS_URL, else one of our own that lives as long as this process. */
import { Redis } from 'ioredis'
import { keep, type Kept, placeFor, programOf, untilIt } from './program.ts'

let address: Promise<string> | undefined

export function redis(): Promise<string> {
  const given = process.env['REDIS_URL']
  address ??= given === undefined ? startRedis().then((own) => own.address) : Promise.resolve(given)
  return address
}

export type OwnRedis = { readonly address: string; readonly stop: Kept['stop']; readonly restart: () => Promise<void> }

/** Listens on a socket in a folder of its own and keeps nothing. */
export async function startRedis(): Promise<OwnRedis> {
  const place = placeFor('redis')
  const address = `${place}/redis.sock`
  const options = ['--port', '0', '--unixsocket', address, '--save', '', '--appendonly', 'no', '--dir', place]
  let kept: Kept
  const restart = async (): Promise<void> => {
    kept = keep([programOf('redis-server'), ...options], place)
    await untilIt(() => answers(address))
  }
  await restart()
  return { address, stop: (signal) => kept.stop(signal), restart }
}

async function answers(socket: string): Promise<void> {
  const client = new Redis(socket, { lazyConnect: true, retryStrategy: () => null })
  client.on('error', () => undefined)
  await client.connect()
  client.disconnect()
}
