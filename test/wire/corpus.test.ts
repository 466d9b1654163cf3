/** Every real page serves as it stands: each operation is answered, and never by a failure of ours. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { present, type Presented } from '../../src/auth/index.ts'
import type { Contract, Operation } from '../../src/model/contract.ts'
import { NO_LIMITS } from '../../src/model/limits.ts'
import { partsOf } from '../../src/model/credentials.ts'
import { corpus, noCorpus, noSeeds, readingOf, seeds } from '../corpus.ts'
import { ask, serve } from '../serve/served.ts'

/** How the key `meow` is shown to an operation, in the place of every part. */
function credentials({ security: [requirement = []] }: Operation): Presented {
  return present(requirement, Object.fromEntries(partsOf(requirement).map(({ name }) => [name, 'meow'])))
}

const bodyOf = ({ method, body }: Operation): { body?: unknown } =>
  body?.example === undefined || method === 'GET' || method === 'HEAD' ? {} : { body: body.example }

/** What is asked and answered wrongly. */
async function failures(contract: Contract): Promise<string[]> {
  const served = await serve({ ...contract, limits: NO_LIMITS }, { options: { log: false } })
  const wrong: string[] = []
  for (const operation of contract.operations) {
    const { headers, query, path: tokens } = credentials(operation)
    const path = operation.path
      .replaceAll(/\{([^{}]*)\}/g, (_, name: string) => tokens[name] ?? '1')
      .replaceAll('*', '')
    const address = `${operation.method} ${encodeURI(path)}?${new URLSearchParams(query)}`
    const { status, text } = await ask(served.address, address, {
      headers,
      ...bodyOf(operation),
    })
    const nothingToSay =
      status === 501 && !operation.responses.some((shown) => shown.status < 300 && shown.text !== undefined)
    if ((status >= 500 && !nothingToSay) || [401, 405, 406].includes(status))
      wrong.push(`${operation.key}: ${status} ${text.slice(0, 200)}`)
  }
  await served.close()
  return wrong
}

for (const [name, pages, skip] of [
  ['seeds', seeds, noSeeds],
  ['corpus', corpus, noCorpus],
] as const) {
  describe(`each page of the ${name} is served`, { skip, concurrency: 2 }, () => {
    for (const page of pages) it(page.name, async () => assert.deepEqual(await failures(readingOf(page).contract), []))
  })
}
