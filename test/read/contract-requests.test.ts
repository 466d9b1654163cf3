/** Requests as authors write them: URLs, statements, shell commands, and what only looks like one. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { operationPath } from '../../src/read/fold/paths.ts'
import { readCurls } from '../../src/read/requests/curl.ts'
import { callsPath, pathPattern } from '../../src/read/requests/path.ts'
import { labelled, statements } from '../../src/read/requests/statement.ts'
import { readUrl } from '../../src/read/requests/url.ts'

const url = (text: string) => {
  const target = readUrl(text)
  return (
    target &&
    `${target.origin ?? ''} ${target.path}${target.query.map(({ name, value }) => ` ${name}=${value}`).join('')}`
  )
}
const stated = (text: string) => statements(text).map(({ method, target }) => `${method} ${target.path}`)

describe('URLs', () => {
  const cases: Readonly<Record<string, string>> = {
    'https://api.zoo.example/v1/animals': 'https://api.zoo.example /v1/animals',
    'http://localhost:8080/x': 'http://localhost:8080 /x',
    '/animals/': ' /animals/',
    'en/v1/events/:uri': ' /en/v1/events/{uri}',
    'https://<DISTRICT>.zoo.example/api/<USER_ID>': ' /api/{user_id}',
    '{host}/animals/{ID}': ' /animals/{id}',
    '<base>/animals': ' /animals',
    '[BASE_URL]/animals': ' /animals',
    '*/animals': ' /animals',
    '../animals': ' /animals',
    '$API/animals/$id': ' /animals/{id}',
    '<%= api_url %>/animals/:id': ' /animals/{id}',
    'www.zoo.example/animals': 'https://www.zoo.example /animals',
    '/a/{id of animal}/b': ' /a/{id_of_animal}/b',
    '/amm/<ammID || address>': ' /amm/{ammID}',
    '/a/{{a_id}}/#{b}/${c}/%d%/[e]/<:f>': ' /a/{a_id}/{b}/{c}/{d}/{e}/{f}',
    '/a/:id/b/:id': ' /a/{id}/b/{id_2}',
    '/a/:id.json': ' /a/{id}.json',
    '/a?x=1&y={z}&filters[date][from]=2': ' /a x=1 y={z} filters[date][from]=2',
    '/search{?q,per_page}': ' /search q= per_page=',
    '/a#part': ' /a',
  }
  for (const [text, expected] of Object.entries(cases)) it(text, () => assert.equal(url(text), expected))
  it('that are none', () => {
    for (const text of ['', 'animals', 'wss://zoo.example/live', 'the/animals and more', 'asyncUrl', '/a b'])
      assert.equal(url(text), undefined, text)
  })
  it('never throw', () => {
    const part = fc.constantFrom(
      '/',
      ':',
      '{',
      '}',
      '<',
      '>',
      '[',
      ']',
      '?',
      '&',
      '=',
      '#',
      '%',
      '$',
      'a',
      'http://',
      '<%',
      '%>',
      '|',
      ' ',
    )
    fc.assert(fc.property(fc.array(part), (parts) => void readUrl(parts.join(''))))
  })
})

describe('statements', () => {
  it('of one method and of several', () => {
    assert.deepEqual(stated('GET /a'), ['GET /a'])
    assert.deepEqual(stated('POST: https://zoo.example/a'), ['POST /a'])
    assert.deepEqual(stated('PUT/assets/{id}'), ['PUT /assets/{id}'])
    assert.deepEqual(stated('[PUT|POST] /a'), ['POST /a', 'PUT /a'])
    assert.deepEqual(stated('GET or DELETE /a'), ['GET /a', 'DELETE /a'])
    assert.deepEqual(stated('GET /a HTTP/1.1'), ['GET /a'])
    assert.deepEqual(stated('GET /a  # the first'), ['GET /a'])
  })
  it('after a label', () => {
    for (const text of ['Endpoint: GET /a', 'URL: `GET /a`'.replaceAll('`', ''), '1. GET /a', '- GET /a']) {
      assert.equal(labelled(text)[0]?.target.path, '/a', text)
    }
  })
  it('that are prose', () => {
    for (const text of [
      'GET /a to list them',
      'Use GET /a',
      'get /a',
      'GET a list',
      'POST asyncUrl',
      'GET wss://zoo.example/live',
      'DELETE',
      'GETTING /a',
    ]) {
      assert.deepEqual(stated(text), [], text)
    }
  })
})

