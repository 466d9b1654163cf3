/** Hostile requests: each is refused with a 4xx or a closed connection, and the server goes on. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { WAYS, type Kittens } from '../serve/ways.ts'
import { head, post, sendRaw } from './raw.ts'

const chunked = (...chunks: readonly string[]): string =>
  head('POST /api/kittens', 'Content-Type: application/json', 'Transfer-Encoding: chunked') + chunks.join('')
const named = (name: string): string => `{"name":${name}}`
const HUGE = '9'.repeat(400)

/** What is sent, and the statuses that are right; none stands for a connection that is just closed. */
const REFUSED: readonly [string, string | Buffer, ...(number | 'closed')[]][] = [
  ['id text', head('GET /api/kittens/abc'), 400],
  ['id empty', head('GET /api/kittens//'), 404],
  ['id negative', head('GET /api/kittens/-1'), 404],
  ['id float', head('GET /api/kittens/1.5'), 400],
  ['id exponent', head('GET /api/kittens/1e3'), 400],
  ['id hexadecimal', head('GET /api/kittens/0x1'), 400],
  ['id huge', head(`GET /api/kittens/${HUGE}`), 400],
  ['id with space', head('GET /api/kittens/1%20'), 400],
  ['id with NUL', head('GET /api/kittens/1%00'), 400],
  ['id with slash', head('GET /api/kittens/1%2F2'), 400],
  ['id bad percent', head('GET /api/kittens/%zz'), 400],
  ['id half percent', head('GET /api/kittens/%'), 400],
  ['id bad UTF-8', head('GET /api/kittens/%ff'), 400],
  ['id overlong UTF-8', head('GET /api/kittens/%c0%af'), 400],
  ['id __proto__', head('GET /api/kittens/__proto__'), 400],
  ['id injection', head("GET /api/kittens/1'%20OR%20'1'='1"), 400],
  ['path traversal', head('GET /../../../../etc/passwd'), 404],
  ['path traversal, escaped', head('GET /%2e%2e/%2e%2e/etc/passwd'), 404],
  ['path backslash', head('GET /api\\kittens'), 404],
  ['path bad percent', head('GET /%zz'), 400],
  ['path of raw bytes', Buffer.from(head('GET /api/kittens/é'), 'latin1'), 400],
  ['path very long', head(`GET /${'a'.repeat(15_000)}`), 404, 431],
  ['query bad percent', head('GET /api/kittens?adopted=%zz'), 400],
  ['query bad UTF-8', head('GET /api/kittens?sort=%ff'), 400],
  ['query NUL', head('GET /api/kittens?sort=%00'), 400],
  ['query boolean as yes', head('GET /api/kittens?adopted=yes'), 400],
  ['query object', head('GET /api/kittens?limit[a]=1&limit=x'), 400],
  ['query repeated', head('GET /api/kittens?limit=1&limit=2'), 400],
  ['query exponent', head('GET /api/kittens?limit=1e1'), 400],
  ['no key', 'GET /api/kittens HTTP/1.1\r\nHost: x\r\n\r\n', 401],
  ['empty key', 'GET /api/kittens HTTP/1.1\r\nHost: x\r\nAuthorization: \r\n\r\n', 401],
  ['two keys', 'GET /api/kittens HTTP/1.1\r\nHost: x\r\nAuthorization: woof\r\nAuthorization: meow\r\n\r\n', 400],
  [
    'key of raw bytes',
    Buffer.from('GET /api/kittens HTTP/1.1\r\nHost: x\r\nAuthorization: \xff\xfe\r\n\r\n', 'latin1'),
    401,
  ],
  ['no host', 'GET /api/kittens HTTP/1.1\r\nAuthorization: meow\r\n\r\n', 400],
  ['method unlisted', head('DELETE /api/kittens'), 405],
  ['method unknown', head('BREW /api/kittens'), 400],
  ['method TRACE', head('TRACE /api/kittens'), 405],
  ['method PROPFIND', head('PROPFIND /api/kittens'), 405],
  ['method CONNECT', head('CONNECT example.com:443'), 'closed'],
  ['body missing', head('POST /api/kittens', 'Content-Length: 0'), 400],
  ['body empty object', post('{}'), 400],
  ['body null', post('null'), 400],
  ['body text', post('"Max"'), 400],
  ['body array', post('[{"name":"Max"}]'), 400],
  ['body bad JSON', post('{"name":'), 400],
  ['body two values', post('{"name":"a"}{"name":"b"}'), 400],
  ['body NaN', post('{"name":"a","fluffiness":NaN}'), 400],
  ['body infinite number', post('{"name":"a","toys":1e999}'), 400],
  ['body comment', post('{"name":"a"/**/}'), 400],
  ['body NUL in string', post(named(String.raw`"a\u0000b"`)), 400],
  ['body lone surrogate', post(named(String.raw`"a\ud800b"`)), 400],
  ['body invalid UTF-8', post(Buffer.from([...Buffer.from('{"name":"'), 0xff, 0xfe, ...Buffer.from('"}')])), 400],
  ['body __proto__', post('{"name":"a","__proto__":{"admin":true}}'), 400],
  ['body __proto__, escaped', post(String.raw`{"name":"a","\u005f_proto__":{"admin":true}}`), 400],
  ['body nested 100k deep', post(`{"name":"a","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`), 400],
  ['body nested 100k deep, unclosed', post('['.repeat(100_000)), 400],
  ['field of wrong type', post(named('3')), 400],
  ['field too long', post(named(`"${'a'.repeat(101)}"`)), 400],
  ['field out of range', post('{"name":"a","fluffiness":11}'), 400],
  ['field float for integer', post('{"name":"a","fluffiness":1.5}'), 400],
  ['content-type text/plain', post('{"name":"a"}', 'Content-Type: text/plain'), 415],
  ['content-type nonsense', post('{"name":"a"}', 'Content-Type: ;;;'), 415],
  ['charset utf-16', post('{"name":"a"}', 'Content-Type: application/json; charset=utf-16'), 415],
  ['content-encoding gzip', post(gzipSync('{"name":"a"}'), 'Content-Encoding: gzip'), 415],
  ['content-encoding gzip lie', post('{"name":"a"}', 'Content-Encoding: gzip'), 415],
  ['body over the limit', post('x'.repeat(2 * 1024 * 1024)), 413],
  [
    'body over the limit, announced',
    head('POST /api/kittens', 'Content-Type: application/json', `Content-Length: ${200 * 1024 * 1024}`),
    413,
  ],
  [
    'body over the limit, chunked',
    chunked(...Array.from({ length: 40 }, () => `10000\r\n${'x'.repeat(65_536)}\r\n`)),
    413,
  ],
  ['length negative', head('POST /api/kittens', 'Content-Length: -1'), 400],
  ['length nonsense', head('POST /api/kittens', 'Content-Length: 1e3'), 400],
  ['two lengths', head('POST /api/kittens', 'Content-Length: 3', 'Content-Length: 4') + 'abc', 400],
  [
    'length and chunks',
    head('POST /api/kittens', 'Content-Length: 3', 'Transfer-Encoding: chunked') + '0\r\n\r\n',
    400,
  ],
  ['chunk size nonsense', chunked('zz\r\nabc\r\n0\r\n\r\n'), 400],
  ['coding unknown', head('POST /api/kittens', 'Transfer-Encoding: nonsense') + '0\r\n\r\n', 400],
  ['headers huge', head('GET /api/kittens', `X-Big: ${'a'.repeat(70_000)}`), 431],
  ['headers many', head('GET /api/kittens', ...Array.from({ length: 5000 }, (_, n) => `X-${n}: a`)), 431],
  ['header without colon', head('GET /api/kittens', 'nonsense'), 400],
  ['header name with space', head('GET /api/kittens', 'X Y: z'), 400],
  ['version unknown', 'GET /api/kittens HTTP/9.9\r\nHost: x\r\n\r\n', 400],
  ['HTTP garbage', '\x00\x01\x02 nonsense\r\n\r\n', 400],
  ['TLS hello', Buffer.from('16030100a5010000a10303', 'hex'), 400],
  ['expectation unknown', head('GET /api/kittens', 'Expect: the-spanish-inquisition'), 417],
  ['accept of XML', head('GET /api/kittens', 'Accept: application/xml'), 406],
  ['idempotency key huge', post('{"name":"a"}', `Idempotency-Key: ${'k'.repeat(300)}`), 400],
]

