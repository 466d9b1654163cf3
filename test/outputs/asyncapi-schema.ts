/** The official JSON Schema of AsyncAPI 3.0, as a check. */
import specs from '@asyncapi/specs'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true, unicodeRegExp: false })
addFormats.default(ajv)

const check = ajv.compile(JSON.parse(JSON.stringify(specs.schemasWithoutId['3.0.0'])) as object)

/** What is wrong with a document, a line for each; empty where it is valid. References have to lead somewhere. */
export function faults(doc: unknown): string[] {
  check(doc)
  const told = (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`)
  return [...new Set([...told, ...lost(doc)])]
}

function lost(doc: unknown): string[] {
  const refs = [...JSON.stringify(doc).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] ?? '')
  return refs.filter((ref) => at(doc, ref.split('/')) === undefined).map((ref) => `${ref} leads nowhere`)
}

function at(value: unknown, [first, ...rest]: readonly string[]): unknown {
  if (first === undefined) return value
  if (typeof value !== 'object' || value === null) return undefined
  return at(Object.entries(value).find(([key]) => key === first)?.[1], rest)
}