describe('curl', () => {
  const one = (text: string) =>
    readCurls(text).map(({ method, url: target, headers, data, user, form }) => ({
      method,
      url: target,
      headers,
      data,
      user,
      form,
    }))[0]
  it('with flags in every spelling', () => {
    const expected = {
      method: 'PUT',
      url: 'http://a/b',
      headers: [['X', 'y']],
      data: undefined,
      user: 'u:p',
      form: undefined,
    }
    assert.deepEqual(one("curl -X PUT -H 'X: y' -u u:p http://a/b"), expected)
    assert.deepEqual(one('curl -sXPUT "http://a/b" --header="X: y" --user u:p'), expected)
    assert.deepEqual(one('$ curl --request PUT \\\n  --url http://a/b \\\n  -H "X: y" \\\n  -uu:p'), expected)
    assert.deepEqual(one('curl "http://a/b"\n  -X PUT\n  -H "X: y"\n  -u u:p'), expected)
  })
  it('whose method follows from what is sent', () => {
    assert.equal(one('curl http://a/b -d x=1')?.method, 'POST')
    assert.equal(one('curl http://a/b -F file=@x')?.method, 'POST')
    assert.equal(one('curl -G http://a/b -d x=1')?.method, 'GET')
    assert.equal(one('curl -I http://a/b')?.method, 'HEAD')
    assert.equal(one('curl -x PUT http://a/b')?.method, 'PUT')
  })
  it('with bodies over several lines', () => {
    assert.equal(
      one(`curl http://a/b -d '{\n  "a": "it"\n}' \\\n  -d "{\\"b\\": 1}"`)?.data,
      '{\n  "a": "it"\n}&{"b": 1}',
    )
    assert.deepEqual(one('curl http://a/b -F "name=Ada" -F file=@x.png')?.form, [
      ['name', 'Ada'],
      ['file', '@x.png'],
    ])
  })
  it('several in a block, each with its line', () => {
    const found = readCurls(
      '# one\ncurl http://a/1 | jq .\n\ncurl http://a/2 && curl http://a/3\n{"curl": "http://a/4"}\n',
    )
    assert.deepEqual(
      found.map((curl) => [curl.url, curl.line]),
      [
        ['http://a/1', 1],
        ['http://a/2', 3],
        ['http://a/3', 3],
      ],
    )
  })
  it('never throws', () => {
    const part = fc.constantFrom(
      'curl ',
      '-X',
      '-H ',
      '-d ',
      "'",
      '"',
      '\\',
      '\n',
      '\\\n',
      ' ',
      'http://a',
      '|',
      '&',
      ';',
      '#',
      '--',
      '=',
    )
    fc.assert(fc.property(fc.array(part), (parts) => void readCurls(parts.join(''))))
  })
})

describe('paths', () => {
  it('take literal ids for examples, but no versions and no words', () => {
    const cases: Readonly<Record<string, string>> = {
      '/kittens/2': '/kittens/{id}',
      '/kittens/2/toys': '/kittens/{kitten_id}/toys',
      '/categories/5bd6e9286d99522a52e458de.json': '/categories/{id}.json',
      '/a/6ba7b810-9dad-11d1-80b4-00c04fd430c8': '/a/{id}',
      '/customers/cus_b7QO01Ie4csrDAkRjXijK7aM': '/customers/{id}',
      '/api/2/kittens': '/api/2/kittens',
      '/2/kittens': '/2/kittens',
      '/market/tradeOrdersV2': '/market/tradeOrdersV2',
      '/market/BTC': '/market/BTC',
      '/HEALTHZ': '/HEALTHZ',
      '/projects/YOUR_PROJECT_ID/groups.json': '/projects/{your_project_id}/groups.json',
    }
    for (const [path, expected] of Object.entries(cases)) assert.equal(operationPath(path), expected)
  })
  it('take what tables describe', () => {
    assert.equal(operationPath('/nfe/REF', { names: ['REF'], parts: [], ids: new Set() }), '/nfe/{ref}')
    assert.equal(
      operationPath('/users/some_user', { names: ['user'], parts: ['user'], ids: new Set() }),
      '/users/{user}',
    )
  })
  it('take what answers show as ids', () => {
    const ids = new Set(['job_1'])
    assert.equal(operationPath('/queues/mail/jobs/job_1', { names: [], parts: [], ids }), '/queues/mail/jobs/{id}')
  })
  it('compare by place', () => {
    assert.ok(callsPath('/v1/kittens/2', '/kittens/{id}', true))
    assert.ok(!callsPath('/v1/kittens/2', '/kittens/{id}', false))
    assert.ok(callsPath('/kittens/{x}/', '/kittens/{id}', false))
    assert.ok(callsPath('/kittens/2.json', '/kittens/{id}.json', false))
    assert.ok(!callsPath('/kittens', '/kittens/{id}', true))
    assert.equal(pathPattern('/a/{b}/'), pathPattern('/a/{c}'))
  })
})
