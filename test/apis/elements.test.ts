/** The Cloud Elements API on the wire: who may do what, every error, and the same resources over every service. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import http from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { after, before, describe, it } from 'node:test'
import { BUCKET, KEYS } from '../servers/s3.ts'
import { ADA } from '../servers/webdav.ts'
import { crmOver } from './elements/crm.ts'
import { CRM_WAYS, makeTables } from './elements/crm-ways.ts'
import { documentsOver } from './elements/documents.ts'
import {
  ADMIN,
  formWith,
  idOf,
  listOf,
  refused,
  startPlatform,
  USER,
  withToken,
  type Answer,
  type Platform,
} from './elements/platform.ts'
import { SERVICES } from './elements/services.ts'
import { walkCrm } from './elements/walk-crm.ts'
import { walkDocuments } from './elements/walk-documents.ts'
import { WAYS } from './elements/ways.ts'
import { readingOf } from './folders.ts'
import { rightsHold } from './rights.ts'
import { seenOf } from './seen.ts'
import { nothingUnseen, troubles } from './troubles.ts'

const { contract } = readingOf('elements')
const unseen = seenOf(contract)

describe('Cloud Elements', () => {
  let platform: Platform
  before(async () => void (platform = await startPlatform()))
  after(() => platform.close())

  const call: Platform['call'] = (...asked) => platform.call(...asked)
  const instance = async (key: string, configuration: object, as = ADMIN): Promise<Answer> =>
    call('POST /instances', { body: { element: { key }, name: `My ${key}`, configuration }, as })
  const tokenOf = async (key: string, configuration: object): Promise<string> => {
    const made = await instance(key, configuration)
    assert.equal(made.status, 200, made.text)
    return withToken(String(made.body['token']))
  }

  const tokensOf = async (all: readonly (readonly [string, object])[]): Promise<string[]> => {
    const tokens: string[] = []
    for (const [key, configuration] of all) tokens.push(await tokenOf(key, configuration))
    return tokens
  }

  describe('who may come in', () => {
    it('is nobody without both of its secrets, whatever is asked', async () => {
      for (const { method, path } of contract.operations) {
        const request = `${method} ${path.replace('/elements/api-v2', '').replaceAll(/\{\w+\}/g, '1')}?path=/x&text=x`
        for (const as of [
          'User guessed, Organization guessed, Element guessed',
          `User ${USER}`,
          `User ${USER}, Organization guessed, Element guessed`,
          'User guessed, Organization YOUR_ORGANIZATION_SECRET, Element YOUR_ELEMENT_TOKEN',
        ])
          refused(await call(request, { as }), 401)
      }
    })

    it('shows all three parts in any order', async () => {
      const all = `Element YOUR_ELEMENT_TOKEN, Organization YOUR_ORGANIZATION_SECRET, User ${USER}`
      assert.equal((await call('GET /elements', { as: all })).status, 200)
      assert.equal((await call('GET /hubs/crm/ping', { as: all })).status, 200)
    })

    it('keeps hub calls and platform calls apart', async () => {
      refused(await call('GET /hubs/documents/ping', { as: ADMIN }), 401)
      refused(await call('GET /instances', { as: withToken('YOUR_ELEMENT_TOKEN') }), 401)
    })
  })

  describe('organizations', () => {
    let [as, works]: [string, Answer | undefined] = ['', undefined]
    before(async () => {
      const body = { name: 'Difference Works', email: 'Charles@Works.example', firstName: 'Charles' }
      works = await call('POST /organizations', { body })
      const user = works.body['user'] as Record<string, unknown>
      as = `User ${String(user['secret'])}, Organization ${String(works.body['secret'])}`
    })

    it('have secrets of their own', async () => {
      assert.equal(works?.status, 200)
      const own = await call('GET /organizations', { as })
      assert.deepEqual([own.body['name'], own.body['id']], ['Difference Works', works?.body['id']])
      const [secret] = /(?<=Organization ).+/.exec(as) ?? []
      refused(await call('GET /organizations', { as: `User ${USER}, Organization ${secret}` }), 401)
    })

    it('are added by whoever runs the service alone', async () => {
      refused(await call('POST /organizations', { as, body: { name: 'x', email: 'x@x.example' } }), 403)
    })

    it('do not see each other: what belongs to another one is not there', async () => {
      const made = await instance('localfolder', { folder: 'mine' }, as)
      const id = String(made.body['id'])
      for (const request of [
        `GET /instances/${id}`,
        `PATCH /instances/${id}`,
        `DELETE /instances/${id}`,
        `PUT /instances/${id}/enabled`,
        `DELETE /instances/${id}/enabled`,
      ])
        refused(await call(request, request.startsWith('PATCH') ? { body: { name: 'x' } } : {}), 404)
      for (const request of ['GET /instances/1', 'GET /organizations/users/1', 'DELETE /organizations/users/2'])
        refused(await call(request, { as }), 404)
      refused(await call('PATCH /organizations/users/2', { as, body: { firstName: 'x' } }), 404)
      assert.deepEqual(
        listOf(await call('GET /organizations/users', { as })).map((one) => one['email']),
        ['charles@works.example'],
      )
      assert.equal(listOf(await call('GET /instances', { as })).length, 1)
      refused(await call('GET /hubs/documents/ping', { as: withToken(String(made.body['token'])) }), 401)
    })

    it('have folders of their own, even of one name', async () => {
      const [user] = /(?<=User )[^,]+/.exec(as) ?? []
      const made = await instance('localfolder', { folder: 'documents' }, as)
      const theirs = `User ${user}, Element ${String(made.body['token'])}`
      assert.deepEqual(listOf(await call('GET /hubs/documents/folders/contents', { as: theirs })), [])
      assert.equal((await call('GET /hubs/documents/ping', { as: theirs })).body['endpoint'], 'localfolder')
    })

    it('have users who may read, and administrators who may write', async () => {
      const body = { email: 'ida@works.example' }
      const ida = await call('POST /organizations/users', { as, body })
      const [secret] = /(?<=Organization ).+/.exec(as) ?? []
      const asIda = `User ${String(ida.body['secret'])}, Organization ${secret}`
      assert.equal((await call('GET /organizations/users', { as: asIda })).status, 200)
      assert.equal((await instance('localfolder', { folder: 'ida' }, asIda)).status, 200)
      const own = `/organizations/users/${String(ida.body['id'])}`
      refused(await call('POST /organizations/users', { as: asIda, body: { email: 'x@x.example' } }), 403)
      refused(await call(`PATCH ${own}`, { as: asIda, body: { role: 'admin' } }), 403)
      refused(await call(`DELETE ${own}`, { as: asIda }), 403)
      refused(await call('POST /organizations/users', { as, body }), 409)
      refused(await call('POST /organizations/users', { as, body: { email: 'nobody' } }), 400)
      assert.equal((await call(`PATCH ${own}`, { as, body: { role: 'admin' } })).body['role'], 'admin')
      assert.equal((await call(`DELETE ${own}`, { as })).status, 200)
      refused(await call('GET /organizations/users', { as: asIda }), 401)
    })
  })

  const callers: Record<string, string> = {}
  before(async () => {
    const founded = async (name: string): Promise<readonly [user: string, organization: string]> => {
      const { body } = await call('POST /organizations', { body: { name, email: `head@${name}.example` } })
      return [`User ${String((body['user'] as Record<string, unknown>)['secret'])}`, String(body['secret'])]
    }
    const [head, own] = await founded('customers')
    const [rival, other] = await founded('rivals')
    const organization = `Organization ${own}`
    const administrator = `${head}, ${organization}`
    const added = await call('POST /organizations/users', { as: administrator, body: { email: 'x@customers.example' } })
    const user = `User ${String(added.body['secret'])}`
    const made = await instance('localfolder', { folder: 'rights' }, administrator)
    callers['anybody'] = 'User guessed, Organization guessed, Element guessed'
    callers['a user'] = `${user}, ${organization}`
    callers['an administrator'] = administrator
    callers['an administrator of the operator'] = ADMIN
    callers['another organization'] = `${rival}, Organization ${other}`
    callers['a User secret and an Element token'] = `${user}, Element ${String(made.body['token'])}`
  })
  /** What is asked about is new each time, so that it may be removed. */
  const subject = async (path: string, as: string | undefined): Promise<string> => {
    if (/users\/\{id\}/.test(path)) {
      const body = { email: `${crypto.randomUUID()}@x.example` }
      return String((await call('POST /organizations/users', { as, body })).body['id'])
    }
    if (!/instances\/\{id\}/.test(path)) return idOf('/x')
    return String((await instance('localfolder', { folder: 'subject' }, as)).body['id'])
  }
  rightsHold('elements', async ({ method, path }, caller) => {
    const BODIES: Readonly<Record<string, object>> = {
      '/organizations': { name: 'x', email: `${crypto.randomUUID()}@x.example` },
      '/organizations/users': { email: `${crypto.randomUUID()}@x.example` },
      '/instances': { element: { key: 'localfolder' }, name: 'x', configuration: { folder: 'x' } },
      '/instances/{id}': { name: 'x' },
      '/organizations/users/{id}': { firstName: 'x' },
    }
    const short = path.replace('/elements/api-v2', '')
    const owner = callers[caller === 'an administrator of the operator' ? caller : 'an administrator']
    const key = short.startsWith('/hubs') ? 'crm' : 'localfolder'
    const address = short.replace('{id}', await subject(path, owner)).replace('{key}', key)
    const body = method === 'GET' || method === 'DELETE' ? undefined : (BODIES[short] ?? {})
    const { status } = await call(`${method} ${address}`, { as: callers[caller] ?? '', ...(body && { body }) })
    // Whoever may come in to a hub hears of what is not there.
    return /hubs\/\w/.test(path) && status === 404 ? 400 : status
  })

  describe('the catalogue', () => {
    it('tells of each element what it needs and what it can, by key and by id', async () => {
      const all = listOf(await call('GET /elements'))
      for (const { key, id, hub } of all) {
        assert.deepEqual(
          (await call(`GET /elements/${String(id)}`)).body,
          (await call(`GET /elements/${String(key)}`)).body,
        )
        const settings = listOf(await call(`GET /elements/${String(key)}/configuration`))
        assert.ok(settings.some(({ required }) => required === true))
        assert.equal((await call(`GET /elements/${String(key)}/metadata`)).body['hub'], hub)
      }
      assert.equal(all.length, 6)
      refused(await call('GET /elements/nothing'), 404)
      for (const { key, id } of listOf(await call('GET /hubs'))) {
        assert.deepEqual((await call(`GET /hubs/${String(key)}`)).body, (await call(`GET /hubs/${String(id)}`)).body)
        const of = listOf(await call(`GET /hubs/${String(key)}/elements`))
        assert.deepEqual([of.length, of.every(({ hub }) => hub === key)], [3, true])
      }
      refused(await call('GET /hubs/nothing'), 404)
    })

    it('has the users of an organization, one by one', async () =>
      assert.equal((await call('GET /organizations/users/2')).body['firstName'], 'Grace'))
  })

  describe('a folder', () => {
    it('leads nowhere by links in it', async () => {
      const as = await tokenOf('localfolder', { folder: 'trap' })
      const root = join(platform.home, '.kittn/folders/1/trap')
      mkdirSync(join(root, 'real'))
      for (const name of ['link', 'real/link']) symlinkSync('/etc', join(root, name))
      symlinkSync('/etc/passwd', join(root, 'passwd'))
      for (const path of ['/link/passwd', '/passwd', '/real/link/passwd', '/real/link'])
        refused(await call(`GET /hubs/documents/files?path=${path}`, { as }), 404)
      refused(await call('POST /hubs/documents/files?path=/link/evil', { as, form: formWith('x') }), 404)
      refused(await call('GET /hubs/documents/folders/contents?path=/link', { as }), 404)
      refused(await call('DELETE /hubs/documents/folders?path=/link', { as }), 404)
      const listed = listOf(await call('GET /hubs/documents/folders/contents', { as }))
      assert.deepEqual(
        listed.map((one) => one['name']),
        ['real'],
      )
      const copied = await call('POST /hubs/documents/folders/copy?path=/real', { as, body: { path: '/copy' } })
      assert.equal(copied.status, 200)
      assert.deepEqual(readdirSync(join(root, 'copy')), [])
    })
  })

  describe('instances', () => {
    it('are refused with what is missing, unknown or wrong', async () => {
      refused(await instance('nothing', {}), 404)
      const bare = await instance('webdav', {})
      refused(bare, 400)
      assert.match(String(bare.body['message']), /webdav needs url/)
      refused(await instance('localfolder', { folder: '../../etc' }), 400)
      refused(await instance('localfolder', { folder: 'x', color: 'red' }), 400)
      refused(await instance('webdav', { url: 'file:///etc/passwd' }), 400)
      refused(await call('GET /instances/999'), 404)
      refused(await call('GET /instances?pageSize=0'), 400)
      refused(await call('GET /instances?nextPage=guessed'), 400)
    })

    it('check the connection, and tell what the service said', async () => {
      const away = await instance('webdav', { url: 'http://127.0.0.1:9/', username: 'a', password: 'b' })
      refused(away, 502)
      assert.equal(away.body['providerMessage'], 'The WebDAV server does not answer.')
    })

    it('can be disabled, enabled and deleted', async () => {
      const made = await instance('localfolder', { folder: 'states' })
      const [one, as] = [`/instances/${String(made.body['id'])}`, withToken(String(made.body['token']))]
      assert.equal((await call(`DELETE ${one}/enabled`)).status, 200)
      refused(await call('GET /hubs/documents/ping', { as }), 403)
      assert.equal((await call(`GET ${one}`)).body['disabled'], true)
      assert.equal((await call(`PUT ${one}/enabled`)).status, 200)
      assert.equal((await call('GET /hubs/documents/ping', { as })).status, 200)
      assert.equal((await call(`DELETE ${one}`)).status, 200)
      refused(await call('GET /hubs/documents/ping', { as }), 401)
    })

    it('belong to one hub, whichever the address names', async () => {
      const as = await tokenOf('localfolder', { folder: 'hub' })
      refused(await call('GET /hubs/crm/contacts', { as }), 404)
      for (const hub of ['/hubs/documents', '/hubs/crm', '/hubs/anything', '']) {
        const put = await call(`POST ${hub}/files?path=/a.txt&overwrite=true`, { as, form: formWith('a') })
        const { status, text } = await call(`GET ${hub}/files/${String(put.body['id'])}`, { as })
        assert.deepEqual([put.status, status, text], [200, 200, 'a'], hub)
        assert.equal((await call(`GET ${hub}/ping`, { as })).body['endpoint'], 'localfolder', hub)
        refused(await call(`GET ${hub}/files?path=/a.txt`, { as: ADMIN }), 401)
      }
      const people = withToken(String((await instance('localcards', { folder: 'hub' })).body['token']))
      for (const hub of ['/hubs/crm', '/hubs/documents', ''])
        assert.deepEqual(listOf(await call(`GET ${hub}/contacts`, { as: people })), [], hub)
    })
  })

  describe('over every service', () => {
    const documents = async (): Promise<readonly (readonly [string, object])[]> => [
      ['localfolder', { folder: 'everywhere' }],
      ['webdav', { url: (await SERVICES.webdav()).url, ...ADA }],
      ['amazons3', { endpoint: (await SERVICES.s3()).endpoint, bucket: BUCKET, ...KEYS }],
    ]

    it('documents are the same', async () => {
      for (const [key, configuration] of await documents()) await walkDocuments(call, await tokenOf(key, configuration))
    })

    const books = async (): Promise<readonly (readonly [string, object])[]> => [
      ['localcards', { folder: 'people' }],
      ['carddav', { url: (await SERVICES.radicale()).url, ...ADA }],
      ['postgresql', { ...(await database()), schema: 'wire' }],
    ]
    const database = async (): Promise<object> => {
      const { port } = await SERVICES.postgres()
      return { host: '127.0.0.1', port, database: 'postgres', username: 'postgres', password: 'trusted' }
    }

    it('contacts and accounts are the same', async () => {
      refused(await instance('postgresql', { ...(await database()), schema: 'nowhere' }), 403)
      await makeTables((await SERVICES.postgres()).address, 'wire')
      for (const [key, configuration] of await books()) await walkCrm(call, await tokenOf(key, configuration))
    })

    it('an instance outlives the process, whatever it is connected to', async () => {
      const [stores, people] = [await tokensOf(await documents()), await tokensOf(await books())]
      const ids: string[] = []
      for (const as of stores) {
        const form = formWith('kept')
        assert.equal((await call('POST /hubs/documents/files?path=/kept.txt&tags[]=old', { as, form })).status, 200)
      }
      for (const as of people)
        ids.push(String((await call('POST /hubs/crm/contacts', { as, body: { lastName: 'Kept' } })).body['id']))
      await platform.restart()
      for (const as of stores) {
        assert.equal((await call('GET /hubs/documents/files?path=/kept.txt', { as })).text, 'kept')
        const { tags } = (await call('GET /hubs/documents/files/metadata?path=/kept.txt', { as })).body
        assert.deepEqual(tags, ['old'])
      }
      for (const [at, as] of people.entries()) {
        const one = `/hubs/crm/contacts/${ids[at]}`
        assert.equal((await call(`GET ${one}`, { as })).body['lastName'], 'Kept')
        assert.equal((await call(`DELETE ${one}`, { as })).status, 200)
      }
    })

    it('an instance outlives an outage of the service', async () => {
      const dav = await SERVICES.webdav()
      const as = await tokenOf('webdav', { url: dav.url, ...ADA })
      await dav.stop('KILL')
      const away = await call('GET /hubs/documents/files?path=/kept.txt', { as })
      refused(away, 502)
      assert.equal(away.body['providerMessage'], 'The WebDAV server does not answer.')
      await dav.restart()
      assert.equal((await call('GET /hubs/documents/files?path=/kept.txt', { as })).text, 'kept')
    })

    it('200 MB go up and down without being held', async () => {
      const as = await tokenOf('localfolder', { folder: 'everywhere' })
      const size = 200 * 1024 * 1024
      const body = largeForm(size)
      const [before, peak] = [memoryOf(platform.pid), watch(platform.pid)]
      const address = `${platform.address}/hubs/documents/files?path=/large.bin&overwrite=true`
      assert.equal(await post(address, as, body), 200)
      assert.equal(await lengthOf(address, as), size)
      const grown = peak() - before
      assert.ok(grown < 150, `${grown} MB more`)
      await call('DELETE /hubs/documents/files?path=/large.bin', { as })
    })

    it('secrets are masked outside and sealed inside', async () => {
      const { url } = await SERVICES.webdav()
      const made = await instance('webdav', { url, ...ADA })
      const shown = (await call(`GET /instances/${String(made.body['id'])}`)).body['configuration']
      assert.deepEqual(shown, { url, username: ADA.username, password: '********' })
      const masked = { body: { name: 'Renamed', configuration: { password: '********' } } }
      assert.equal((await call(`PATCH /instances/${String(made.body['id'])}`, masked)).status, 200)
      const as = withToken(String(made.body['token']))
      assert.equal((await call('GET /hubs/documents/ping', { as })).status, 200)
      const everything = keptIn(join(platform.home, '.kittn'))
      assert.ok(everything.includes(ADA.username), 'the data is where it is looked for')
      for (const secret of [ADA.password, String(made.body['token'])]) assert.ok(!everything.includes(secret), secret)
      assert.ok(!platform.printed().includes(ADA.password))
    })
  })
})

