/** The CRM hub on the wire, the same over every service. */
import assert from 'node:assert/strict'
import { listOf, refused, type Fields, type Platform } from './platform.ts'

type Call = Platform['call']

/** What a customer does with contacts and accounts; `as` has the token of an instance that has none. */
export async function walkCrm(call: Call, as: string): Promise<void> {
  const contacts = '/hubs/crm/contacts'
  refused(await call(`POST ${contacts}`, { as, body: {} }), 400)
  const ids: string[] = []
  for (const lastName of ['Lovelace', "O'Hara; --", 'Hopper'])
    ids.push(String((await call(`POST ${contacts}`, { as, body: { lastName } })).body['id']))
  const where = encodeURIComponent("lastName = 'O''Hara; --' OR lastName LIKE 'Lo%'")
  const first = await call(`GET ${contacts}?where=${where}&orderBy=lastName%20desc&pageSize=1&returnTotalCount=true`, {
    as,
  })
  assert.deepEqual(
    listOf(first).map((one) => one['lastName']),
    ["O'Hara; --"],
  )
  assert.equal(first.headers.get('elements-total-count'), '2')
  const next = first.headers.get('elements-next-page-token')
  const second = await call(`GET ${contacts}?where=${where}&orderBy=lastName%20desc&pageSize=1&nextPage=${next}`, {
    as,
  })
  assert.deepEqual(
    listOf(second).map((one) => one['lastName']),
    ['Lovelace'],
  )
  assert.equal(second.headers.get('elements-next-page-token'), null)
  const third = await call(`GET ${contacts}?orderBy=lastName&pageSize=1&page=3`, { as })
  assert.deepEqual(
    [listOf(third).map((one) => one['lastName']), third.headers.get('elements-has-more')],
    [["O'Hara; --"], 'false'],
  )
  for (const page of ['0', '20001']) refused(await call(`GET ${contacts}?page=${page}`, { as }), 400)
  refused(await call(`GET ${contacts}?where=${encodeURIComponent("1=1 OR 'a'='a'")}`, { as }), 400)
  for (const query of ['orderBy=secret', 'fields=secret']) refused(await call(`GET ${contacts}?${query}`, { as }), 400)
  const some = listOf(await call(`GET ${contacts}?fields=lastName&orderBy=lastName`, { as }))
  assert.deepEqual(some, [{ lastName: 'Hopper' }, { lastName: 'Lovelace' }, { lastName: "O'Hara; --" }])
  const [id = ''] = ids
  assert.equal((await call(`PATCH ${contacts}/${id}`, { as, body: { title: 'Countess' } })).body['title'], 'Countess')
  const cleared = await call(`PATCH ${contacts}/${id}`, { as, body: { title: '' } })
  assert.equal('title' in cleared.body, false)
  const replaced = await call(`PUT ${contacts}/${id}`, { as, body: { lastName: 'Lovelace', phone: '1843' } })
  assert.deepEqual(replaced.body, { id, lastName: 'Lovelace', phone: '1843' })
  assert.deepEqual((await call(`PUT ${contacts}/${id}`, { as, body: { lastName: 'Lovelace' } })).body, {
    id,
    lastName: 'Lovelace',
  })
  refused(await call(`PUT ${contacts}/${id}`, { as, body: { title: '' } }), 400)
  refused(await call(`PUT ${contacts}/nobody`, { as, body: { title: 'x' } }), 404)
  refused(await call(`GET ${contacts}/nobody`, { as }), 404)
  refused(await call(`PATCH ${contacts}/nobody`, { as, body: { title: 'x' } }), 404)
  refused(await call(`DELETE ${contacts}/nobody`, { as }), 404)
  assert.equal((await call(`GET ${contacts}/${id}`, { as })).body['lastName'], 'Lovelace')
  const account = await call('POST /hubs/crm/accounts', { as, body: { name: 'Engines' } })
  const one = `/hubs/crm/accounts/${String(account.body['id'])}`
  refused(await call(`PATCH ${one}`, { as, body: { name: '' } }), 400)
  const website = 'https://engines.example'
  assert.equal((await call(`PUT ${one}`, { as, body: { name: 'Engines', phone: '1' } })).body['phone'], '1')
  assert.equal((await call(`PATCH ${one}`, { as, body: { website } })).body['website'], website)
  assert.equal((await call(`GET ${one}`, { as })).body['website'], website)
  assert.deepEqual(
    listOf(await call('GET /hubs/crm/accounts', { as })).map(({ name }) => name),
    ['Engines'],
  )
  assert.equal((await call(`DELETE ${one}`, { as })).status, 200)
  refused(await call(`GET ${one}`, { as }), 404)
  for (const each of ids) assert.equal((await call(`DELETE ${contacts}/${each}`, { as })).status, 200)
  assert.deepEqual(listOf(await call(`GET ${contacts}`, { as })), [])
  await walkObjects(call, as)
}

/** What there is to be found is asked of the service. */
async function walkObjects(call: Call, as: string): Promise<void> {
  assert.deepEqual((await call('GET /hubs/crm/objects', { as })).body, ['contacts', 'accounts'])
  const fields = (await call('GET /hubs/crm/objects/contacts/metadata', { as })).body['fields'] as Fields[]
  const email = fields.find(({ path }) => path === 'email')
  assert.deepEqual([String(email?.['vendorPath']).toLowerCase(), email?.['type']], ['email', 'string'])
  const docs = (await call('GET /hubs/crm/objects/accounts/docs', { as })).body
  assert.deepEqual([docs['openapi'], Object.keys(Object(docs['paths']))], ['3.1.0', ['/accounts', '/accounts/{id}']])
  for (const what of ['metadata', 'docs']) refused(await call(`GET /hubs/crm/objects/leads/${what}`, { as }), 404)
}
