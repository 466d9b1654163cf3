/** The files of the repository and what they import, for the house rules. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, posix, relative, resolve } from 'node:path'

export const ROOT: string = resolve(import.meta.dirname, '../..')

export type Import = {
  /** As it is written. */
  readonly from: string
  /** Path from the root for a file of ours, else the package or `node:` module. */
  readonly target: string
  readonly names: readonly string[]
  /** Gone when types are stripped. */
  readonly typeOnly: boolean
  /** Loaded only when it is asked for, by `import()`. */
  readonly dynamic: boolean
}

export type Source = { readonly path: string; readonly text: string; readonly imports: readonly Import[] }

/** Every TypeScript file below a folder, by path from the root. */
export function sources(folder: string): Source[] {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  return paths.toSorted().map((path) => {
    const text = textOf(path)
    return { path, text, imports: importsOf(path, text) }
  })
}

export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

export function exists(path: string): boolean {
  return existsSync(join(ROOT, path))
}

/** What git keeps or would keep; undefined outside a checkout. */
export function tracked(): string[] | undefined {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  if (listed.status !== 0) return undefined
  return [...new Set(listed.stdout.split('\0'))].filter((path) => path !== '' && exists(path))
}

const CLAUSE = /^\s*(?:import|export)\s+(type\s+)?([\w*${},\s]*?)\s*from\s*['"]([^'"]+)['"]/gm
const BARE = /^\s*import\s*['"]([^'"]+)['"]/gm
const CALL = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

function importsOf(path: string, text: string): Import[] {
  const code = text.replaceAll(/\/\*[^]*?\*\//g, '')
  const named = [...code.matchAll(CLAUSE)].map(([, type, names = '', from = '']) => {
    const list = names
      .replaceAll(/[{}]/g, '')
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean)
    const inner = list.filter((name) => !name.startsWith('type '))
    const typeOnly = type !== undefined || (list.length > 0 && inner.length === 0)
    return { from, typeOnly, dynamic: false, names: list.map(bareName) }
  })
  const alone = (found: Iterable<RegExpExecArray>, dynamic: boolean) =>
    [...found].map(([, from = '']) => ({ from, typeOnly: false, dynamic, names: [] }))
  const others = [...alone(code.matchAll(BARE), false), ...alone(code.matchAll(CALL), true)]
  return [...named, ...others].map((one) => ({ ...one, target: targetOf(path, one.from) }))
}

function bareName(name: string): string {
  return name.replace(/^type\s+/, '').replace(/\s+as\s+.*$/, '')
}

function targetOf(path: string, from: string): string {
  if (from.startsWith('.')) return posix.normalize(posix.join(dirname(path), from))
  if (from.startsWith('node:')) return from
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
}
