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
