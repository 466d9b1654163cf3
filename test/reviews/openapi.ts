/**
 * Where a repository of the corpus has an OpenAPI file beside its page: what both say of operations, parameters and
 * required flags. `node test/reviews/openapi.ts` prints the table of openapi.md.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Operation } from '../../src/model/contract.ts'
import { filesIn, read } from '../../src/read/index.ts'
import { corpus, type CorpusPage } from '../corpus.ts'

type Stated = { readonly method: string; readonly path: string; readonly parameters: readonly Parameter[] }
type Parameter = { readonly name: string; readonly in: string; readonly required: boolean }

export type Compared = {
  readonly page: string
  /** Operations of the page, of the OpenAPI files, and of both. */
  readonly ours: number
  readonly theirs: number
  readonly both: number
  /** Parameters that the files have for operations of both, and how many of them the page has in the same place. */
  readonly parameters: number
  readonly placed: number
  /** Of those in the same place, how many have the same required flag. */
  readonly required: number
}

const SHARED = join(import.meta.dirname, '../../../shared/corpus')
/** Headers of HTTP and of credentials, which are not stated with each operation. */
const COMMON = /^(?:authorization|content-type|accept|user-agent)$/i
const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options']

/** One row for each page that has such files. */
export function comparisons(): Compared[] {
  return corpus.flatMap((page) => {
    const files = filesOf(page)
    return files.length === 0 ? [] : [compare(page, files.flatMap(operationsIn))]
  })
}

function filesOf({ name }: CorpusPage): string[] {
  const { openapi_kept: kept } = JSON.parse(readFileSync(join(SHARED, name, 'corpus.json'), 'utf8')) as {
    openapi_kept: string[]
  }
  // The same API in JSON and in YAML counts once.
  const names = kept.filter((file) => !file.endsWith('.yaml') || !kept.includes(file.replace('.yaml', '.json')))
  return names.map((file) => join(SHARED, name, file)).filter(existsSync)
}

/** What an OpenAPI 2 or 3 file states; nothing where it does not parse. */
function operationsIn(file: string): Stated[] {
  const root: unknown = parse(readFileSync(file, 'utf8'), {
    uniqueKeys: false,
    logLevel: 'silent',
    maxAliasCount: 1000,
  })
  const base = String(at(root, 'basePath') ?? '').replace(/\/$/, '')
  return Object.entries(record(at(root, 'paths'))).flatMap(([path, item]) =>
    METHODS.filter((method) => at(item, method) !== undefined).map((method) => {
      const all = [...list(at(item, 'parameters')), ...list(at(at(item, method), 'parameters'))]
      const parameters = all.map((one) => resolved(root, one)).flatMap(parameter)
      return { method: method.toUpperCase(), path: base + path, parameters }
    }),
  )
}

function resolved(root: unknown, one: unknown): unknown {
  const reference = at(one, '$ref')
  if (typeof reference !== 'string') return one
  return reference
    .split('/')
    .slice(1)
    .reduce<unknown>((inside, name) => at(inside, name), root)
}

function parameter(one: unknown): Parameter[] {
  const [name, where] = [at(one, 'name'), at(one, 'in')]
  const counts = where === 'path' || where === 'query' || (where === 'header' && !COMMON.test(String(name)))
  return counts && typeof name === 'string' ? [{ name, in: where, required: at(one, 'required') === true }] : []
}

function compare({ name, main, root }: CorpusPage, stated: readonly Stated[]): Compared {
  const { operations } = read(main, filesIn(root)).contract
  const pairs = stated.flatMap((their) => {
    const our = operations.find((one) => one.method === their.method && agree(one.path, their.path))
    return our === undefined ? [] : [{ our, their }]
  })
  const parameters = pairs.flatMap(({ our, their }) => their.parameters.map((one) => ({ one, found: find(our, one) })))
  const placed = parameters.filter(({ found }) => found !== undefined)
  return {
    page: name,
    ours: operations.length,
    theirs: stated.length,
    both: pairs.length,
    parameters: parameters.length,
    placed: placed.length,
    required: placed.filter(({ one, found }) => found?.required === one.required).length,
  }
}

/** Placeholders stand in the same place, whatever they are called. */
function find(our: Operation, { name, in: where }: Parameter): Operation['parameters'][number] | undefined {
  const same = (other: string) => other.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  const candidates = our.parameters.filter((one) => one.in === where)
  if (where === 'path' && candidates.length === 1) return candidates[0]
  return candidates.find((one) => same(one.name) === same(name))
}

/** From the right, for bases that only one of them has. */
function agree(ours: string, theirs: string): boolean {
  const [left, right] = [ours, theirs].map((path) =>
    path
      .toLowerCase()
      .replaceAll(/\{[^{}]*\}/g, '{}')
      .split('/')
      .filter((part) => part !== '')
      .toReversed(),
  )
  if (left === undefined || right === undefined) return false
  const shorter = Math.min(left.length, right.length)
  return shorter > 0 && left.slice(0, shorter).join('/') === right.slice(0, shorter).join('/')
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function at(value: unknown, name: string): unknown {
  return record(value)[name]
}

/** The rows as a table of Markdown. */
export function table(rows: readonly Compared[]): string {
  const head = 'page | operations of the page | of OpenAPI | of both | parameters | in the same place | same required'
  const lines = rows.map(({ page, ours, theirs, both, parameters, placed, required }) =>
    [page, ours, theirs, both, parameters, placed, required].join(' | '),
  )
  return [head, '--- | --- | --- | --- | --- | --- | ---', ...lines].map((line) => `| ${line} |`).join('\n')
}

if (import.meta.main) process.stdout.write(`${table(comparisons())}\n`)
