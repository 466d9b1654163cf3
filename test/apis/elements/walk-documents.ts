/** The documents hub on the wire, the same over every service. */
import assert from 'node:assert/strict'
import { formWith, idOf, listOf, refused, type Answer, type Platform } from './platform.ts'

type Call = Platform['call']

/** What a customer does with files and folders; `as` has the token of an instance whose root is empty. */
export async function walkDocuments(call: Call, as: string): Promise<void> {
  const files = '/hubs/documents/files'
  const put = await call(`POST ${files}?path=/Grüße%20😀.txt`, { as, form: formWith('hello') })
  assert.equal(put.status, 200, put.text)
  assert.deepEqual([put.body['path'], put.body['size'], put.body['mimeType']], ['/Grüße 😀.txt', 5, 'text/plain'])
  for (const name of ['createdDate', 'modifiedDate']) assert.equal(typeof put.body[name], 'string')
  assert.match(put.headers.get('elements-element-instance-id') ?? '', /^\d+$/)
  const id = String(put.body['id'])
  for (const one of [`GET ${files}/${id}`, `GET ${files}?path=/Grüße%20😀.txt`])
    assert.equal((await call(one, { as })).text, 'hello')
  for (const one of [`GET ${files}/${id}/metadata`, `GET ${files}/metadata?path=/Grüße%20😀.txt`])
    assert.deepEqual((await call(one, { as })).body, put.body)
  refused(await call(`POST ${files}?path=/Grüße%20😀.txt`, { as, form: formWith('x') }), 409)
  assert.equal(
    (await call(`POST ${files}?path=/Grüße%20😀.txt&overwrite=true`, { as, form: formWith('hallo') })).status,
    200,
  )
  refused(await call(`POST ${files}?path=/nowhere/x.txt`, { as, form: formWith('x') }), 404)
  assert.equal((await call('POST /hubs/documents/folders', { as, body: { path: '/a' } })).status, 200)
  refused(await call('POST /hubs/documents/folders', { as, body: { path: '/a' } }), 409)
  refused(await call('POST /hubs/documents/folders', { as, body: { path: '/b', name: 'c' } }), 400)
  assert.equal((await call(`POST ${files}/${id}/copy`, { as, body: { path: '/a/b.txt' } })).status, 200)
  refused(await call(`POST ${files}/${id}/copy`, { as, body: { path: '/a/b.txt' } }), 409)
  const moved = await call(`PATCH ${files}/metadata?path=/a/b.txt`, { as, body: { name: 'c.csv' } })
  assert.equal(moved.body['path'], '/a/c.csv')
  refused(await call(`GET ${files}?path=/a/b.txt`, { as }), 404)
  refused(await call('POST /hubs/documents/folders/copy?path=/a', { as, body: { path: '/a/a' } }), 400)
  assert.equal((await call(`POST ${files}/copy?path=/a/c.csv`, { as, body: { path: '/a/d.csv' } })).status, 200)
  const renamed = await call(`PATCH ${files}/${idOf('/a/d.csv')}/metadata`, { as, body: { path: '/d.csv' } })
  assert.equal(renamed.body['path'], '/d.csv')
  assert.equal((await call(`DELETE ${files}?path=/d.csv`, { as })).status, 200)
  await walkRevisions(call, as)
  await walkPages(call, as)
  await walkFolders(call, as)
  const { status, body: room } = await call('GET /hubs/documents/storage', { as })
  assert.deepEqual([status, 'total' in room], [200, true])
  const found = await call('GET /hubs/documents/search?text=C.CSV', { as })
  assert.deepEqual(
    listOf(found).map((one) => one['path']),
    ['/a/c.csv'],
  )
  const listed = await call('GET /hubs/documents/folders/contents?where=directory%20=%20true&returnTotalCount=true', {
    as,
  })
  assert.deepEqual(
    [listOf(listed).map((one) => one['path']), listed.headers.get('elements-total-count')],
    [['/a'], '1'],
  )
  assert.equal((await call(`GET ${files}/${idOf('/a/c.csv')}/links`, { as })).status, 200)
  const link = await call(`GET ${files}/links?path=/a/c.csv`, { as })
  assert.equal(await (await fetch(String(link.body['cloudElementsLink']))).text(), 'hallo')
  if (link.body['providerLink'] !== null)
    assert.equal(await (await fetch(String(link.body['providerLink']))).text(), 'hallo')
  assert.equal((await call('DELETE /hubs/documents/folders?path=/a', { as })).status, 200)
  assert.equal((await call(`DELETE ${files}/${id}`, { as })).status, 200)
  assert.deepEqual(listOf(await call('GET /hubs/documents/folders/contents', { as })), [])
  for (const path of ['/../x', '/a/../../x', 'x', '//x', '/x/./y', '/x%00', '/x%5C..%5Cy', '/%EF%BF%BF%0A'])
    refused(await call(`GET ${files}?path=${path}`, { as }), 400)
  refused(await call(`GET ${files}/${Buffer.from('/../../etc/passwd').toString('base64url')}`, { as }), 400)
  refused(await call(`GET ${files}/guessed`, { as }), 404)
}

