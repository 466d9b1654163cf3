/** The addresses at which a page's operations answer. */
import type { Contract, Operation } from '../model/contract.ts'

/** Where an operation answers: the page's path and, where the page's servers have a base path, that before it. */
export function pathsOf({ path }: Pick<Operation, 'path'>, bases: readonly string[]): string[] {
  return [...new Set([path, ...bases.filter((base) => !isBelow(path, base)).map((base) => base + path)])]
}

/** The base paths of the page's servers: `/v2` of `https://api.example.com/v2`. */
export function basesOf({ servers }: Contract): string[] {
  const paths = servers.map((server) => (URL.canParse(server) ? new URL(server).pathname.replace(/\/+$/, '') : ''))
  return [...new Set(paths)].filter((path) => path !== '' && !/[{}%*:]/.test(path))
}

function isBelow(path: string, base: string): boolean {
  return path === base || path.startsWith(`${base}/`)
}
