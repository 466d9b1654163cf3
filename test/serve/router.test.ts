/** The router: which of a page's paths an address belongs to. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Failure } from '../../src/serve/fail.ts'
import { Router } from '../../src/serve/router.ts'

function router(...routes: readonly string[]): Router<string> {
  const made = new Router<string>()
  for (const route of routes) {
    const [method = '', path = ''] = route.split(' ')
    made.add(method, path, route)
  }
  return made
}

describe('an address', () => {
  const routes = router(
    'GET /',
    'GET /users',
    'GET /users/me',
    'GET /users/{id}',
    'DELETE /users/{name}',
    'GET /users/{id}.json',
    'POST /jobs/{id}:cancel',
    'GET /a/{from}-{to}',
    'GET /users/{id}/posts/{post}',
    'GET /files/*',
    'GET /a:b/x',
  )
  const cases: readonly (readonly [string, string | undefined, ...string[]])[] = [
    ['GET /', 'GET /'],
    ['GET /users', 'GET /users'],
    ['GET /users/', 'GET /users'],
    ['GET /users/me', 'GET /users/me'],
    ['GET /users/m%65', 'GET /users/me'],
    ['GET /users/7', 'GET /users/{id}', '7'],
    ['GET /users/J%C3%BCrgen%2Fx', 'GET /users/{id}', 'Jürgen/x'],
    ['DELETE /users/me', 'DELETE /users/{name}', 'me'],
    ['GET /users/7.json', 'GET /users/{id}.json', '7'],
    ['POST /jobs/5:cancel', 'POST /jobs/{id}:cancel', '5'],
    ['POST /jobs/5', undefined],
    ['GET /a/1-2', 'GET /a/{from}-{to}', '1', '2'],
    ['GET /users/1/posts/2', 'GET /users/{id}/posts/{post}', '1', '2'],
    ['GET /users//posts/2', undefined],
    ['GET /users/1/posts', undefined],
    ['GET /files/a/b', 'GET /files/*'],
    ['GET /a:b/x', 'GET /a:b/x'],
    ['GET /USERS', undefined],
    ['PUT /users/me', undefined],
  ]
  for (const [request, route, ...values] of cases)
    it(request, () => {
      const [method = '', path = ''] = request.split(' ')
      const found = routes.find(method, path)
      assert.deepEqual([found?.value, found?.values ?? []], [route, values])
    })

  it('with a broken escape or a NUL is refused', () => {
    for (const path of ['/%zz', '/users/%', '/users/%ff', '/users/a%00'])
      assert.throws(() => routes.find('GET', path), Failure)
  })

  it('has the methods of all that it could be', () => {
    const some = router('GET /a/{id}', 'POST /a/new', 'HEAD /a/{id}')
    assert.deepEqual(
      [some.methods('/a/1'), some.methods('/a/new'), some.methods('/a/'), some.methods('/b')],
      [['GET', 'HEAD'], ['POST', 'GET', 'HEAD'], [], []],
    )
  })

  it('with any text in it finds its own path', () =>
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z.+*()[\]$^|\\]+$/), { minLength: 1 }), (segments) => {
        const path = `/${segments.map((one) => (one === '*' ? 'a' : one)).join('/')}`
        const one = router(`GET ${path}`)
        assert.equal(one.find('GET', path)?.value, `GET ${path}`)
        assert.equal(one.find('GET', `${path}/x`), undefined)
      }),
    ))
})
