/** Hostile requests: each is refused with a 4xx or a closed connection, and the server goes on. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { WAYS, type Kittens } from '../serve/ways.ts'
import { ANSWERED, REFUSED } from './odd-requests.ts'
import { head, post, sendRaw } from './raw.ts'

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
