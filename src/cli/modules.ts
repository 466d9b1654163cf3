/** Loads api.ts, again and again: each load sees the file as it is now, with the modules beside it. */
import { existsSync, statSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Finding } from '../finding.ts'
import type { Behaviour } from '../serve/index.ts'
import { brokenModule } from './broken-module.ts'

/** `files` are the modules that took part, to watch; `broken` says why there is no behaviour. */
export type LoadedModule = {
  readonly behaviour: Behaviour
  readonly broken: Finding | undefined
  readonly files: readonly string[]
}

const KITTN = import.meta.resolve(import.meta.filename.endsWith('.ts') ? '../index.ts' : '../index.js')
const KYSELY = import.meta.resolve('kysely')
const NAMES = ['api.ts', 'api.js', 'api.mjs']
const LOAD = /[?]load=(\d+)$/
const touched = new Map<string, Set<string>>()
let count = 0

/** Whether there is an api.ts in `home`. */
export function hasBehaviour(home: string): boolean {
  return fileIn(home) !== undefined
}

function fileIn(home: string): string | undefined {
  return NAMES.map((name) => join(home, name)).find((path) => existsSync(path))
}

/** The behaviour that api.ts in `home` exports by default; an empty one where there is no api.ts. Never rejects. */
export async function loadBehaviour(home: string): Promise<LoadedModule> {
  const before = latest.get(home)
  if (before?.stands()) return before.loaded
  const began = Date.now()
  const loaded = await loadAnew(home)
  const files = [...NAMES.map((name) => join(home, name)), ...loaded.files]
  latest.set(home, { loaded, stands: loaded.broken === undefined ? standing(files, began) : () => false })
  return loaded
}

type Latest = { readonly loaded: LoadedModule; readonly stands: () => boolean }

/** What was loaded last: Node forgets no module, and a page is edited a thousand times. */
const latest = new Map<string, Latest>()

/** A file system's clock ticks in steps; what was written so shortly before may be written again with the same time. */
const TICK = 50

/** Tells whether these files are as they were when loading them began. */
function standing(files: readonly string[], began: number): () => boolean {
  const times = files.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0)
  if (times.some((time) => time > began - TICK)) return () => false
  return () => files.every((file, at) => (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) === times[at])
}

async function loadAnew(home: string): Promise<LoadedModule> {
  const file = fileIn(home)
  if (file === undefined) return { behaviour: {}, broken: undefined, files: NAMES.map((name) => join(home, name)) }
  if (count === 0) hookModules()
  const load = String(++count)
  const files = new Set([file])
  touched.set(load, files)
  try {
    const module = (await import(`${pathToFileURL(file).href}?load=${load}`)) as { readonly default?: unknown }
    return { behaviour: behaviourOf(module.default), broken: undefined, files: [...files] }
  } catch (error) {
    return { behaviour: {}, broken: brokenModule(error, home), files: [...files] }
  } finally {
    touched.delete(load)
  }
}

/**
 * `kittn` means the running Kittn wherever api.ts lies, so that a page works without an installation beside it; so does
 * `kysely`, whose `sql` belongs to the same copy as `db`.
 * Modules that api.ts imports by relative path inherit its load number, so that Node does not answer from its cache.
 */
function hookModules(): void {
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === 'kittn') return { url: KITTN, shortCircuit: true }
      if (specifier === 'kysely') return { url: KYSELY, shortCircuit: true }
      const load = LOAD.exec(context.parentURL ?? '')?.[1]
      const resolved = next(specifier, context)
      if (load === undefined || !specifier.startsWith('.')) return resolved
      touched.get(load)?.add(fileURLToPath(resolved.url))
      return { ...resolved, url: `${resolved.url}?load=${load}` }
    },
  })
}

function behaviourOf(value: unknown): Behaviour {
  // What stands inside is typed by defineApi and checked against the page by the plan.
  if (typeof value === 'object' && value !== null) return value as Behaviour
  throw new TypeError('it exports no API: write `export default defineApi({ … })`')
}
