/** Every real page serves as it stands: each operation is answered, and never by a failure of ours. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Contract, Operation, Security } from '../../src/model/contract.ts'
import { corpus, noCorpus, noSeeds, readingOf, seeds } from '../corpus.ts'
import { ask, serve } from '../serve/served.ts'

/** How the key `meow` is shown under a scheme. */
function credentials(security: readonly Security[]): { headers: Record<string, string>; query: string } {
  const [first] = security
  switch (first?.kind) {
    case undefined:
      return { headers: {}, query: '' }
    case 'bearer':
      return { headers: { authorization: 'Bearer meow' }, query: '' }
    case 'basic':
      return { headers: { authorization: `Basic ${btoa('meow:')}` }, query: '' }
    case 'key': {
      const shown = `${first.prefix === undefined ? '' : `${first.prefix} `}meow`
      return first.in === 'query'
        ? { headers: {}, query: `?${first.name}=meow` }
        : { headers: { [first.name]: shown }, query: '' }
    }
  }
}

const bodyOf = ({ method, body }: Operation): { body?: unknown } =>
  body?.example === undefined || method === 'GET' || method === 'HEAD' ? {} : { body: body.example }

/** What is asked and answered wrongly. */
async function failures(contract: Contract): Promise<string[]> {
  const served = await serve(contract, { options: { log: false } })
  const { headers, query } = credentials(contract.security)
  const wrong: string[] = []
  for (const operation of contract.operations) {
    const path = operation.path.replaceAll(/\{[^{}]*\}/g, '1').replaceAll('*', '')
    const { status, text } = await ask(served.address, `${operation.method} ${encodeURI(path)}${query}`, {
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
