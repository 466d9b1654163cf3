/** The Flowback API as a stranger meets it: `kittn dev apis/flowback`, a mail server and plain HTTP. */
import assert from 'node:assert/strict'
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { after, before, describe, it } from 'node:test'
import { copyOf, start, type Started } from '../command-line.ts'
import { mailServer, type MailServer } from '../servers/mail.ts'
import { readingOf } from './folders.ts'
import { exampleOf, rightsHold } from './rights.ts'
import { seenOf } from './seen.ts'
import { serveApi, type ServedApi } from './served.ts'
import { nothingUnseen, troubles } from './troubles.ts'

const unseen = seenOf(readingOf('flowback').contract)

const PASSWORD = 'correct horse battery'
/** The code stands on a line of its own; mails have other UUIDs in their heads. */
const UUID = /(?<=^ {4})[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/m
const PIXEL = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)
type Body = Record<string, unknown>

describe('the Flowback API', () => {
  const copy = copyOf('apis/flowback')
  let server: Started
  let post: MailServer
  before(async () => {
    post = await mailServer()
    server = await start('dev', copy.path, '--smtp', post.url)
  })
  after(async () => {
    await server.kill()
    await post.close()
    copy.remove()
  })

  const call = (method: string, path: string, token?: string, form?: Record<string, string>) =>
    fetch(server.address + path, {
      method,
      redirect: 'manual',
      ...(token === undefined ? {} : { headers: { authorization: token } }),
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    })
  const send = (path: string, form: Record<string, string> = {}, token?: string) => call('POST', path, token, form)
  const read = async (path: string, token: string): Promise<Body> =>
    (await (await call('GET', path, token)).json()) as Body
  const detail = async (answer: Response): Promise<[number, unknown]> => [
    answer.status,
    ((await answer.json()) as { detail: unknown }).detail,
  ]
  const register = (username: string) => send('/register', { username, email: `${username}@example.com` })
  const member = async (username: string, mail = 1): Promise<string> => {
    assert.equal((await register(username)).status, 200)
    const verification_code = await post.find(`${username.toLowerCase()}@example.com`, UUID, mail)
    const verified = await send('/register/verify', { verification_code, password: PASSWORD })
    assert.deepEqual([verified.status, await verified.text()], [201, ''])
    return login(username)
  }
  const login = async (username: string, password = PASSWORD): Promise<string> => {
    const answer = await send('/login', { username: `${username}@example.com`, password })
    assert.equal(answer.status, 200)
    return ((await answer.json()) as { token: string }).token
  }

  it('registers with a code by mail, and lets in who proved the address', async () => {
    const token = await member('Ada')
    assert.match(token, /^[0-9a-f]{40}$/)
    assert.equal((await read('/user', `Token ${token}`))['username'], 'Ada')
  })

  it('takes the token with its word and alone', async () => {
    const token = await member('Bo')
    for (const shown of [`Token ${token}`, token, `token ${token}`])
      assert.equal((await call('GET', '/user', shown)).status, 200, shown.slice(0, 6))
  })

  it('takes a slash at the end, and redirects no POST', async () =>
    assert.equal((await send('/register/', { username: 'Cy', email: 'cy@example.com' })).status, 200))

  it('promises that names and addresses are unique, in any case', async () => {
    await member('Dora')
    assert.deepEqual(await detail(await send('/register', { username: 'dORA', email: 'other@example.com' })), [
      400,
      { username: ['Username already exists.'] },
    ])
    assert.deepEqual(await detail(await send('/register', { username: 'other', email: 'DORA@example.com' })), [
      400,
      { email: ['Email already exists.'] },
    ])
  })

  it('gives a name that two have registered to the first who verifies', async () => {
    await register('Eve')
    const first = await post.find('eve@example.com', UUID)
    await send('/register', { username: 'Eve', email: 'eve2@example.com' })
    const second = await post.find('eve2@example.com', UUID)
    assert.equal((await send('/register/verify', { verification_code: second, password: PASSWORD })).status, 201)
    assert.deepEqual(await detail(await send('/register/verify', { verification_code: first, password: PASSWORD })), [
      400,
      { username: ['Username already exists.'] },
    ])
  })

  it('refuses codes that are none, unknown or used', async () => {
    await register('Finn')
    const code = await post.find('finn@example.com', UUID)
    const verify = (verification_code: string) => send('/register/verify', { verification_code, password: PASSWORD })
    assert.equal((await verify('nonsense')).status, 400)
    assert.equal((await verify('00000000-0000-4000-8000-000000000000')).status, 404)
    assert.equal((await verify(code)).status, 201)
    assert.deepEqual(await detail(await verify(code)), [
      400,
      { verification_code: ['Verification code has already been used.'] },
    ])
  })

  for (const [password, why] of [
    ['short', /too short/],
    ['1234567890', /all digits/],
    ['Password123', /too common/],
    ['gwendolyn!', /too much like/],
  ] as const)
    it(`refuses the password ${password}`, async () => {
      await register('Gwendolyn')
      const verification_code = await post.find('gwendolyn@example.com', UUID)
      const [status, said] = await detail(await send('/register/verify', { verification_code, password }))
      assert.equal(status, 400)
      assert.match((said as { password: string[] }).password.join(), why)
    })

  it('lists users a page at a time, behind an offset', async () => {
    const token = `Token ${await member('Hal')}`
    for (const name of ['Ida', 'Jon', 'Kim']) await member(name)
    const all = await read('/users?limit=50', token)
    const names = (all['data'] as { username: string }[]).map((one) => one.username)
    assert.equal(all['count'], names.length)
    assert.deepEqual([all['next'], all['previous'], all['total_page']], [null, null, 1])
    const page = await read('/users?page=2&limit=2&offset=1', token)
    assert.deepEqual(
      (page['data'] as { username: string }[]).map((one) => one.username),
      names.slice(3, 5),
    )
    assert.equal(page['count'], names.length)
    assert.equal(page['total_page'], Math.ceil((names.length - 1) / 2))
    assert.equal(page['previous'], `${server.address}/users?page=1&limit=2&offset=1`)
    assert.deepEqual(
      ((await read(new URL(String(page['previous'])).pathname + '?page=1&limit=2&offset=1', token))['data'] as Body[])
        .length,
      2,
    )
    assert.equal((await read('/users?username=I', token))['count'], names.filter((name) => /i/i.test(name)).length)
    assert.equal((await read('/users?username=%25', token))['count'], 0, 'a wildcard is a letter')
  })

  it('refuses pages that there cannot be', async () => {
    const token = `Token ${await member('Lea')}`
    for (const query of ['page=0', 'limit=51', 'limit=0', 'offset=-1', 'page=x'])
      assert.equal((await call('GET', `/users?${query}`, token)).status, 400, query)
  })

  it('shows an address to nobody but its owner', async () => {
    const [mine, other] = [`Token ${await member('Max')}`, `Token ${await member('Nora')}`]
    const me = await read('/user', mine)
    assert.equal(me['email'], 'max@example.com')
    assert.equal((await read(`/user?id=${String(me['id'])}`, other))['email'], null)
    assert.equal((await call('GET', '/user?id=4711', other)).status, 404)
  })

  it('ends the token that is logged out, and no other', async () => {
    const one = await member('Ole')
    const two = await login('Ole')
    const out = await send('/logout', {}, `Token ${one}`)
    assert.deepEqual([out.status, await out.text()], [200, ''])
    assert.equal((await call('GET', '/user', `Token ${one}`)).status, 401)
    assert.equal((await call('GET', '/user', `Token ${two}`)).status, 200)
  })

  it('sets a forgotten password anew, once, and ends all tokens', async () => {
    const token = await member('Pia')
    assert.equal((await send('/forgot_password', { email: 'pia@example.com' })).status, 200)
    const verification_code = await post.find('pia@example.com', UUID, 2)
    const set = () => send('/forgot_password/verify', { verification_code, password: 'staple battery horse' })
    assert.equal((await set()).status, 200)
    assert.equal((await set()).status, 400)
    assert.equal((await call('GET', '/user', `Token ${token}`)).status, 401)
    await login('Pia', 'staple battery horse')
  })

  it('tells nobody which addresses it knows', async () => {
    await member('Quinn')
    const answers = async (ask: (email: string) => Promise<Response>) => {
      const [known, unknown] = [await ask('quinn@example.com'), await ask('nobody@example.com')]
      return [known.status, await known.text(), unknown.status, await unknown.text()]
    }
    const forgot = await answers((email) => send('/forgot_password', { email }))
    assert.deepEqual(forgot.slice(0, 2), forgot.slice(2))
    const login = await answers((username) => send('/login', { username, password: 'wrong as can be' }))
    assert.deepEqual(login.slice(0, 2), login.slice(2))
    assert.deepEqual(post.to('nobody@example.com'), [])
  })

  it('deletes oneself: name, address and tokens are gone, and the name is free', async () => {
    const token = `Token ${await member('Rita')}`
    const { id } = await read('/user', token)
    assert.equal((await send('/user/delete', {}, token)).status, 200)
    assert.equal((await call('GET', '/user', token)).status, 401)
    assert.equal((await call('GET', `/user?id=${String(id)}`, `Token ${await member('Sam')}`)).status, 404)
    assert.notEqual((await read('/user', `Token ${await member('Rita', 2)}`))['id'], id)
  })

  const image = (field: string, bytes: Uint8Array<ArrayBuffer>, token: string) => {
    const form = new FormData()
    form.set(field, new Blob([bytes], { type: 'image/png' }), '../../cat.png')
    return fetch(`${server.address}/user/update`, { method: 'POST', headers: { authorization: token }, body: form })
  }

  it('changes what is sent, pictures too, and leaves the rest', async () => {
    const token = `Token ${await member('Tove')}`
    const form = { bio: 'Hello world!', website: 'https://example.com/' }
    assert.equal((await send('/user/update', form, token)).status, 200)
    assert.equal((await image('profile_image', PIXEL, token)).status, 200)
    const user = await read('/user', token)
    assert.deepEqual([user['username'], user['bio'], user['website']], ['Tove', form.bio, form.website])
    const shown = await fetch(String(user['profile_image']))
    assert.deepEqual(
      [shown.headers.get('content-type'), new Uint8Array(await shown.arrayBuffer())],
      ['image/png', PIXEL],
    )
    assert.equal((await image('profile_image', PIXEL, token)).status, 200)
    assert.equal((await fetch(String(user['profile_image']))).status, 404, 'the old picture is gone')
  })

  it('refuses pictures that are none or too large, addresses that are none, and names that others have', async () => {
    const token = `Token ${await member('Ulf')}`
    assert.equal((await image('banner_image', new TextEncoder().encode('<svg onload=x>'), token)).status, 415)
    assert.equal((await image('banner_image', new Uint8Array(5 * 1024 * 1024 + 1), token)).status, 413)
    const update = async (form: Record<string, string>) => detail(await send('/user/update', form, token))
    assert.deepEqual(await update({ website: 'javascript:alert(1)' }), [
      400,
      { website: ['Enter an address that begins with http:// or https://.'] },
    ])
    await member('Vera')
    assert.deepEqual(await update({ username: 'VERA' }), [400, { username: ['Username already exists.'] }])
  })

  /** Whoever logs out or deletes themselves is somebody else afterwards. */
  let [spent, mine, count] = [true, '', 0]
  const self = async (): Promise<string> => {
    if (spent) [spent, mine] = [false, `Token ${await member(`Right${++count}`)}`]
    return mine
  }
  rightsHold('flowback', async (operation, caller) => {
    const isUser = caller.startsWith('a user')
    const token = isUser ? await self() : caller === 'anybody' ? undefined : 'Token purrpurrpurr'
    const query = caller === 'a user, of others' ? '?id=1' : ''
    const form = exampleOf(operation) as Record<string, string> | undefined
    const body = operation.method === 'POST' ? (form ?? {}) : undefined
    if (isUser && /logout|delete/.test(operation.path)) spent = true
    return (await call(operation.method, operation.path + query, token, body)).status
  })

  it('lets in nobody with a token that is none', async () => {
    for (const token of ['Token woof', 'woof', 'Token ', 'Bearer your_token_here'])
      assert.equal((await call('GET', '/users', token)).status, 401, token)
  })
})

