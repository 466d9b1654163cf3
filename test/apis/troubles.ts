/** Errors that can come to every API whatever it is about. Each one that a page documents is brought about, for real. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import Sqlite from 'better-sqlite3'
import { METHODS } from '../../src/model/contract.ts'
import type { Answer } from '../serve/served.ts'
import { readingOf } from './folders.ts'
import { serveApi, type ServedApi } from './served.ts'

export type Subject = {
  /** The folder in apis/. */
  readonly name: string
  /** A caller whom `dev` lets in. */
  readonly headers: Record<string, string>
  /** How the values of a key that the operator made are shown. */
  readonly shown: (values: Readonly<Record<string, string>>) => Record<string, string>
  /** An operation that reads, with JSON for an answer. */
  readonly read: string
  /** A handler that writes, with a body that it takes. */
  readonly write: readonly [request: string, body: object]
}

type Cause = (served: ServedApi, subject: Subject) => Promise<Answer>

/** The last one leaves a server that answers nothing else. */
const CAUSES: Readonly<Record<number, Cause>> = {
  405: (served, { name, headers, read }) => served.ask(`${unknownAt(name, read)} ${pathOf(read)}`, { headers }),
  406: (served, { headers, read }) => served.ask(read, { headers: { ...headers, accept: 'text/csv' } }),
  413: (served, { headers, write: [request, body] }) =>
    served.ask(request, { headers, body: { ...body, more: 'x'.repeat(1024 * 1024) } }),
  415: (served, { headers, write: [request] }) =>
    served.ask(request, { headers: { ...headers, 'content-type': 'text/csv' }, text: 'a,b' }),
  429: async (served, { shown, read }) => {
    const { values } = await served.key({ rates: [{ count: 1, seconds: 3600 }] })
    const [first, second] = [
      await served.ask(read, { headers: shown(values) }),
      await served.ask(read, { headers: shown(values) }),
    ]
    assert.equal(first.status, 200, first.text)
    assert.match(second.headers.get('retry-after') ?? '', /^\d+$/)
    return second
  },
  503: async (_, { name, headers, write: [request, body] }) => {
    const impatient = await serveApi(name, { timeout: 100 })
    const other = new Sqlite(impatient.file)
    other.exec('BEGIN IMMEDIATE')
    const answer = await impatient.ask(request, { headers, body })
    other.exec('ROLLBACK')
    other.close()
    await impatient.close()
    assert.match(answer.headers.get('retry-after') ?? '', /^\d+$/)
    return answer
  },
  500: async (served, { headers, read }) => {
    await served.store.close()
    return served.ask(read, { headers })
  },
}

/** A disk that hangs, a store that is gone, a caller who asks too often: what the page documents of it is what comes. */
export function troubles(subject: Subject): void {
  const { contract } = readingOf(subject.name)
  const documented = new Set(contract.errors.codes.map(({ status }) => status))
  describe(`whatever comes over ${subject.name}`, () => {
    let served: ServedApi
    before(async () => void (served = await serveApi(subject.name)))
    after(() => served.close())
    for (const [status, cause] of Object.entries(CAUSES).toSorted(
      ([a], [b]) => Number(a === '500') - Number(b === '500'),
    ))
      if (documented.has(Number(status)))
        it(`is ${status} in the shape of the page`, async () => {
          const answer = await cause(served, subject)
          assert.equal(answer.status, Number(status), answer.text)
          assert.deepEqual(Object.keys(answer.json() as object), Object.keys(contract.errors.example?.body ?? {}))
        })
  })
}

function pathOf(request: string): string {
  return request.split(' ')[1] ?? ''
}

/** A method that nothing on the page has at this address. */
function unknownAt(name: string, request: string): string {
  const known = readingOf(name).contract.operations.filter(({ path }) => path === pathOf(request))
  return METHODS.find((one) => !['HEAD', 'OPTIONS'].includes(one) && !known.some(({ method }) => method === one)) ?? ''
}

/** To stand at the end of a file of tests: all that the page documents has come over the wire of this process. */
export function nothingUnseen(unseen: () => readonly string[]): void {
  it('everything that the page documents was seen: each success, each error, each message', () =>
    assert.deepEqual(unseen(), []))
}
