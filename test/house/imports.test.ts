/** Who may import whom. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ROOT, exists, sources, textOf } from './tree.ts'
import type { Import, Source } from './tree.ts'

/** The stages of src and what each may import besides itself. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  finding: [],
  model: ['finding'],
  auth: ['model'],
  store: [],
  cluster: [],
  outbox: ['store'],
  read: ['finding', 'model', 'auth'],
  outputs: ['finding', 'model', 'auth'],
  serve: ['finding', 'model', 'auth', 'store', 'cluster', 'outbox'],
  portal: ['model', 'auth', 'store', 'serve'],
  cli: ['finding', 'model', 'auth', 'store', 'cluster', 'outbox', 'read', 'outputs', 'serve', 'portal', 'index'],
  index: ['finding', 'model', 'auth', 'store', 'cluster', 'outbox', 'read', 'outputs', 'serve', 'portal', 'cli'],
}

/** Folders that are entered by their index.ts only. */
const DOORS = [
  'auth',
  'store',
  'cluster',
  'outbox',
  'read',
  'serve',
  'portal',
  'outputs/site',
  'outputs/openapi',
  'outputs/asyncapi',
  'outputs/types',
  'outputs/markdown',
  'outputs/sitemap',
  'read/markdown',
]

/** Packages and modules that only these places may import. */
const ONLY: Readonly<Record<string, readonly string[]>> = {
  'node:http': ['src/serve/node.ts', 'src/outbox/webhook.ts', 'src/cli/'],
  'node:https': ['src/outbox/webhook.ts'],
  'node:net': ['src/outbox/inside.ts', 'src/cli/'],
  nodemailer: ['src/outbox/mail.ts'],
  'node:child_process': ['src/cli/'],
  'better-sqlite3': ['src/store/sqlite/'],
  pg: ['src/store/postgres/'],
  kysely: ['src/store/', 'src/portal/tables.ts'],
  'better-auth': ['src/portal/'],
  'better-auth/api': ['src/portal/'],
  ioredis: ['src/cluster/'],
  'node:cluster': ['src/cli/'],
  ajv: ['src/serve/'],
  commander: ['src/cli/'],
  picocolors: ['src/cli/'],
}

/** What changes files. The store makes the folder of its database. */
const WRITES =
  /^(write|append|mkdir|mkdtemp|rm|unlink|rename|copyFile|cp|createWriteStream|open|truncate|symlink|link|chmod)/
const MAY_MAKE_FOLDERS = 'src/store/'

const all = sources('src')
const edges = all.flatMap((source) => source.imports.map((one) => ({ source, one })))
const stage = (path: string) => /^src\/([^/.]+)/.exec(path)?.[1] ?? path
const isOurs = ({ target }: Import) => target.startsWith('src/')
const show = ({ source, one }: { source: Source; one: Import }) => `${source.path} → ${one.from}`

