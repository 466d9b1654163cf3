/** Every shell sample of the Kittn page runs as it is read in `dev`: what is copied works. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, before, describe, it } from 'node:test'
import { join } from 'node:path'
import { filesIn, read } from '../../src/read/index.ts'
import { copyOf, start, type Started } from '../command-line.ts'

const copy = copyOf('apis/kittn')
const { contract } = read('index.html.md', filesIn(join(copy.path, 'source')))

describe('the shell samples of the Kittn page', () => {
  let server: Started
  before(async () => void (server = await start('dev', copy.path)))
  after(async () => {
    await server.kill()
    copy.remove()
  })

  for (const operation of contract.operations)
    it(operation.key, async () => {
      const sample = operation.samples
        .find((one) => one.tab === 'shell')
        ?.text.replaceAll('http://example.com', server.address)
      const shown = await (await fetch(`${server.address}/`)).text()
      assert.ok(
        sample !== undefined && shown.includes(sample.split('\n')[0]?.replaceAll('"', '&quot;') ?? ''),
        'the site shows it with the address',
      )
      const ran = spawnSync('bash', ['-c', sample], { encoding: 'utf8' })
      const answer = JSON.parse(ran.stdout) as { readonly error?: unknown }
      const documented = operation.responses[0]?.example
      assert.equal(answer.error, undefined)
      assert.deepEqual(
        Object.keys(Array.isArray(answer) ? answer[0] : answer),
        Object.keys(Array.isArray(documented) ? documented[0] : documented),
      )
    })
})
