/** Mail and webhooks from the command line: where mail goes without a server, and how a letter is sent again. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { eventually, kittn, start } from '../command-line.ts'
import { receiver } from '../outbox/receiver.ts'

const base = mkdtempSync(join(tmpdir(), 'kittn-outbox-'))
after(() => rmSync(base, { recursive: true }))
mkdirSync(join(base, 'source'))
writeFileSync(
  join(base, 'source/index.html.md'),
  '---\ntitle: Zoo\n---\n\n# Keepers\n\n## Sign up\n\n`POST /keepers`\n',
)
writeFileSync(
  join(base, 'api.ts'),
  `import { defineApi, reply } from 'kittn'
export default defineApi({
  mail: { from: 'zoo@zoo.example' },
  operations: {
    'POST /keepers': async ({ body, mail, notify }) => {
      const { url } = body as { url: string }
      await mail({ to: 'ada@zoo.example', subject: 'Welcome <Ada>', text: 'See http://zoo.example/verify/7 now.' })
      await notify({ url, event: 'keeper.signed_up', body: { id: 7 } })
      return reply(202)
    },
  },
})
`,
)

describe('kittn dev without a mail server', () => {
  it('shows the mail, and delivers webhooks on this machine, which kittn outbox lists and sends again', async () => {
    const target = await receiver()
    const server = await start('dev', base)
    try {
      assert.match(
        await eventually(() => (server.printed().includes('/-/mail') ? server.printed() : undefined)),
        /Mail/,
      )
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify({ url: `${target.address}/hook` })
      assert.equal((await fetch(`${server.address}/keepers`, { method: 'POST', headers, body })).status, 202)
      const page = await (await fetch(`${server.address}/-/mail`)).text()
      assert.match(page, /Welcome &lt;Ada&gt;/)
      assert.match(page, /<a href="http:\/\/zoo\.example\/verify\/7">/)
      await eventually(() => target.got[0])
      const listed = await eventually(() => {
        const { out } = kittn('outbox', 'list', base)
        return /delivered/.test(out.split('\n').find((line) => line.includes('keeper.signed_up')) ?? '')
          ? out
          : undefined
      })
      const id =
        listed
          .split('\n')
          .find((line) => line.includes('keeper.signed_up'))
          ?.split(' ')[0] ?? ''
      assert.equal(kittn('outbox', 'replay', base, id).status, 0)
      await eventually(() => target.got[1])
      assert.equal(target.got[1]?.text, target.got[0]?.text)
      assert.equal(JSON.parse(kittn('outbox', 'list', base, '--json', '--limit', '1').out).attempts.length, 1)
    } finally {
      await server.kill()
      await target.close()
    }
  })
})

describe('kittn serve', () => {
  it('does not start an API that sends mail without a mail server', () => {
    const ran = kittn('serve', base, '--port', '0')
    assert.equal(ran.status, 2)
    assert.match(ran.err, /sends mail, and there is no mail server\n.*--smtp/)
  })
  it('says what a mail server looks like', () => {
    assert.match(kittn('serve', base, '--port', '0', '--smtp', 'mail.example').err, /smtps:\/\/user/)
  })
})
