/**
 * Completes dist/ after the compiler, which writes the declarations: the code in a few files, which start in half the
 * time that hundreds take, and beside it the browser code as bundles.
 */
import { buildSync } from 'esbuild'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleBrowser } from '../src/outputs/site/assets.ts'

/** Where shared code goes: as deep below dist/ as the folders of src, so that it finds package.json and `index.js`. */
const SHARED = 'chunks'

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
  packages: 'external',
  legalComments: 'none',
})

const browser = join('dist', SHARED, 'browser')
mkdirSync(browser, { recursive: true })
for (const [name, code] of bundleBrowser()) writeFileSync(join(browser, name), code)
