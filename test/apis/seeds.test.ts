/** The calls that the seed pages document, one by one: what they say still answers from the finished APIs. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { serveApi, type ServedApi } from './served.ts'

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

  it('the API key in a header', async () =>
    assert.equal((await served.ask('GET /r/sources/', { headers })).status, 200))

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

describe('the Flowback seed page', () => {
  const headers = { authorization: 'your_token_here' }
  let served: ServedApi
  before(async () => void (served = await serveApi('flowback')))
  after(() => served.close())
  const form = (fields: Record<string, string>) => ({
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    text: new URLSearchParams(fields).toString(),
  })

  it('POST /register with username and email', async () => {
    const fields = { username: 'newcomer', email: 'newcomer@example.com' }
    assert.equal((await served.ask('POST /register', form(fields))).status, 200)
    assert.equal((await served.ask('POST /register', form({ ...fields, username: 'flowback' }))).status, 400)
  })

  it('POST /register/verify with verification_code and password', async () => {
    const fields = { verification_code: 'd0c3a5f4-3f0b-4b52-9c50-2a8f6f1e7b11', password: 'correct horse battery' }
    assert.equal((await served.ask('POST /register/verify', form(fields))).status, 404)
  })

  it('GET /users?page=1&limit=1&offset=0', async () => {
    const users = (await served.ask('GET /users?page=1&limit=1&offset=0', { headers })).json() as object
    assert.deepEqual(Object.keys(users), ['count', 'next', 'previous', 'total_page', 'data'])
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
