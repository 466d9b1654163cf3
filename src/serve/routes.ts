/** Paths of a page as patterns of the router, and as expressions for what the router does not tell. */
import type { Contract, Method, Operation } from '../model/contract.ts'
import { placeholders } from '../model/names.ts'

/** Where an operation answers: the page's path and, where the page's servers have a base path, that before it. */
export function pathsOf({ path }: Operation, bases: readonly string[]): string[] {
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

/** A path for the router, and the way back from the router's parameters to the placeholders of the page. */
export type Pattern = {
  readonly url: string
  /** Whether a segment is not just a placeholder or just text: `{id}.json`. The router lets more through than it. */
  readonly mixed: boolean
  readonly value: (parameters: Matched, name: string) => string | undefined
}
export type Matched = Readonly<Record<string, string | undefined>>

type Hole = { readonly parameter: string; readonly within: RegExp | undefined; readonly group: number }

/** Segments with placeholders become `:p0`, `:p1` …, because names on pages are not names of the router. */
export function pattern(path: string): Pattern {
  const holes = new Map<string, Hole>()
  let count = 0
  const segments = path.split('/').map((segment) => {
    const names = placeholders(segment)
    if (names.length === 0) return segment.replaceAll(':', '::').replaceAll('*', '')
    // Numbers count holes, not segments, so that they are the same behind a base path.
    const parameter = `p${count++}`
    const within = segment === `{${names[0]}}` ? undefined : expression(segment)
    for (const [i, name] of names.entries()) holes.set(name, { parameter, within, group: i + 1 })
    return `:${parameter}`
  })
  const value = (parameters: Matched, name: string): string | undefined => {
    const hole = holes.get(name)
    const text = parameters[hole?.parameter ?? '']
    return hole?.within === undefined ? text : hole.within.exec(text ?? '')?.[hole.group]
  }
  return { url: segments.join('/'), mixed: [...holes.values()].some(({ within }) => within !== undefined), value }
}

type Known = { readonly expression: RegExp; readonly method: Method }
/** The methods that the page describes for an address, `HEAD` with `GET`; empty for an address that it does not. */
export type Allowed = (path: string) => readonly string[]

export function allowedMethods(contract: Contract): Allowed {
  const bases = basesOf(contract)
  const known = contract.operations.flatMap((operation): Known[] =>
    pathsOf(operation, bases).map((path) => ({ expression: expression(path), method: operation.method })),
  )
  return (path) => {
    const bare = path.length > 1 ? path.replace(/\/$/, '') : path
    const methods = known.filter((one) => one.expression.test(bare)).map((one) => one.method)
    return methods.length === 0
      ? []
      : [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))]
  }
}

/** Matches the addresses that a path of the page stands for; each placeholder is a group. */
export function expression(path: string): RegExp {
  const parts = path.split(/(\{[^{}]*\})/).map((part) => (part.startsWith('{') ? '([^/]+)' : RegExp.escape(part)))
  return new RegExp(`^${parts.join('')}$`)
}
