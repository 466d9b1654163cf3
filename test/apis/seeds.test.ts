/** The calls that the seed pages document, one by one: what they say still answers from the finished APIs. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { ADMIN, formWith, startPlatform, withToken, type Platform } from './elements/platform.ts'
import { serveApi, type ServedApi } from './served.ts'

/** It stands in all five pages, whole or in parts; its samples have /api in front, its request lines do not. */
describe('the Kittn template in the seed pages', () => {
  const headers = { authorization: 'meowmeowmeow' }
  const FIELDS = ['id', 'name', 'breed', 'fluffiness', 'cuteness']
  let served: ServedApi
  before(async () => void (served = await serveApi('kittn')))
  after(() => served.close())

  for (const list of ['GET /api/kittens', 'GET /kittens'])
    it(`${list}, with include_cats and available`, async () => {
      const counts = new Set<number>()
      for (const query of ['', '?include_cats=true', '?available=false', '?include_cats=true&available=false']) {
        const answer = await served.ask(list + query, { headers })
        const kittens = answer.json() as object[]
        for (const field of FIELDS) assert.ok(field in (kittens[0] ?? {}), field)
        counts.add(kittens.length)
      }
      assert.deepEqual([...counts].toSorted(), [2, 3, 4])
    })

  for (const one of ['GET /api/kittens/2', 'GET /api/kittens/3', 'GET /kittens/2'])
    it(one, async () => {
      const kitten = (await served.ask(one, { headers })).json() as object
      for (const field of FIELDS) assert.ok(field in kitten, field)
    })

  it('403 for kittens that are hidden for admins only', async () => {
    for (const one of ['GET /api/kittens/5', 'GET /kittens/5']) {
      assert.equal((await served.ask(one, { headers })).status, 403)
      assert.equal((await served.ask(one, { headers: { authorization: 'purrpurrpurr' } })).status, 200)
    }
  })
})

describe('the connecTicket seed page', () => {
  const headers = { api_key: 'YOUR_API_KEY', api_secret: 'YOUR_API_SECRET' }
  let served: ServedApi
  before(async () => void (served = await serveApi('connecticket')))
  after(() => served.close())
  const token = async (): Promise<string> => {
    const answer = (await served.ask('GET /api/authorize', { headers })).json() as Record<string, string>
    assert.deepEqual([answer['status'], typeof answer['message']], [true, 'string'])
    return answer['access_token'] ?? ''
  }

  it('GET /api/authorize with api_key and api_secret as headers', async () => assert.ok(await token()))

  it('GET /api/<:access_token_got_from_authentication>/tickets', async () => {
    const answer = await served.ask(`GET /api/${await token()}/tickets`, { headers })
    const { status, ticket } = answer.json() as { status: unknown; ticket: object[] }
    assert.ok(status)
    const documented =
      'start_date urgency_status_id ticket_type resident_id updated_at created_at email state sent_to_healthcare_pro ' +
      'sms id end_date ticket_status sent_to_family title employee_id'
    for (const name of documented.split(' ')) assert.ok(name in (ticket[0] ?? {}), name)
  })
})