/** What is odd and yet right. */
const ANSWERED: readonly [string, string | Buffer, number][] = [
  ['absolute address', head('GET http://x/api/kittens/2'), 200],
  ['unknown query parameter', head('GET /api/kittens?__proto__=1&constructor=2&toString=3'), 200],
  ['brackets in a string', post(named(`"${'['.repeat(99)}"`)), 201],
  ['body chunked', chunked('c\r\n{"name":"a"}\r\n0\r\n\r\n'), 201],
  ['body with many escapes', post(named(String.raw`"\ud83d\udc31 \u00e9 \"__proto__\""`)), 201],
  ['options of the server', head('OPTIONS *'), 404],
]

for (const { name, start } of WAYS)
  describe(`hostile requests: ${name}`, () => {
    let served: Kittens
    before(async () => void (served = await start()))
    after(() => served.close())
    const isAlive = async (): Promise<void> => assert.equal((await served.ask('GET /api/kittens/2')).status, 200)

    for (const [name, bytes, ...right] of REFUSED) {
      it(name, async () => {
        const { status, text, closed } = await sendRaw(served.address, bytes)
        assert.ok(
          right.includes(status ?? (closed ? 'closed' : 0)),
          `${status ?? (closed ? 'closed' : 'no answer')}: ${text.slice(0, 300)}`,
        )
        await isAlive()
      })
    }
    for (const [name, bytes, right] of ANSWERED) {
      it(name, async () => {
        const { status, text } = await sendRaw(served.address, bytes)
        assert.equal(status, right, text.slice(0, 300))
      })
    }

    it('of any kind are never answered with a 5xx', async () => {
      const odd = fc.stringMatching(/^[!-~]{0,40}$/)
      await fc.assert(
        fc.asyncProperty(odd, odd, fc.json(), async (path, query, body) => {
          for (const bytes of [head(`GET /api/kittens/${path}?${query}`), head(`GET /${path}`), post(body)]) {
            const { status } = await sendRaw(served.address, bytes)
            assert.ok(status === undefined || status < 500, `${status}: ${bytes.toString().slice(0, 200)}`)
          }
        }),
        { numRuns: 60 },
      )
      await isAlive()
    })

    it('that break off take nobody with them', async () => {
      await Promise.all(
        [head('GET /api/kittens').slice(0, 30), post('{"name":"a"}').subarray(0, -4)].map((bytes) =>
          sendRaw(served.address, bytes, 200),
        ),
      )
      await isAlive()
    })

    it('change no prototype', () => assert.equal(Reflect.get({}, 'admin'), undefined))
    it('leave nothing in the log that looks like a bug', () =>
      assert.deepEqual(
        served
          .log()
          .split('\n')
          .filter((line) => line.includes('"level":50')),
        [],
      ))
  })