describe('imports', () => {
  it('lead to files that exist, by their full names', () => {
    const missing = edges.filter(({ one }) => one.from.startsWith('.') && !exists(one.target))
    assert.deepEqual(missing.map(show), [])
  })

  it('go down the stages only', () => {
    const wrong = edges.filter(({ source, one }) => {
      const [from, to] = [stage(source.path), stage(one.target)]
      return isOurs(one) && from !== to && !MAY[from]?.includes(to)
    })
    assert.deepEqual(wrong.map(show), [])
  })

  it('know every stage there is', () => {
    assert.deepEqual(new Set(all.map(({ path }) => stage(path)).filter((name) => !(name in MAY))), new Set())
  })

  it('stay in src', () => {
    const outside = edges.filter(({ one }) => one.from.startsWith('.') && !isOurs(one) && one.target !== 'package.json')
    assert.deepEqual(outside.map(show), [])
  })

  it('never lead from one output to another', () => {
    const output = (path: string) => /^src\/outputs\/([^/]+)\//.exec(path)?.[1]
    const wrong = edges.filter(({ source, one }) => {
      const [from, to] = [output(source.path), output(one.target)]
      return from !== undefined && to !== undefined && from !== to
    })
    assert.deepEqual(wrong.map(show), [])
  })

  it('enter a folder by its door', () => {
    const wrong = edges.filter(({ source, one }) =>
      DOORS.some((door) => {
        const inside = `src/${door}/`
        return one.target.startsWith(inside) && !source.path.startsWith(inside) && one.target !== `${inside}index.ts`
      }),
    )
    assert.deepEqual(wrong.map(show), [])
  })

  it('never run in a circle', () => {
    assert.deepEqual(circles(), [])
  })

  it('bring neither a server nor a store into commands that only read', () => {
    const heavy = ['node:http', 'ajv', 'better-sqlite3', 'kysely', 'pg', 'ioredis']
    const wrong = ['lint', 'plan', 'build', 'types', 'openapi', 'asyncapi'].flatMap((command) =>
      heavy.filter((name) => loadedBy(`src/cli/commands/${command}.ts`).has(name)).map((name) => `${command}: ${name}`),
    )
    assert.deepEqual(wrong, [])
  })

  it('use sockets, databases and parsers only where they belong', () => {
    const wrong = edges.filter(({ source, one }) => {
      const places = ONLY[one.target]
      return !one.typeOnly && places !== undefined && !places.some((place) => source.path.startsWith(place))
    })
    assert.deepEqual(wrong.map(show), [])
  })

  it('are of packages that package.json depends on, all of which are imported', () => {
    const { dependencies } = JSON.parse(textOf('package.json')) as { dependencies: Record<string, string> }
    const packages = edges.filter(({ one }) => !one.from.startsWith('.') && !/^(node:|kittn$)/.test(one.from))
    const development = new Set(['esbuild', 'kittn'])
    const used = new Set(packages.map(({ one }) => one.target).filter((name) => !development.has(name)))
    assert.deepEqual([...used].toSorted(), Object.keys(dependencies).toSorted())
  })
})

const KEEPS_FILES = 'src/store/files/folder.ts'

describe('effects', () => {
  it('write files only in the command line, and where files of callers are kept', () => {
    const wrong = edges.filter(({ source, one }) => {
      const writes = one.names.filter(
        (name) => WRITES.test(name) && !(name === 'mkdirSync' && source.path.startsWith(MAY_MAKE_FOLDERS)),
      )
      const whole = one.names.includes('* as fs') || one.names.includes('fs')
      return (
        one.target.startsWith('node:fs') &&
        stage(source.path) !== 'cli' &&
        source.path !== KEEPS_FILES &&
        (writes.length > 0 || whole)
      )
    })
    assert.deepEqual(wrong.map(show), [])
  })

  it('speak to the console only in the command line; the server logs where nobody says otherwise', () => {
    const code = (text: string) => text.replaceAll(/\/\*[^]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, '')
    const wrong = all.filter(
      ({ path, text }) =>
        stage(path) !== 'cli' && path !== 'src/serve/node.ts' && /\bconsole\.|process\.std(out|err)/.test(code(text)),
    )
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
    )
  })

  it('read the environment and end the process only in the command line', () => {
    const wrong = all.filter(
      ({ path, text }) => stage(path) !== 'cli' && /\bprocess\.(env|argv|exit|exitCode|cwd)\b/.test(text),
    )
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
      `in ${ROOT}`,
    )
  })
})

/** What is loaded with a file, before anything runs. */
function loadedBy(path: string, seen: Set<string> = new Set()): ReadonlySet<string> {
  const file = all.find((one) => one.path === path)
  const next = file?.imports.filter((one) => !one.typeOnly && !one.dynamic && !seen.has(one.target)) ?? []
  for (const { target } of next) if (!seen.has(target)) loadedBy(target, seen.add(target))
  return seen
}

/** Each circle once, as the files on it. */
function circles(): string[] {
  const next = new Map(all.map(({ path, imports }) => [path, imports.filter(isOurs).map(({ target }) => target)]))
  const done = new Set<string>()
  const found: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
    if (done.has(path) || trail.includes(path)) return
    for (const target of next.get(path) ?? []) visit(target, [...trail, path])
    done.add(path)
  }
  for (const { path } of all) visit(path, [])
  return found
}
