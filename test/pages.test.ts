/** Every real page that lies beside the checkout: the seeds serve as they stand, the whole corpus builds. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { outputs } from '../src/outputs/index.ts'
import { kittn, start } from './command-line.ts'
import { corpus, noCorpus, noSeeds, readingOf, readingSeconds, seeds } from './corpus.ts'

const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'cloud-elements': ['GET /api/kittens', 'GET /kittens/{id}'],
  connecticket: ['GET /api/authorize', 'GET /api/{access_token_got_from_authentication}/tickets', 'GET /kittens/{id}'],
  flowback: ['POST /register', 'POST /register/verify', 'GET /users', 'GET /user'],
  instamrkt: ['GET /kittens', 'GET /kittens/{id}'],
  processout: ['GET /kittens', 'GET /kittens/{id}'],
}

describe('the seed pages', { skip: noSeeds }, () => {
  for (const seed of seeds) {
    const path = join(seed.root, seed.main)
    it(`${seed.name} states its operations`, () =>
      assert.deepEqual(
        readingOf(seed).contract.operations.map((one) => one.key),
        EXPECTED[seed.name],
      ))
    it(`${seed.name} lints: the missing include is named with its line`, () => {
      const ran = kittn('lint', path)
      assert.equal(ran.status, 1)
      assert.match(ran.out, /html\.md:\d+:\d+ error .*errors.*include-missing/)
    })
    it(`${seed.name} serves as it stands`, async () => {
      const server = await start(
        'dev',
        path,
        '--data',
        join(process.env['TMPDIR'] ?? '/tmp', `kittn-seed-${process.pid}`),
      )
      const site = await (await fetch(`${server.address}/`)).text()
      await server.kill()
      assert.match(site, /<main[\s\S]*Introduction/)
    })
  }
})

describe('the corpus', { skip: noCorpus }, () => {
  let seconds = 0
  for (const page of corpus)
    it(`${page.name} builds`, () => {
      const reading = readingOf(page)
      const began = process.cpuUsage()
      const files = outputs.flatMap((output) => output.run(reading, { dev: false }))
      const { user, system } = process.cpuUsage(began)
      seconds += (user + system) / 1e6
      assert.ok(files.some((file) => file.path === 'index.html' && String(file.content).includes('<main')))
      assert.ok(page.erb || reading.page.blocks.length > 10)
    })
  it('takes under 60 s of CPU in all', () => assert.ok(seconds + readingSeconds() < 60))
})
