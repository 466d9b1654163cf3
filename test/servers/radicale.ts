/** A real CardDAV server for tests: Radicale, where `ada` has an address book that `guest` may not see. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, keep, type Kept, placeFor, programOf, untilIt } from './program.ts'
import { ADA, GUEST } from './webdav.ts'

export type OwnRadicale = {
  /** The address book. */
  readonly url: string
  readonly stop: Kept['stop']
  readonly restart: () => Promise<void>
}

const BOOK = `<?xml version="1.0"?>
<mkcol xmlns="DAV:" xmlns:card="urn:ietf:params:xml:ns:carddav"><set><prop>
  <resourcetype><collection/><card:addressbook/></resourcetype>
</prop></set></mkcol>`

export async function startRadicale(): Promise<OwnRadicale> {
  const [place, port] = [placeFor('radicale'), await freePort()]
  const users = join(place, 'users')
  writeFileSync(users, [ADA, GUEST].map(({ username, password }) => `${username}:${password}`).join('\n'))
  const host = `127.0.0.1:${port}`
  const auth = ['--auth-type', 'htpasswd', '--auth-htpasswd-filename', users, '--auth-htpasswd-encryption', 'plain']
  const options = [
    '--server-hosts',
    host,
    ...auth,
    '--auth-delay',
    '0',
    '--storage-filesystem-folder',
    join(place, 'data'),
  ]
  const url = `http://${host}/ada/contacts/`
  let kept: Kept
  const restart = async (): Promise<void> => {
    kept = keep([programOf('radicale'), '--config', '', ...options], place)
    await untilIt(() => fetch(url))
  }
  await restart()
  const authorization = `Basic ${btoa(`${ADA.username}:${ADA.password}`)}`
  const made = await fetch(url, { method: 'MKCOL', headers: { authorization }, body: BOOK })
  if (made.status !== 201) throw new Error(`the address book was not made: ${made.status}`)
  return { url, stop: (signal) => kept.stop(signal), restart }
}
