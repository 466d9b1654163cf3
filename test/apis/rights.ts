/** Who may do what, as the README of an API has it in a table, tried with every caller for every operation. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { Operation } from '../../src/model/contract.ts'
import { ROOT } from '../command-line.ts'
import { readingOf } from './folders.ts'

/** A cell: what an operation answers a caller with. `yes` and what else is no number: it is theirs to do. */
type Right = { readonly operation: Operation; readonly caller: string; readonly answer: string }

/**
 * The rows of the first table below `## Who may do what`: operations in backticks (`GET /users`; `*` stands for anything),
 * then one column for each caller.
 */
export function rightsOf(name: string): Right[] {
  const text = readFileSync(join(ROOT, 'apis', name, 'README.md'), 'utf8')
  const [, below = ''] = text.split('\n## Who may do what\n')
  const [table = ''] = /(?:^\|.*\n)+/m.exec(below) ?? []
  const [head = [], , ...rows] = table.trim().split('\n').map(cells)
  const { operations } = readingOf(name).contract
  return rows.flatMap(([keys = '', ...answers]) => {
    const patterns = [...keys.matchAll(/`([^`]+)`/g)].map(([, key = '']) => patternOf(key))
    const meant = operations.filter(({ key }) => patterns.some((one) => one.test(key)))
    return meant.flatMap((operation) =>
      answers.map((answer, at) => ({ operation, caller: head[at + 1] ?? '', answer })),
    )
  })
}

const cells = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

const patternOf = (key: string): RegExp =>
  new RegExp(
    `^${key
      .split('*')
      .map((part) => RegExp.escape(part))
      .join('.*')}$`,
  )

/** `ask` resolves to the status that a caller of this column gets; where that is not its own record, it is another's. */
export function rightsHold(name: string, ask: (operation: Operation, caller: string) => Promise<number>): void {
  const rights = rightsOf(name)
  describe(`who may do what in ${name}`, () => {
    it('is written down for every operation, once', () => {
      const counts = new Map(readingOf(name).contract.operations.map(({ key }) => [key, 0]))
      const [first] = rights
      for (const { operation, caller } of rights)
        if (caller === first?.caller) counts.set(operation.key, (counts.get(operation.key) ?? 0) + 1)
      assert.deepEqual(
        [...counts].filter(([, count]) => count !== 1),
        [],
      )
    })

    for (const [caller, own] of Map.groupBy(rights, (one) => one.caller))
      it(`holds for ${caller}`, async () => {
        for (const { operation, answer } of own) {
          if (answer === '') continue
          const status = await ask(operation, caller)
          const expected = /^\d{3}/.exec(answer)?.[0]
          if (expected === undefined) assert.ok(![401, 402, 403, 404].includes(status), `${operation.key}: ${status}`)
          else assert.equal(status, Number(expected), `${operation.key} as ${caller}: ${status}`)
        }
      })
  })
}

/** What the page shows as a body of the operation. */
export function exampleOf({ body, method }: Operation): unknown {
  return method === 'GET' ? undefined : body?.example
}
