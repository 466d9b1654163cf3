/** The connecTicket API: each operation, each documented error, and the wrong caller for every operation. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Answer } from '../serve/served.ts'
import { readingOf } from './folders.ts'
import { exampleOf, rightsHold } from './rights.ts'
import { seenOf } from './seen.ts'
import { serveApi, type ServedApi } from './served.ts'
import { nothingUnseen, troubles } from './troubles.ts'

const unseen = seenOf(readingOf('connecticket').contract)

const DEMO = { 'api-key': 'YOUR_API_KEY', 'api-secret': 'YOUR_API_SECRET' }
/** The administrators' key of `dev`, which belongs to another provider. */
const OTHER = { 'api-key': 'purrpurrpurr', 'api-secret': 'purrpurrpurr' }
const FORM = 'application/x-www-form-urlencoded'

type Caller = { readonly headers: Record<string, string>; readonly token: string }
type Ticket = { readonly id: number; readonly ticket_status: string; readonly read: boolean; readonly title: string }
type Attachment = {
  readonly id: number
  readonly file_name: string
  readonly content_type: string
  readonly file_size: number
}
type Details = {
  readonly ticket: Ticket
  readonly ticket_attachments: readonly Attachment[]
  readonly comments: readonly { readonly title: string; readonly commented_by: string }[]
  readonly categories: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

describe('the connecTicket API', () => {
  let served: ServedApi
  let oak: Caller
  let harbour: Caller
  before(async () => {
    served = await serveApi('connecticket')
    oak = await authorized(DEMO)
    harbour = await authorized(OTHER)
  })
  after(() => served.close())

  async function authorized(headers: Record<string, string>): Promise<Caller> {
    const answer = await served.ask('POST /api/authorize', { headers })
    assert.equal(answer.status, 200, answer.text)
    return { headers, token: (answer.json() as { access_token: string }).access_token }
  }
  const get = ({ headers, token }: Caller, what: string): Promise<Answer> =>
    served.ask(`GET /api/${token}/${what}`, { headers })
  const post = ({ headers, token }: Caller, what: string, fields: Record<string, string>): Promise<Answer> =>
    served.ask(`POST /api/${token}/${what}`, {
      headers: { ...headers, 'content-type': FORM },
      text: new URLSearchParams(fields).toString(),
    })
  const refusal = ({ status, json }: Answer): [number, unknown] => [status, json()]
  const refused = (status: number, message: string): [number, unknown] => [status, { status: false, message }]
  const open = async (caller: Caller, more: Record<string, string> = {}): Promise<number> => {
    const fields = { title: 'Fell', resident_id: '75474618', urgency_status: 'Exception', ...more }
    const answer = await post(caller, 'create_ticket', fields)
    assert.equal(answer.status, 200, answer.text)
    return (answer.json() as { ticket_id: number }).ticket_id
  }
  const details = async (caller: Caller, id: number): Promise<Details> => {
    const answer = await get(caller, `ticket_detail?id=${id}`)
    return (answer.json() as { ticket_with_details: Details }).ticket_with_details
  }

  describe('authorize', () => {
    it('gives a token for key and secret, by GET and POST, in headers with - and with _', async () => {
      for (const method of ['GET', 'POST'])
        for (const headers of [DEMO, { api_key: 'YOUR_API_KEY', api_secret: 'YOUR_API_SECRET' }]) {
          const answer = await served.ask(`${method} /api/authorize`, { headers })
          const { status, access_token, expires_at } = answer.json() as Record<string, string>
          assert.deepEqual([answer.status, status], [200, true])
          assert.match(access_token ?? '', /^[0-9a-f]{40}$/)
          assert.match(expires_at ?? '', /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d \+0000$/)
        }
    })

    it('refuses a pair whose halves do not belong together', async () => {
      const { values } = await served.key()
      const mixed = { 'api-key': values['api_key'] ?? '', 'api-secret': 'YOUR_API_SECRET' }
      for (const headers of [{}, { 'api-key': 'YOUR_API_KEY' }, mixed])
        assert.deepEqual(
          refusal(await served.ask('POST /api/authorize', { headers })),
          refused(401, 'Invalid API key or API secret'),
        )
    })
  })

  describe('a token', () => {
    it('lets in only with the key and secret that it was made for', async () => {
      assert.equal((await get(oak, 'tickets')).status, 200)
      const stolen = { headers: OTHER, token: oak.token }
      assert.equal((await get(stolen, 'tickets')).status, 401)
      const bare = { headers: {}, token: oak.token }
      assert.deepEqual(refusal(await get(bare, 'tickets')), refused(401, 'Invalid API key or API secret'))
    })

    it('is kept as a hash, and is over after twelve hours', async () => {
      const { token, headers } = await authorized(DEMO)
      const db = await served.store.tables()
      const rows = await db.selectFrom('tokens').selectAll().execute()
      assert.ok(!JSON.stringify(rows).includes(token))
      const left = Date.parse(String(rows.at(-1)?.['expires'])) - Date.now()
      assert.ok(left > 11.9 * 3_600_000 && left <= 12 * 3_600_000)
      await db
        .updateTable('tokens')
        .set({ expires: new Date(0).toISOString() })
        .execute()
      assert.equal((await get({ token, headers }, 'tickets')).status, 401)
      oak = await authorized(DEMO)
      harbour = await authorized(OTHER)
    })

    it('ends with the key', async () => {
      const { id, values } = await served.key()
      const caller = await authorized({ 'api-key': values['api_key'] ?? '', 'api-secret': values['api_secret'] ?? '' })
      await served.store.credentials.change(id, { terms: { suspended: new Date().toISOString() } })
      assert.equal((await get(caller, 'tickets')).status, 403)
      await served.store.credentials.revoke(id)
      assert.equal((await get(caller, 'tickets')).status, 401)
    })

    it('is in no line of the log, whatever the address', async () => {
      for (const what of ['tickets', 'ticket_detail?id=x', 'no_such', 'tickets/', '', 'tickets?token=1'])
        await get(oak, what)
      await served.ask(`DELETE /api/${oak.token}/tickets`, { headers: oak.headers })
      await served.ask(`POST /api/${oak.token}/create_ticket`, { headers: oak.headers, text: '{' })
      assert.ok(served.log().includes('/api/***/no_such'))
      for (const secret of [oak.token, 'YOUR_API_SECRET']) assert.ok(!served.log().includes(secret))
    })
  })

  it('is no part of a key that the operator makes', async () => {
    assert.deepEqual(Object.keys((await served.key()).values), ['api_key', 'api_secret'])
  })

  it('lists the tickets of the provider, the oldest first', async () => {
    const { status, ticket } = (await get(oak, 'tickets')).json() as { status: boolean; ticket: Ticket[] }
    assert.equal(status, true)
    assert.deepEqual(
      ticket.slice(0, 2).map(({ id }) => id),
      [201, 202],
    )
  })

  it('opens a ticket with all that is said of it, and shows it in detail', async () => {
    const said = {
      general_comments: 'Call',
      category_1: 'Issue',
      category_2: 'Potential Issue',
      category_comments_2: 'Ate',
    }
    const { ticket, comments, categories } = await details(oak, await open(oak, said))
    assert.deepEqual([ticket.ticket_status, ticket.read, ticket.title], ['New', true, 'Fell'])
    assert.deepEqual(
      comments.map(({ title, commented_by }) => [title, commented_by]),
      [['Call', 'demo']],
    )
    assert.deepEqual([categories['1']?.['status'], categories['2']?.['status']], ['issue', 'potential issue'])
    const [, , [name, comment] = []] = Object.entries(categories['2'] ?? {})
    assert.match(name ?? '', /^comment\d+$/)
    assert.equal((comment as { title: string }).title, 'Ate')
  })

  it('opens tickets from JSON, and as many at once as come', async () => {
    const body = { title: 'Slept', resident_id: 75474618, urgency_status: 'No Issue', sms: true }
    const all = await Promise.all(
      Array.from({ length: 12 }, () => served.ask(`POST /api/${oak.token}/create_ticket`, { headers: DEMO, body })),
    )
    const ids = all.map((answer) => (answer.json() as { ticket_id: number }).ticket_id)
    assert.equal(new Set(ids).size, 12)
  })

  it('keeps attachments, and sends them as they were', async () => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ title: 'a', resident_id: '75474618', urgency_status: 'Exception' }))
      form.append(name, value)
    const chart = Buffer.from('%PDF-1.4 \0 of the test')
    form.append('attachment', new Blob([chart], { type: 'application/pdf' }), 'chart é.pdf')
    form.append('attachment', new Blob(['a'], { type: 'text/plain' }), 'a.txt')
    const opened = await fetch(`${served.address}/api/${oak.token}/create_ticket`, {
      method: 'POST',
      headers: DEMO,
      body: form,
    })
    const { ticket_id } = (await opened.json()) as { ticket_id: number }
    const { ticket_attachments: all } = await details(oak, ticket_id)
    assert.deepEqual(
      all.map(({ file_name, content_type, file_size }) => [file_name, content_type, file_size]),
      [
        ['chart é.pdf', 'application/pdf', chart.length],
        ['a.txt', 'text/plain', 1],
      ],
    )
    const address = `attachment?id=${all[0]?.id}`
    const sent = await fetch(`${served.address}/api/${oak.token}/${address}`, { headers: DEMO })
    assert.deepEqual(Buffer.from(await sent.arrayBuffer()), chart)
    assert.equal(sent.headers.get('content-type'), 'application/pdf')
    assert.match(sent.headers.get('content-disposition') ?? '', /^attachment;.*chart/)
    assert.equal((await get(harbour, address)).status, 404)
  })

  it('takes attachments by the names that its clients give them', async () => {
    for (const name of ['attachment[items][]', 'attachment[:items][]', 'attachment[]', 'attachment[0]']) {
      const form = new FormData()
      for (const [field, value] of Object.entries({ title: 'a', resident_id: '75474618', urgency_status: 'Exception' }))
        form.append(field, value)
      for (const file of ['one', 'two']) form.append(name, new Blob([file]), `${file}.txt`)
      const path = `/api/${oak.token}/create_ticket`
      const opened = await fetch(served.address + path, { method: 'POST', headers: DEMO, body: form })
      const { ticket_id } = (await opened.json()) as { ticket_id: number }
      const names = (await details(oak, ticket_id)).ticket_attachments.map(({ file_name }) => file_name)
      assert.deepEqual(names, ['one.txt', 'two.txt'], name)
    }
  })

  it('takes no attachment of more than 10 MB', async () => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ title: 'a', resident_id: '75474618', urgency_status: 'Exception' }))
      form.append(name, value)
    form.append('attachment', new Blob([new Uint8Array(10 * 1024 * 1024 + 1)]), 'film')
    const answer = await fetch(`${served.address}/api/${oak.token}/create_ticket`, {
      method: 'POST',
      headers: DEMO,
      body: form,
    })
    assert.equal(answer.status, 413)
  })

  it('moves a ticket on; a closed one can only be reopened', async () => {
    const id = String(await open(oak))
    const to = (status: string): Promise<Answer> => post(oak, 'update_status', { id, status })
    assert.deepEqual((await to('Closed')).json(), { status: true, message: 'Status updated successfully' })
    assert.deepEqual(refusal(await to('New')), refused(400, 'A closed ticket can only be reopened'))
    assert.equal((await to('Reopen')).status, 200)
    assert.equal((await details(oak, Number(id))).ticket.ticket_status, 'Reopen')
  })

  it('comments on a ticket and on its categories', async () => {
    const ticket_id = String(await open(oak))
    for (const more of [{}, { category_id: '3' }])
      assert.equal((await post(oak, 'create_comment', { ticket_id, comment: 'Seen', ...more })).status, 200)
    const { comments, categories } = await details(oak, Number(ticket_id))
    assert.deepEqual(
      comments.map(({ title }) => title),
      ['Seen'],
    )
    assert.equal(categories['3']?.['status'], 'no issue')
  })

  it('lists residents and categories, and some of them', async () => {
    const ids = async (what: string): Promise<number[]> => {
      const { residents, categories } = (await get(oak, what)).json() as Record<string, { id: number }[]>
      return (residents ?? categories ?? []).map(({ id }) => id)
    }
    assert.deepEqual(await ids('all_residents'), [75474618, 75474619])
    assert.deepEqual(await ids('all_residents?group_type_id=2'), [75474619])
    assert.deepEqual(await ids('provider_categories'), [1, 2, 3])
    assert.deepEqual(await ids('provider_categories?resident_id=75474619'), [1, 3])
  })

  it('says what is wrong with a request', async () => {
    const wrong: readonly (readonly [string, Record<string, string>, RegExp])[] = [
      ['create_ticket', { resident_id: '75474618', urgency_status: 'Exception' }, /title is missing/],
      ['create_ticket', { title: 'a', resident_id: '1', urgency_status: 'Bad' }, /urgency_status must be one of/],
      [
        'create_ticket',
        { title: 'a', resident_id: '1', urgency_status: 'Exception', category_2: 'So so' },
        /category_2/,
      ],
      ['update_status', { id: '202', status: 'Gone' }, /status must be one of/],
      ['create_comment', { ticket_id: '202', comment: '' }, /comment must be/],
    ]
    for (const [what, fields, words] of wrong) {
      const answer = await post(oak, what, fields)
      assert.equal(answer.status, 400)
      assert.match((answer.json() as { message: string }).message, words)
    }
    assert.equal((await get(oak, 'ticket_detail?id=9007199254740991')).status, 404)
    assert.equal((await get(oak, 'no_such')).status, 404)
    assert.equal((await served.ask(`DELETE /api/${oak.token}/tickets`, { headers: DEMO })).status, 405)
    const picky = { ...DEMO, accept: 'application/xml' }
    assert.equal((await served.ask(`GET /api/${oak.token}/tickets`, { headers: picky })).status, 406)
  })

  describe('callers', () => {
    const callers: Record<string, Caller> = {}
    const QUERIES: Record<string, string> = {
      ticket_detail: '?id=202',
      attachment: '?id=31',
      provider_categories: '?resident_id=75474618',
    }
    before(async () => {
      const scopes = ['provider:right']
      const applied = async (terms = {}) => served.key({ scopes, ...terms })
      const shown = ({ values }: Awaited<ReturnType<ServedApi['key']>>) => ({
        'api-key': values['api_key'] ?? '',
        'api-secret': values['api_secret'] ?? '',
      })
      const reading = shown(await applied({ readOnly: true }))
      const token = (await served.ask('GET /api/authorize', { headers: reading })).json() as { access_token: string }
      const late = await applied()
      callers['a suspended one'] = await authorized(shown(late))
      await served.store.credentials.change(late.id, { terms: { suspended: '2026-01-01' } })
      callers['nobody'] = { headers: { 'api-key': 'YOUR_API_KEY', 'api-secret': 'purrpurrpurr' }, token: oak.token }
      callers['key and secret, no token of theirs'] = { headers: OTHER, token: oak.token }
      callers['an application'] = oak
      callers["another provider's application"] = harbour
      callers['one that may only read'] = { headers: reading, token: token.access_token }
    })
    rightsHold('connecticket', async (operation, name) => {
      const caller = callers[name]
      assert.ok(caller, name)
      const [what = ''] = operation.path.split('/').slice(-1)
      const own = name === 'one that may only read' ? '' : (QUERIES[what] ?? '')
      const path = operation.path.replace('{access_token}', caller.token) + own
      const { attachment: _, ...body } = Object(exampleOf(operation)) as Record<string, string>
      if (operation.method === 'GET') return (await served.ask(`GET ${path}`, caller)).status
      const headers = { ...caller.headers, 'content-type': FORM }
      return (await served.ask(`POST ${path}`, { headers, text: new URLSearchParams(body).toString() })).status
    })
  })

  describe("another provider's records are not there:", () => {
    it('lists have none of them', async () => {
      const text = (await get(harbour, 'tickets')).text + (await get(harbour, 'all_residents')).text
      assert.ok(!/75474618|"id":20[12]\b/.test(text))
      assert.ok(!(await get(harbour, 'provider_categories')).text.includes('Weight'))
    })

    const calls: readonly (readonly [string, Record<string, string> | undefined])[] = [
      ['ticket_detail?id=202', undefined],
      ['provider_categories?resident_id=75474618', undefined],
      ['attachment?id=31', undefined],
      ['create_ticket', { title: 'a', resident_id: '75474618', urgency_status: 'Exception' }],
      ['create_ticket', { title: 'a', resident_id: '75474700', urgency_status: 'Exception', category_2: 'Issue' }],
      ['update_status', { id: '202', status: 'Closed' }],
      ['create_comment', { ticket_id: '202', comment: 'a' }],
      ['create_comment', { ticket_id: '200', comment: 'a', category_id: '2' }],
    ]
    for (const [what, fields] of calls)
      it(`${what} ${JSON.stringify(fields ?? {})}`, async () =>
        assert.equal((fields ? await post(harbour, what, fields) : await get(harbour, what)).status, 404))
  })

  describe('the provider of an application', () => {
    const applied = async (scopes?: readonly string[]): Promise<Caller> => {
      const { values } = await served.key(scopes === undefined ? {} : { scopes })
      return authorized({ 'api-key': values['api_key'] ?? '', 'api-secret': values['api_secret'] ?? '' })
    }
    const residents = async (caller: Caller): Promise<{ id: number }[]> =>
      ((await get(caller, 'all_residents')).json() as { residents: { id: number }[] }).residents

    it('is its own, with two residents to try things on', async () => {
      const [one, other] = [await applied(), await applied()]
      const [first] = await residents(one)
      assert.equal((await residents(one)).length, 2)
      const id = await open(one, { resident_id: String(first?.id) })
      assert.equal((await get(other, `ticket_detail?id=${id}`)).status, 404)
    })

    it('is the one that the operator names, shared by all that have that scope', async () => {
      const [one, other] = [await applied(['provider:elm']), await applied(['provider:elm'])]
      const [first] = await residents(one)
      const id = await open(one, { resident_id: String(first?.id) })
      assert.equal((await get(other, `ticket_detail?id=${id}`)).status, 200)
    })
  })
})

troubles({
  name: 'connecticket',
  headers: DEMO,
  shown: ({ api_key = '', api_secret = '' }) => ({ 'api-key': api_key, 'api-secret': api_secret }),
  read: 'GET /api/authorize',
  write: ['POST /api/YOUR_ACCESS_TOKEN/create_comment', { ticket_id: 202, comment: 'Seen' }],
})

nothingUnseen(unseen)
