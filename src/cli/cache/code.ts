/** Which code runs: what other code has made is not to be trusted. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** Written beside the bundles by script/dist.ts: a digest of all of them. */
const DIGEST = new URL('digest', import.meta.url)
/** The libraries that have a say in what is made; a newer one may come without a newer Kittn. */
const LIBRARIES = ['entities', 'highlight.js']

/** The same text for the same code. Undefined in a checkout, where it may change at any time. */
export function runningCode(): string | undefined {
  if (!existsSync(DIGEST)) return undefined
  const versions = LIBRARIES.map(versionOf)
  const known = versions.filter((version) => version !== undefined)
  return known.length < versions.length
    ? undefined
    : [process.version, readFileSync(DIGEST, 'utf8'), ...known].join(' ')
}

/** Not every library lets its package.json be asked for, so it is looked for where the library lies. */
function versionOf(library: string): string | undefined {
  try {
    const file = createRequire(import.meta.url).resolve(library)
    const folder = file.slice(0, file.lastIndexOf(join('node_modules', library))) + join('node_modules', library)
    return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly version?: string }).version
  } catch {
    return undefined
  }
}
