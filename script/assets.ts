/** Completes dist/ after the compiler: style sheets and pictures beside the compiled site, and the browser code as bundles. */
import { cpSync, writeFileSync, mkdirSync, readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { bundleBrowser } from '../src/outputs/site/assets.ts'

const SITE = 'src/outputs/site'
const TARGET = 'dist/outputs/site'

for (const entry of readdirSync(SITE, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name)
  if (entry.isFile() && ['.css', '.svg'].includes(extname(path))) cpSync(path, path.replace(SITE, TARGET))
}

mkdirSync(join(TARGET, 'browser'), { recursive: true })
for (const [name, code] of await bundleBrowser()) writeFileSync(join(TARGET, 'browser', name), code)
