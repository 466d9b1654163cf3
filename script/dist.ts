/**
 * Completes dist/ after the compiler, which writes the declarations: the code in a few files, which start in half the
 * time that hundreds take, and beside it the browser code as bundles.
 */
import { buildSync } from 'esbuild'
import { hash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleBrowser } from '../src/outputs/site/assets.ts'

/** Where shared code goes: as deep below dist/ as the folders of src, so that it finds package.json and `index.js`. */
const SHARED = 'chunks'

/** Libraries that every start needs: a bundle of theirs starts in half the time of their files. All others stay outside. */
const INSIDE: readonly string[] = ['commander', 'picocolors', 'yaml']
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> }
const outside = Object.keys(dependencies).filter((name) => !INSIDE.includes(name))

buildSync({
  entryPoints: ['src/index.ts', 'src/cli/main.ts'],
  outdir: 'dist',
  outbase: 'src',
  chunkNames: `${SHARED}/[name]-[hash]`,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // Node knows them; esbuild, which is not sure, would make each a `new RegExp` at every use.
  supported: { 'regexp-unicode-property-escapes': true },
  external: [...outside, 'esbuild', 'kittn'],
  // Its files for Node are CommonJS, which cannot ask for Node's own modules from inside of a bundle.
  alias: { yaml: './node_modules/yaml/browser/index.js' },
  legalComments: 'none',
})

const licenses = INSIDE.map((name) => `${name}\n\n${readFileSync(join('node_modules', name, 'LICENSE'), 'utf8')}`)
writeFileSync(join('dist', SHARED, 'LICENSES'), licenses.join('\n\n'))

const browser = join('dist', SHARED, 'browser')
mkdirSync(browser, { recursive: true })
for (const [name, code] of bundleBrowser()) writeFileSync(join(browser, name), code)

/**
 * For an `import` of one of its own modules Node fills a facade with all that this exports, and so loads streams, decoders and
 * what else few have a use for: it is asked for the module itself.
 */
function withoutFacades(code: string): string {
  return code.replaceAll(
    /^import (?:(\{[^}]*\})|(?:\* as )?(\w+)) from "(node:[\w/]+)";$/gm,
    (_, named: string | undefined, whole: string | undefined, module: string) => {
      const asked = `globalThis.process.getBuiltinModule("${module}")`
      return module === SELDOM && whole !== undefined
        ? `const ${whole} = new Proxy({}, { get: (_, name) => ${asked}[name] });`
        : `const ${named?.replaceAll(' as ', ': ') ?? whole} = ${asked};`
    },
  )
}

/** commander asks for it, in case commands are programs of their own; it loads sockets, and is loaded when it is used. */
const SELDOM = 'node:child_process'

for (const path of ['dist/index.js', 'dist/cli/main.js', ...chunks()]) {
  writeFileSync(path, withoutFacades(readFileSync(path, 'utf8')))
}

function chunks(): string[] {
  return readdirSync(join('dist', SHARED)).flatMap((name) => (name.endsWith('.js') ? [join('dist', SHARED, name)] : []))
}

/** What tells this code from any other, for what it leaves in a cache. */
const files = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:js|css)$/.test(name))
const contents = files.toSorted().map((name) => hash('sha256', readFileSync(join('dist', name), 'utf8')))
writeFileSync(join('dist', SHARED, 'digest'), hash('sha256', contents.join('\n')))
