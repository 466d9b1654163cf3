/** A reading around a contract, for outputs that need nothing of the page. */
import type { Contract } from '../../src/model/contract.ts'
import type { Reading } from '../../src/model/reading.ts'

export function readingOf(contract: Contract, front: Readonly<Record<string, unknown>> = {}): Reading {
  const lists = { tabs: [], tocFooters: [], meta: [], files: [], blocks: [] }
  const page = { title: contract.title, description: undefined, search: true, front, ...lists }
  return { page, contract, findings: [], pages: [{ path: 'index.html', page, contract }] }
}
