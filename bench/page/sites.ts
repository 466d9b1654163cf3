/** The sites that are measured: Kittn's of two pages, and what peers make of them. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { filesIn, readPages } from '../../src/read/index.ts'
import { corpus } from '../../test/corpus.ts'
import type { Search } from './browser.ts'

export type Site = {
  readonly tool: string
  readonly size: 'small' | 'large'
  readonly folder: string
  readonly search: Search
}

const ROOT = resolve(import.meta.dirname, '../..')
const PEERS = join(ROOT, 'bench/peers/node_modules')
const LARGE = 'gomorpheus__morpheus-apidoc'

type Source = { readonly size: Site['size']; readonly root: string; readonly main: string; readonly term: string }

/** Builds all of them below `scratch`. Peers that are not there are left out. First comes what no page can be faster than. */
export function sites(scratch: string, beside: boolean): Site[] {
  const built = sources().flatMap((source) => [kittn(source, scratch), ...(beside ? peers(source, scratch) : [])])
  return [empty(scratch), ...built]
}

/** One word, nothing to load: what the machine and the browser take by themselves. */
function empty(scratch: string): Site {
  const folder = join(scratch, 'empty')
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Empty</title><p>Empty</p></html>',
  )
  return { tool: 'empty', size: 'small', folder, search: { key: '', field: '', term: '', hit: '' } }
}

function sources(): Source[] {
  const small = { size: 'small' as const, root: join(ROOT, 'apis/kittn/source'), main: 'index.html.md', term: 'kitten' }
  const page = corpus.find(({ name }) => name === LARGE)
  return page === undefined ? [small] : [small, { size: 'large', root: page.root, main: page.main, term: 'instance' }]
}

function kittn({ size, root, main, term }: Source, scratch: string): Site {
  const folder = join(scratch, 'kittn', size)
  run(process.execPath, [
    '--conditions=kittn-source',
    join(ROOT, 'src/cli/main.ts'),
    'build',
    join(root, main),
    '--out',
    folder,
  ])
  return {
    tool: 'kittn',
    size,
    folder,
    search: { key: '/', field: '.search input', term, hit: '.search [role=option]' },
  }
}

function peers(source: Source, scratch: string): Site[] {
  const api = join(scratch, 'kittn', source.size, 'openapi.json')
  const place = (tool: string): string => {
    const folder = join(scratch, tool, source.size)
    mkdirSync(folder, { recursive: true })
    return folder
  }
  const made: [string, (folder: string) => void][] = [
    ['shins', (folder) => shins(source, folder)],
    [
      'redocly',
      (folder) =>
        run(process.execPath, [
          join(PEERS, '@redocly/cli/bin/cli.js'),
          'build-docs',
          api,
          '-o',
          join(folder, 'index.html'),
          '--inlineBundle',
        ]),
    ],
    [
      'redoc',
      (folder) => loader(folder, api, 'redoc/bundles/redoc.standalone.js', '<redoc spec-url="openapi.json"></redoc>'),
    ],
    [
      'scalar',
      (folder) =>
        loader(
          folder,
          api,
          '@scalar/api-reference/dist/browser/standalone.js',
          '<script id="api-reference" data-url="openapi.json"></script>',
        ),
    ],
  ]
  const search = { key: '', field: '#input-search', term: source.term, hit: '.search-results li' }
  return made.flatMap(([tool, make]) => {
    if (!existsSync(PEERS)) return []
    const folder = place(tool)
    try {
      make(folder)
      return [{ tool, size: source.size, folder, search }]
    } catch (error) {
      console.error(`  ${tool}, ${source.size}: ${error instanceof Error ? error.message : String(error)}`)
      return []
    }
  })
}

/** The same Markdown, its includes put behind it: Shins finds them only beside itself. */
function shins({ root, main }: Source, folder: string): void {
  const [first] = readPages([main], filesIn(root)).pages
  const [index, ...others] = first?.page.files ?? []
  const text = (index?.text ?? '').replace(/^includes:\n(?: *-.*\n)*/m, '')
  const whole = [text, ...others.map((file) => file.text)].join('\n\n')
  const script = `const shins = require('shins'), fs = require('fs');
    shins.render(fs.readFileSync(process.argv[1], 'utf8'), { unsafe: true, customCss: false }, (error, html) => {
      if (error) throw error
      fs.writeFileSync(process.argv[2], html) })`
  writeFileSync(join(folder, 'page.md'), whole)
  run(process.execPath, ['-e', script, join(folder, 'page.md'), join(folder, 'index.html')], join(PEERS, '..'))
  cpSync(join(PEERS, 'shins/pub'), join(folder, 'pub'), { recursive: true })
  cpSync(join(PEERS, 'shins/source'), join(folder, 'source'), { recursive: true })
}

function loader(folder: string, api: string, bundle: string, body: string): void {
  copyFileSync(api, join(folder, 'openapi.json'))
  writeFileSync(join(folder, 'bundle.js'), readFileSync(join(PEERS, bundle)))
  const head =
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>API</title><meta name="viewport" content="width=device-width, initial-scale=1"></head>'
  writeFileSync(join(folder, 'index.html'), `${head}<body>${body}<script src="bundle.js"></script></body></html>`)
}

function run(command: string, args: readonly string[], cwd = ROOT): void {
  const ran = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', CI: '1' },
  })
  if (ran.status !== 0)
    throw new Error((ran.stderr || ran.stdout || `${command} failed`).trim().split('\n').slice(-3).join(' '))
}