/** The page has four scenarios without a call; these are the calls that each of them needs. */
describe('the Instamrkt seed page', () => {
  const headers = { authorization: 'YOUR_INSTAMRKT_API_KEY' }
  let served: ServedApi
  before(async () => void (served = await serveApi('instamrkt')))
  after(() => served.close())
  const post = async (path: string, body: object = {}): Promise<Record<string, unknown>> => {
    const answer = await served.ask(`POST /r/${path}`, { headers, body })
    assert.ok(answer.status < 300, answer.text)
    return answer.json() as Record<string, unknown>
  }
  const source = async () => (await post('sources/', { name: 'my.domain', description: 'Football.' }))['source_id']
  const game = async () => {
    const asked = { game_name: 'Argentina - Brazil', actions: ['Goal'], targets: ['Argentina', 'Brazil'] }
    return (await post(`sources/${await source()}/games/`, asked))['game_id']
  }
  const pool = async () => {
    const asked = { description: 'Next Goal By Team', action_id: 'goal', targets: ['argentina', 'brazil'] }
    return (await post(`games/${await game()}/pools/`, asked))['pool_id']
  }

  it('the API key in a header, in Authorization or in one called header', async () => {
    const { values } = await served.key()
    for (const key of ['YOUR_INSTAMRKT_API_KEY', values['key'] ?? ''])
      for (const shown of [{ authorization: key }, { header: key }])
        assert.equal((await served.ask('GET /r/sources/', { headers: shown })).status, 200)
    assert.equal((await served.ask('GET /r/sources/', { headers: { header: 'guessed' } })).status, 401)
  })

  it('Register yourself as a game provider', async () => assert.equal(typeof (await source()), 'string'))

  it('Open and start a game', async () => {
    const id = await game()
    assert.equal((await post(`games/${id}/open/`))['status'], 'pre_game_betting_active')
    assert.equal((await post(`games/${id}/start/`))['status'], 'game_in_progress_betting_active')
  })

  it('Open pools', async () => {
    const answer = await served.ask(`GET /r/pools/${await pool()}/`, { headers })
    assert.equal((answer.json() as { state: string }).state, 'open')
  })

  it('Block / Unblock betting in pools', async () => {
    const id = await pool()
    assert.equal((await post(`pools/${id}/block/`))['state'], 'blocked')
    assert.equal((await post(`pools/${id}/allow/`))['state'], 'open')
  })
})

describe('the ProcessOut seed page', () => {
  const headers = {
    authorization: `Basic ${btoa('YOUR_PROJECT_ID:YOUR_PROJECT_SECRET')}`,
    'content-type': 'application/json; charset=utf-8',
  }
  const FAILED = { success: false, message: 'string' }
  let served: ServedApi
  before(async () => void (served = await serveApi('processout')))
  after(() => served.close())
  const envelope = async (request: string, text?: string, others = headers): Promise<[number, object]> => {
    const answer = await served.ask(request, { headers: others, ...(text === undefined ? {} : { text }) })
    const { success, message } = answer.json() as Record<string, unknown>
    return [answer.status, { success, message: message === null ? null : typeof message }]
  }

  it('GET, POST, PUT and DELETE, of which the last three may carry a JSON body', async () => {
    const ok = [200, { success: true, message: null }]
    const offer = '{"name": "Mittens", "price": "4.99", "currency": "USD"}'
    const made = await served.ask('POST /v1/tailored-invoices', { headers, text: offer })
    const { id } = made.json() as { id: string }
    assert.equal(made.status, 200)
    assert.deepEqual(await envelope(`GET /v1/tailored-invoices/${id}`), ok)
    assert.deepEqual(await envelope(`PUT /v1/tailored-invoices/${id}`, '{"price": "5"}'), ok)
    assert.deepEqual(await envelope(`DELETE /v1/tailored-invoices/${id}`, '{}'), ok)
  })

  it('answers without the version in the address, as later clients ask', async () => {
    assert.deepEqual(await envelope('GET /invoices?limit=1'), [200, { success: true, message: null }])
    assert.deepEqual(await envelope('GET /invoices/none'), [404, FAILED])
  })

  it('success and message on every answer, with 400, 401 and 404', async () => {
    assert.deepEqual(await envelope('POST /v1/invoices', '{"name": "Mittens"}'), [400, FAILED])
    assert.deepEqual(await envelope('POST /v1/invoices', '{"name": '), [400, FAILED])
    const stranger = { ...headers, authorization: `Basic ${btoa('a:b')}` }
    assert.deepEqual(await envelope('GET /v1/invoices', undefined, stranger), [401, FAILED])
    assert.deepEqual(await envelope('GET /v1/invoices/none'), [404, FAILED])
  })
})

