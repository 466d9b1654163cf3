/** Bundles the browser side: scripts and style sheet, minified. Needs esbuild, so only checkouts and the build call it. */
import type * as Esbuild from 'esbuild'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const SOURCES = [
  'browser/early.ts',
  'browser/rest.ts',
  'browser/site.ts',
  'browser/search.ts',
  'browser/tryit.ts',
  'browser/key.ts',
  'browser/dev.ts',
  'styles/site.css',
]

/** The files of the browser side, made from their sources; script/build writes them into `browser/` beside assets.js. */
export function bundleBrowser(): ReadonlyMap<string, string> {
  // Asked for when needed: the published package does not have esbuild, and does not come here.
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof Esbuild
  const { outputFiles } = buildSync({
    entryPoints: SOURCES.map(here),
    bundle: true,
    minify: true,
    write: false,
    outdir: 'out',
    format: 'iife',
    target: ['chrome123', 'firefox121', 'safari17.5'],
    legalComments: 'none',
    charset: 'utf8',
    // Styles that only a script needs travel inside it.
    loader: { '.shadow.css': 'text', '.sheet.css': 'text' },
  })
  return new Map(outputFiles.map((file) => [basename(file.path), file.text]))
}