/** What can be done with a folder can be done by its path and by its id. */
async function walkFolders(call: Call, as: string): Promise<void> {
  const folders = '/hubs/documents/folders'
  const by = (path: string, what: string): string[] => [
    `${folders}${what}?path=${path}`,
    `${folders}/${idOf(path)}${what}`,
  ]
  for (const one of by('/a', '/metadata')) assert.deepEqual((await call(`GET ${one}`, { as })).body['path'], '/a')
  for (const one of by('/a', '/contents'))
    assert.deepEqual(
      listOf(await call(`GET ${one}`, { as })).map(({ path }) => path),
      ['/a/c.csv'],
    )
  await walkNotes(call, as)
  for (const [at, one] of by('/a', '/copy').entries())
    assert.equal((await call(`POST ${one}`, { as, body: { path: `/copy${at}` } })).status, 200)
  for (const [at, one] of [by('/copy0', '/metadata')[0], by('/copy1', '/metadata')[1]].entries())
    assert.equal((await call(`PATCH ${one}`, { as, body: { path: `/moved${at}` } })).body['path'], `/moved${at}`)
  for (const one of [by('/moved0', '')[0], by('/moved1', '')[1]])
    assert.equal((await call(`DELETE ${one}`, { as })).status, 200)
  refused(await call(`GET ${folders}/${idOf('/a/c.csv')}/contents`, { as }), 404)
}

/** They go where the document goes, and end with it; what the service itself says comes where it is asked for. */
async function walkNotes(call: Call, as: string): Promise<void> {
  const tagsOf = async (path: string, kind = 'files'): Promise<unknown> =>
    (await call(`GET /hubs/documents/${kind}/metadata?path=${path}`, { as })).body['tags']
  const [put, form] = ['POST /hubs/documents/files?path=', formWith('x')]
  const made = await call(`${put}/a/t.txt&tags[]=one&tags[]=two,%20three`, { as, form })
  assert.deepEqual([made.status, made.body['tags']], [200, ['one', 'two, three']], made.text)
  refused(await call(`${put}/a/u.txt&tags[]=${'x'.repeat(51)}`, { as, form }), 400)
  const change = (kind: string, path: string, body: object): Promise<Answer> =>
    call(`PATCH /hubs/documents/${kind}/metadata?path=${path}`, { as, body })
  assert.deepEqual((await change('files', '/a/t.txt', { tags: ['four', 'four'] })).body['tags'], ['four'])
  await walkProperties(call, as)
  refused(await change('files', '/a/t.txt', {}), 400)
  assert.deepEqual((await change('folders', '/a', { tags: ['box'], path: '/b' })).body['tags'], ['box'])
  const inside = listOf(await call('GET /hubs/documents/folders/contents?path=/b', { as }))
  assert.deepEqual(
    inside.map(({ path, tags }) => [path, tags]),
    [
      ['/b/c.csv', []],
      ['/b/t.txt', ['four']],
    ],
  )
  assert.deepEqual(listOf(await call('GET /hubs/documents/search?text=t.txt', { as }))[0]?.['tags'], ['four'])
  const copied = await call('POST /hubs/documents/folders/copy?path=/b', { as, body: { path: '/e' } })
  assert.deepEqual([copied.body['tags'], await tagsOf('/e/t.txt')], [[], []])
  assert.equal((await call('DELETE /hubs/documents/folders?path=/e', { as })).status, 200)
  assert.equal((await call('DELETE /hubs/documents/files?path=/b/t.txt', { as })).status, 200)
  assert.deepEqual((await call(`${put}/b/t.txt`, { as, form })).body['tags'], [], 'another file of that name')
  assert.equal((await call('DELETE /hubs/documents/files?path=/b/t.txt', { as })).status, 200)
  await change('folders', '/b', { path: '/a', tags: [] })
  assert.deepEqual(await tagsOf('/a', 'folders'), [])
  const raw = (await call('GET /hubs/documents/files/metadata?path=/a/c.csv&raw=true', { as })).body['raw']
  assert.ok(typeof raw === 'object' && raw !== null, 'the service has words of its own')
}

