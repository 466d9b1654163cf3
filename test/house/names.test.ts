/** What is public is decided, not found out. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { exists, textOf } from './tree.ts'

const VALUES = [
  'cookie',
  'createServer',
  'defineApi',
  'document',
  'fail',
  'file',
  'filesIn',
  'html',
  'isPassword',
  'memoryCluster',
  'openFolder',
  'openStore',
  'outputs',
  'passwordHash',
  'read',
  'readPages',
  'redirect',
  'reply',
  'secretHash',
]
const TYPES = [
  'ApiTypes',
  'Behaviour',
  'Caller',
  'ChannelConnection',
  'ChannelInput',
  'Contract',
  'CookieOptions',
  'Document',
  'FileAnswer',
  'FileOptions',
  'Finding',
  'Html',
  'HtmlDocument',
  'Identity',
  'Input',
  'Kept',
  'KeptFile',
  'KeyMade',
  'Mail',
  'Migrations',
  'NewFile',
  'Notice',
  'Operation',
  'Outgoing',
  'Page',
  'PageAnswer',
  'PageInput',
  'Reading',
  'Reply',
  'Services',
  'ShownBy',
  'Signed',
  'Span',
  'Streamed',
  'Upload',
]

const COMMANDS = [
  'asyncapi',
  'build',
  'data',

  'dev',
  'init',
  'keys',
  'lint',
  'openapi',
  'outbox',
  'plan',
  'serve',
  'types',
]

type Package = {
  readonly type: string
  readonly engines: { readonly node: string }
  readonly bin: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly files: readonly string[]
}
const manifest = JSON.parse(textOf('package.json')) as Package
const sourceOf = (built: string) => built.replace(/^(\.\/)?dist\//, 'src/').replace(/(\.d)?\.[jt]s$/, '.ts')

describe('public names', () => {
  it('are these values', async () => {
    const names = Object.keys(await import('../../src/index.ts'))
    assert.deepEqual(names.toSorted(), VALUES)
  })

  it('are these types', () => {
    const lists = [...textOf('src/index.ts').matchAll(/export type \{([^}]*)\}/g)].map((match) => match[1] ?? '')
    const names = lists
      .join(',')
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean)
    assert.deepEqual(names.toSorted(), TYPES)
  })

  it('are all that src/index.ts holds', () => {
    const code = textOf('src/index.ts').replaceAll(/\/\*[^]*?\*\//g, '')
    const others = code
      .split('\n')
      .filter((line) => line.trim() !== '' && !/^export (type )?\{|^ {2}\w+,$|^\} from /.test(line))
    assert.deepEqual(others, [])
  })

  it('are these words of the command line', async () => {
    const { commands } = await import('../../src/cli/commands/index.ts')
    const { Command } = await import('commander')
    const program = new Command()
    for (const load of Object.values(commands)) (await load())(program)
    assert.deepEqual(Object.keys(commands).toSorted(), COMMANDS)
    assert.deepEqual(program.commands.map((command) => command.name()).toSorted(), COMMANDS)
  })
})

describe('package.json', () => {
  it('exports what is built from src, and the source to the checkout', () => {
    for (const targets of Object.values(manifest.exports)) {
      const sources = Object.values(targets)
        .map(sourceOf)
        .map((path) => path.replace(/^\.\//, ''))
      assert.equal(new Set(sources).size, 1)
      assert.ok(exists(sources[0] ?? ''), sources[0])
      assert.equal(Object.keys(targets).at(-1), 'default')
    }
  })

  it('has a command that is built from src and starts Node', () => {
    assert.deepEqual(manifest.bin, { kittn: 'dist/cli/main.js' })
    assert.match(textOf(sourceOf(manifest.bin['kittn'] ?? '')), /^#!\/usr\/bin\/env node\n/)
  })

  it('publishes what is there or built', () => {
    assert.deepEqual(
      manifest.files.filter((path) => path !== 'dist' && !exists(path)),
      [],
    )
    assert.ok(manifest.files.includes('dist'))
  })

  it('is a module for the Node that runs it', () => {
    assert.equal(manifest.type, 'module')
    assert.equal(manifest.engines.node, '>=24')
  })
})
