/** Finds what an address belongs to: a tree over the segments of paths, text before placeholders. */
import { placeholders } from '../model/names.ts'
import { Failure } from './fail.ts'

/** `values` are those of the placeholders in order, escapes undone. */
export type Found<T> = { readonly value: T; readonly values: readonly string[] }

type Node<T> = {
  readonly texts: Map<string, Node<T>>
  /** `{id}.json`: segments of text and placeholders. */
  readonly mixed: Map<string, { readonly expression: RegExp; readonly node: Node<T> }>
  hole: Node<T> | undefined
  /** `*`: whatever follows. */
  rest: Node<T> | undefined
  readonly byMethod: Map<string, T>
}

/** What one page calls an address; where it has the same twice, the first counts. A slash at the end makes no other. */
export class Router<T> {
  readonly #root: Node<T> = empty()

  add(method: string, path: string, value: T): void {
    let node = this.#root
    for (const segment of segmentsOf(path)) node = below(node, segment)
    if (!node.byMethod.has(method)) node.byMethod.set(method, value)
  }

  /** Throws a Failure (400) for an address that cannot be read. */
  find(method: string, path: string): Found<T> | undefined {
    const values: string[] = []
    const node = walk(this.#root, { segments: decoded(path), method, values }, 0)
    const value = node?.byMethod.get(method)
    return value === undefined ? undefined : { value, values }
  }

  /** The methods that there are at an address; none for one that there is not. */
  methods(path: string): string[] {
    const found: string[] = []
    collect(this.#root, { segments: decoded(path), found }, 0)
    return [...new Set(found)]
  }
}

function empty<T>(): Node<T> {
  return { texts: new Map(), mixed: new Map(), hole: undefined, rest: undefined, byMethod: new Map() }
}

function below<T>(node: Node<T>, segment: string): Node<T> {
  const [name] = placeholders(segment)
  if (segment === '*') return (node.rest ??= empty())
  if (name === undefined) return getOrAdd(node.texts, segment, empty<T>)
  if (segment === `{${name}}`) return (node.hole ??= empty())
  // Names of placeholders make no other address.
  const form = expression(segment)
  return getOrAdd(node.mixed, form.source, () => ({ expression: form, node: empty<T>() })).node
}

/** Matches the texts that a segment stands for; each placeholder is a group. */
function expression(segment: string): RegExp {
  const parts = segment.split(/(\{[^{}]*\})/).map((part) => (part.startsWith('{') ? '(.+)' : RegExp.escape(part)))
  return new RegExp(`^${parts.join('')}$`, 's')
}

function getOrAdd<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

function segmentsOf(path: string): string[] {
  const segments = path.split('/')
  segments.shift()
  if (segments.at(-1) === '') segments.pop()
  return segments
}

function decoded(path: string): string[] {
  const segments = segmentsOf(path)
  if (!path.includes('%')) return segments
  try {
    const plain = segments.map((segment) => decodeURIComponent(segment))
    if (!plain.some((segment) => segment.includes('\0'))) return plain
  } catch {
    throw new Failure(400, 'The address has a broken escape.')
  }
  throw new Failure(400, 'The address has a NUL character.')
}

type Walk = { readonly segments: readonly string[]; readonly method: string; readonly values: string[] }

/** The first node at the end of the segments that has the method. It leaves the values of its placeholders behind. */
function walk<T>(node: Node<T>, on: Walk, at: number): Node<T> | undefined {
  const segment = on.segments[at]
  if (segment === undefined) return node.byMethod.has(on.method) ? node : restOf(node, on)
  const text = node.texts.get(segment)
  const found = text && walk(text, on, at + 1)
  return found ?? walkMixed(node, on, at) ?? (node.hole && walkHole(node.hole, on, at)) ?? restOf(node, on)
}

function restOf<T>({ rest }: Node<T>, { method }: Walk): Node<T> | undefined {
  return rest?.byMethod.has(method) ? rest : undefined
}

function walkHole<T>(hole: Node<T>, on: Walk, at: number): Node<T> | undefined {
  const segment = on.segments[at] ?? ''
  if (segment === '') return undefined
  on.values.push(segment)
  const found = walk(hole, on, at + 1)
  if (found === undefined) on.values.pop()
  return found
}

function walkMixed<T>(node: Node<T>, on: Walk, at: number): Node<T> | undefined {
  for (const { expression: segment, node: next } of node.mixed.values()) {
    const match = segment.exec(on.segments[at] ?? '')
    if (match === null) continue
    const before = on.values.push(...match.slice(1)) - (match.length - 1)
    const found = walk(next, on, at + 1)
    if (found !== undefined) return found
    on.values.length = before
  }
  return undefined
}

type Collecting = { readonly segments: readonly string[]; readonly found: string[] }

function collect<T>(node: Node<T>, to: Collecting, at: number): void {
  const segment = to.segments[at]
  if (segment === undefined) to.found.push(...node.byMethod.keys())
  to.found.push(...(node.rest?.byMethod.keys() ?? []))
  if (segment === undefined) return
  const text = node.texts.get(segment)
  if (text !== undefined) collect(text, to, at + 1)
  for (const { expression: one, node: next } of node.mixed.values()) if (one.test(segment)) collect(next, to, at + 1)
  if (node.hole !== undefined && segment !== '') collect(node.hole, to, at + 1)
}
