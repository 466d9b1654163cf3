/** A real WebDAV server for tests: Apache with mod_dav. `ada` may do everything, `guest` may only read. */
import { hash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chownSync } from 'node:fs'
import { freePort, keep, type Kept, placeFor, programOf, untilIt, USER } from './program.ts'

export type OwnWebdav = {
  readonly url: string
  /** Where its files lie. */
  readonly folder: string
  readonly stop: Kept['stop']
  readonly restart: () => Promise<void>
}

export const ADA = { username: 'ada', password: 'lovelace' }
export const GUEST = { username: 'guest', password: 'guest' }

const DEBIAN = '/usr/lib/apache2/modules'
const MODULES = 'mpm_event authn_core authn_file authz_core authz_user auth_basic dav dav_fs'.split(' ')

export async function startWebdav(): Promise<OwnWebdav> {
  const [place, port] = [placeFor('webdav'), await freePort()]
  const folder = join(place, 'files', 'documents')
  for (const path of [join(place, 'files'), folder]) own(path)
  writeFileSync(join(place, 'users'), [ADA, GUEST].map(userLine).join('\n'))
  writeFileSync(join(place, 'conf'), configuration(place, port))
  const url = `http://127.0.0.1:${port}/documents/`
  let kept: Kept
  const restart = async (): Promise<void> => {
    kept = keep([programOf('apache2'), '-X', '-f', join(place, 'conf')], place)
    await untilIt(() => fetch(url))
  }
  await restart()
  return { url, folder, stop: (signal) => kept.stop(signal), restart }
}

function own(path: string): void {
  mkdirSync(path)
  if (USER.uid !== undefined && USER.gid !== undefined) chownSync(path, USER.uid, USER.gid)
}

function userLine({ username, password }: typeof ADA): string {
  return `${username}:{SHA}${hash('sha1', password, 'base64')}`
}

function configuration(place: string, port: number): string {
  const modules = MODULES.filter((name) => existsSync(`${DEBIAN}/mod_${name}.so`))
  return `
${modules.map((name) => `LoadModule ${name}_module ${DEBIAN}/mod_${name}.so`).join('\n')}
ServerRoot "${place}"
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile "${place}/pid"
ErrorLog "${place}/log"
DocumentRoot "${place}/files"
DavLockDB "${place}/locks"
LimitXMLRequestBody 0
LimitRequestBody 0
AllowEncodedSlashes NoDecode
<Directory "${place}/files">
  Dav On
  DavDepthInfinity on
  AuthType Basic
  AuthName "documents"
  AuthUserFile "${place}/users"
  <Limit GET HEAD OPTIONS PROPFIND>
    Require valid-user
  </Limit>
  <LimitExcept GET HEAD OPTIONS PROPFIND>
    Require user ${ADA.username}
  </LimitExcept>
</Directory>
`
}