/** Where a service keeps nothing but the file, that is the one revision there is. */
async function walkRevisions(call: Call, as: string): Promise<void> {
  const at = `GET /hubs/documents/files/${idOf('/a/c.csv')}/revisions`
  const [newest] = listOf(await call(at, { as }))
  assert.deepEqual([newest?.['size'], typeof newest?.['modifiedDate']], [5, 'string'])
  for (const id of [String(newest?.['id']), 'current'])
    assert.deepEqual((await call(`${at}/${id}`, { as })).body, newest)
  refused(await call(`${at}/guessed`, { as }), 404)
  refused(await call(`GET /hubs/documents/files/${idOf('/nowhere')}/revisions`, { as }), 404)
}

type Ending = { readonly token: string | null; readonly more: string | null }

/** Two pages are one of twice the size, by number and by token, in a folder and in a search. */
async function walkPages(call: Call, as: string): Promise<void> {
  assert.equal((await call('POST /hubs/documents/folders', { as, body: { path: '/p' } })).status, 200)
  for (const name of ['1', '2', '3'])
    await call(`POST /hubs/documents/files?path=/p/f${name}`, { as, form: formWith(name) })
  for (const list of ['/hubs/documents/folders/contents?path=/p', '/hubs/documents/search?path=/p&text=f']) {
    const pageOf = async (query: string): Promise<readonly [unknown[], Ending]> => {
      const answer = await call(`GET ${list}&${query}`, { as })
      const [token, more] = [answer.headers.get('elements-next-page-token'), answer.headers.get('elements-has-more')]
      return [listOf(answer).map(({ name }) => name), { token, more }]
    }
    const [[first, { token, more }], [second], [both]] = [
      await pageOf('pageSize=1'),
      await pageOf('pageSize=1&page=2'),
      await pageOf('pageSize=2'),
    ]
    assert.deepEqual([[...first, ...second], more], [both, 'true'], list)
    const [behind, last] = await pageOf(`pageSize=1&page=2&nextPage=${token}`)
    assert.deepEqual([behind, last], [['f3'], { token: null, more: 'false' }], list)
    assert.deepEqual(await pageOf('page=9'), [[], { token: null, more: 'false' }], list)
    for (const query of ['page=0', 'page=x', 'page=20000']) refused(await call(`GET ${list}&${query}`, { as }), 400)
  }
  const bare = listOf(await call('GET /hubs/documents/folders/contents?path=/p&fetchTags=false', { as }))
  assert.deepEqual([bare.length, bare[0]?.['name']], [3, 'f1'])
  assert.equal((await call('DELETE /hubs/documents/folders?path=/p&emptyTrash=true', { as })).status, 200)
}

/** What is noted under names of one's own stays beside tags and description, and goes with the document. */
async function walkProperties(call: Call, as: string): Promise<void> {
  const put = 'POST /hubs/documents/files?path=/a/n.txt'
  refused(await call(`${put}&size=2`, { as, form: formWith('x') }), 400)
  const made = await call(`${put}&size=1&description=A%20note`, { as, form: formWith('x') })
  assert.deepEqual(
    [made.body['description'], made.body['properties']],
    ['A note', { mimeType: 'text/plain' }],
    made.text,
  )
  const properties = { status: 'draft', pages: 3, final: false }
  const [file, folder] = [`files/${idOf('/a/n.txt')}/metadata`, 'folders/metadata']
  for (const [at, mimeType] of [
    [`${file}/properties`, 'text/plain'],
    ['files/metadata/properties?path=/a/n.txt', 'text/plain'],
    [`${folder}/properties?path=/a`, undefined],
    [`folders/${idOf('/a')}/metadata/properties`, undefined],
  ] as const) {
    const { body, text } = await call(`PATCH /hubs/documents/${at}`, { as, body: { properties } })
    assert.deepEqual(body['properties'], { ...properties, ...(mimeType && { mimeType }) }, text)
    for (const wrong of [{ mimeType: 'a/b' }, { deep: {} }, { long: 'x'.repeat(4000) }])
      refused(await call(`PATCH /hubs/documents/${at}`, { as, body: { properties: wrong } }), 400)
  }
  const moved = await call(`PATCH /hubs/documents/${file}`, { as, body: { name: 'm.txt', description: '' } })
  assert.deepEqual(
    [moved.body['properties'], moved.body['description']],
    [{ ...properties, mimeType: 'text/plain' }, undefined],
  )
  await call(`PATCH /hubs/documents/${folder}/properties?path=/a`, { as, body: { properties: {} } })
  assert.equal((await call('DELETE /hubs/documents/files?path=/a/m.txt&emptyTrash=true', { as })).status, 200)
}