describe('whoever guesses at addresses', () => {
  let served: ServedApi
  let hashes = 0
  const { scrypt } = crypto
  before(async () => {
    const counting = ((...given: Parameters<typeof scrypt>) => {
      hashes++
      return scrypt(...given)
    }) as typeof scrypt
    crypto.scrypt = counting
    syncBuiltinESMExports()
    served = await serveApi('flowback')
  })
  after(async () => {
    crypto.scrypt = scrypt
    syncBuiltinESMExports()
    await served.close()
  })

  /** The answer, and how much work it was: hashes of passwords, and rows of the API's own that were written. */
  const work = async (request: string, body: object): Promise<readonly unknown[]> => {
    const rows = async (): Promise<number> => {
      const db = await served.store.tables()
      const counts = ['resets', 'registrations', 'users', 'tokens'].map((table) =>
        db.selectFrom(table).selectAll().execute(),
      )
      return (await Promise.all(counts)).flat().length
    }
    const [before, hashed] = [await rows(), hashes]
    const { status, text } = await served.ask(request, { headers: {}, body })
    return [status, text, hashes - hashed, (await rows()) - before]
  }

  it('learns nothing from logging in: one hash, whoever it is', async () => {
    const password = 'wrong as can be'
    const known = await work('POST /login', { username: 'flowback@example.com', password })
    assert.deepEqual(known.slice(2), [1, 0])
    assert.deepEqual(await work('POST /login', { username: 'nobody@example.com', password }), known)
  })

  it('learns nothing from a forgotten password: no hash, and two rows, where one may be the letter', async () => {
    assert.deepEqual(await work('POST /forgot_password', { email: 'flowback@example.com' }), [200, '', 0, 1])
    assert.deepEqual(await work('POST /forgot_password', { email: 'nobody@example.com' }), [200, '', 0, 2])
  })

  it('learns nothing from codes that are none: one hash for each', async () => {
    const verification_code = '00000000-0000-4000-8000-000000000000'
    for (const path of ['/register/verify', '/forgot_password/verify']) {
      const body = { verification_code, password: 'correct horse battery' }
      assert.deepEqual((await work(`POST ${path}`, body)).toSpliced(1, 1), [404, 1, 0], path)
    }
  })
})

troubles({
  name: 'flowback',
  headers: { authorization: 'Token your_token_here' },
  shown: ({ token = '' }) => ({ authorization: `Token ${token}` }),
  read: 'GET /users',
  write: ['POST /forgot_password', { email: 'nobody@example.com' }],
})

nothingUnseen(unseen)
