/** The files that every page loads. In the published package they lie beside this file; in a checkout they are bundled once. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { OutputFile } from '../output.ts'
import { bundleBrowser } from './bundle.ts'
import { FAVICON } from './mark.ts'

export { bundleBrowser }

/** What the browser side is made of. */
const NAMES = [
  'early.js',
  'rest.js',
  'site.js',
  'search.js',
  'tryit.js',
  'key.js',
  'dev.js',
  'site.css',
  'favicon.svg',
] as const
export type AssetName = (typeof NAMES)[number]

/** The address of each file as the page says it: relative, with its content's hash. */
export type Assets = Readonly<Record<AssetName, string>>

const built = new URL('browser/', import.meta.url)
let kept: ReadonlyMap<string, string> | undefined

/** The browser side, read where it was built, else made from its sources at first use. */
function bundle(): ReadonlyMap<string, string> {
  kept ??= prebuilt() ?? bundleBrowser()
  return kept
}

/** What only some sites need: live reload, and what the pages of a portal load. */
type Wanted = { readonly dev?: boolean; readonly portal?: boolean }

/** The files for a page with these rules of its own in the style sheet, and their addresses. */
export function assets(
  rules: string,
  { dev = false, portal = false }: Wanted,
): { files: OutputFile[]; addresses: Assets } {
  const list = new Map([...bundle(), ['favicon.svg', FAVICON]])
  list.set('site.css', `${list.get('site.css') ?? ''}${rules}`)
  const address = (name: AssetName): string => `assets/${name}?v=${hash(list.get(name) ?? '')}`
  const addresses = Object.fromEntries(NAMES.map((name) => [name, address(name)])) as Assets // NAMES are its keys
  if (!dev) list.delete('dev.js')
  if (!portal) list.delete('key.js')
  return { files: [...list].map(([name, content]) => ({ path: `assets/${name}`, content })), addresses }
}

/** The addresses as a page in a folder says them; `base` as one that may be shown anywhere. */
export function assetsFrom(path: string, addresses: Assets, base = ''): Assets {
  const up = base + '../'.repeat(path.split('/').length - 1)
  return Object.fromEntries(NAMES.map((name) => [name, up + addresses[name]])) as Assets // NAMES are its keys
}

function prebuilt(): ReadonlyMap<string, string> | undefined {
  const names = NAMES.filter((name) => name !== 'favicon.svg')
  if (!existsSync(new URL('site.js', built))) return undefined
  return new Map(names.map((name) => [name, readFileSync(new URL(name, built), 'utf8')]))
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10)
}