for (const way of WAYS) documentsOver(way)
for (const way of CRM_WAYS) crmOver(way)

/** A form with one file of random bytes, made while it is sent. */
function largeForm(size: number): Readable {
  const chunk = randomBytes(1024 * 1024)
  const head = '--kittn\r\nContent-Disposition: form-data; name="file"; filename="large.bin"\r\n\r\n'
  return Readable.from(
    (async function* () {
      yield Buffer.from(head)
      for (let sent = 0; sent < size; sent += chunk.length) yield chunk
      yield Buffer.from('\r\n--kittn--\r\n')
    })(),
  )
}

/** Sends a form no faster than it is read; resolves to the status of the answer. */
function post(address: string, as: string, body: Readable): Promise<number> {
  const headers = { authorization: as, 'content-type': 'multipart/form-data; boundary=kittn' }
  return new Promise((resolve, reject) => {
    const sending = http.request(address, { method: 'POST', headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0))
    })
    pipeline(body, sending).catch(reject)
  })
}

/** How many bytes an address answers with. */
function lengthOf(address: string, authorization: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = http.get(address, { headers: { authorization } }, (answer) => {
      let read = 0
      answer.on('data', (part: Buffer) => (read += part.length)).on('end', () => resolve(read))
    })
    asking.on('error', reject)
  })
}

/** What a process has in memory, in MB. */
function memoryOf(pid: number): number {
  const [, pages = '0'] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')
  return (Number(pages) * 4096) / 1024 / 1024
}

/** The most that a process has in memory from now on, in MB. */
function watch(pid: number): () => number {
  let most = 0
  const timer = setInterval(() => (most = Math.max(most, memoryOf(pid))), 20)
  return () => {
    clearInterval(timer)
    return most
  }
}

/** All bytes of the files of a folder, as text. */
function keptIn(folder: string): string {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
  return files.map(({ name }) => readFileSync(join(folder, name), 'latin1')).join('')
}

troubles({
  name: 'elements',
  headers: { authorization: ADMIN },
  shown: ({ user, organization }) => ({ authorization: `User ${user}, Organization ${organization}` }),
  read: 'GET /elements/api-v2/elements',
  write: ['POST /elements/api-v2/organizations/users', { email: 'mary@works.example' }],
})

nothingUnseen(unseen)