describe('the Flowback seed page', () => {
  const headers = { authorization: 'your_token_here' }
  let served: ServedApi
  before(async () => void (served = await serveApi('flowback')))
  after(() => served.close())
  /** As `requests.post(…, headers=headers, data=data)` sends it. */
  const form = (fields: Record<string, string>) => ({
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    text: new URLSearchParams(fields).toString(),
  })

  it('POST /register with username and email', async () => {
    const fields = { username: 'newcomer', email: 'newcomer@example.com' }
    assert.equal((await served.ask('POST /register', form(fields))).status, 200)
    assert.equal((await served.ask('POST /register', form({ ...fields, username: 'flowback' }))).status, 400)
  })

  it('POST /register/verify with verification_code and password', async () => {
    const fields = { verification_code: 'd0c3a5f4-3f0b-4b52-9c50-2a8f6f1e7b11', password: 'correct horse battery' }
    assert.equal((await served.ask('POST /register/verify', form(fields))).status, 201)
    assert.equal((await served.ask('POST /register/verify', form(fields))).status, 400)
  })

  it('GET /users?page=1&limit=1&offset=0', async () => {
    const users = (await served.ask('GET /users?page=1&limit=1&offset=0', { headers })).json() as object
    assert.deepEqual(Object.keys(users), ['count', 'next', 'previous', 'total_page', 'data'])
  })

  it('GET /users without anything', async () => {
    const users = (await served.ask('GET /users', { headers })).json() as { count: number }
    assert.ok(users.count > 0)
  })

  it('GET /users with id and username', async () => {
    const users = (await served.ask('GET /users?id=1&username=flow', { headers })).json() as { count: number }
    assert.equal(users.count, 1)
  })

  it('GET /user, of oneself and by id', async () => {
    const fields = ['id', 'email', 'username', 'profile_image', 'banner_image', 'bio', 'website']
    for (const query of ['', '?id=1'])
      assert.deepEqual(Object.keys((await served.ask(`GET /user${query}`, { headers })).json() as object), fields)
  })
})

describe('the Cloud Elements seed page', () => {
  const token = { as: withToken('YOUR_ELEMENT_TOKEN') }
  let platform: Platform
  before(async () => void (platform = await startPlatform()))
  after(() => platform.close())

  it('User and Organization secret for the platform, User secret and Element token for hubs', async () => {
    assert.equal((await platform.call('GET /organizations', { as: ADMIN })).status, 200)
    assert.equal((await platform.call('GET /hubs/documents/ping', token)).status, 200)
  })

  it('GET /hubs/documents and /hubs/crm, with either', async () => {
    for (const request of ['GET /hubs/documents', 'GET /hubs/crm'])
      for (const as of [ADMIN, token.as]) assert.equal((await platform.call(request, { as })).status, 200, request)
  })

  it('GET /elements, the catalogue of endpoints', async () => {
    const { status, text } = await platform.call('GET /elements')
    assert.deepEqual([status, text.includes('"localfolder"')], [200, true])
  })

  it('POST /instances, a connection to an endpoint, which gives an Element token', async () => {
    const body = { element: { key: 'localfolder' }, name: 'Seed', configuration: { folder: 'seed' } }
    const made = await platform.call('POST /instances', { body })
    const as = withToken(String(made.body['token']))
    assert.deepEqual([made.status, (await platform.call('GET /hubs/documents/ping', { as })).status], [200, 200])
  })

  it('POST /hubs/documents/files, a file in a storage account', async () => {
    const uploaded = await platform.call('POST /hubs/documents/files?path=/seed.txt', {
      ...token,
      form: formWith('seed'),
    })
    assert.deepEqual([uploaded.status, uploaded.body['path']], [200, '/seed.txt'])
  })

  it('POST /hubs/crm/contacts, a contact in a CRM service', async () => {
    const created = await platform.call('POST /hubs/crm/contacts', { ...token, body: { lastName: 'Seed' } })
    assert.deepEqual([created.status, created.body['lastName']], [200, 'Seed'])
  })
})
