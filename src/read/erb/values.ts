/** What an expression of a template stands for: front matter, `config.rb`, the files of `data/`, and variables. */
import { parseDocument } from 'yaml'
import type { Files } from '../files.ts'
import { settings, type Names } from './code.ts'

export type Values = {
  /** The text that an expression stands for; undefined where that would take Ruby to know. */
  readonly of: (expression: string, variables: Names) => string | undefined
  /** Every path that was read or looked for. */
  readonly watched: () => readonly string[]
}

const DATA = /^data((?:\.[A-Za-z_]\w*|\[(?::\w+|'[\w-]+'|"[\w-]+")\])+)$/
const FRONT = /^current_page\.data((?:\.[A-Za-z_]\w*|\[(?::\w+|'[\w-]+'|"[\w-]+")\])+)$/
const CONFIG = /^(?:app\.)?config(?:\[:([a-z_]\w*)\]|\.([a-z_]\w*))$/

/** The values of a page. The files beside the page are read when something asks for them, each once. */
export function openValues(front: unknown, files: Files): Values {
  const watched: string[] = []
  const beside = (path: string): string | undefined => {
    if (files.beside === undefined) return undefined
    watched.push(`../${path}`)
    return files.beside(path)
  }
  const config = once(() => settings(beside('config.rb') ?? ''))
  const known = new Map<string, unknown>()
  const data = (name: string): unknown => {
    if (!known.has(name)) known.set(name, dataFile(name, beside))
    return known.get(name)
  }
  return {
    of: (expression, variables) => {
      const variable = /^[a-z_]\w*$/.test(expression) ? variables.get(expression) : undefined
      if (variable !== undefined) return variable
      const setting = CONFIG.exec(expression)
      if (setting !== null) return config().get(setting[1] ?? setting[2] ?? '')
      const [first, ...rest] = keys(DATA.exec(expression)?.[1])
      return plain(first === undefined ? inside(front, keys(FRONT.exec(expression)?.[1])) : inside(data(first), rest))
    },
    watched: () => watched,
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => (made ??= { value: make() }).value
}

function keys(path: string | undefined): string[] {
  return path?.match(/[\w-]+/g) ?? []
}

function dataFile(name: string, beside: (path: string) => string | undefined): unknown {
  for (const extension of ['yml', 'yaml', 'json']) {
    const text = beside(`data/${name}.${extension}`)
    if (text !== undefined) return parsed(text)
  }
  return undefined
}

/** JSON is YAML. Aliases that multiply, and whatever else does not parse, hold nothing. */
function parsed(text: string): unknown {
  try {
    const document = parseDocument(text, { version: '1.1', uniqueKeys: false, logLevel: 'silent' })
    return document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: 100 })
  } catch {
    return undefined
  }
}

function inside(value: unknown, path: readonly string[]): unknown {
  if (path.length === 0) return undefined
  let at = value
  for (const key of path) at = isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined
  return at
}

/** Only what is one line stays on its line. */
function plain(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' && !/[\r\n]/.test(value.trim()) ? value.trim() : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
