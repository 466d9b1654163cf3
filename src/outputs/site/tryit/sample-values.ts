/** The values that the samples of an operation show in its path: where they say `/kittens/2`, a reader begins with 2. */
import type { Operation } from '../../../model/contract.ts'
import { placeholders } from '../../../model/names.ts'

const LONGEST = 20_000

/** Values by the name of their placeholder; what a sample only hints at (`:id`, `<ID>`, `{id}`, `$ID`) is left out. */
export function sampleValues({ path, samples }: Operation): ReadonlyMap<string, string> {
  const names = placeholders(path)
  if (names.length === 0) return new Map()
  const pattern = patternOf(path)
  for (const { text } of samples) {
    const values = pattern.exec(text.slice(0, LONGEST))?.slice(1) ?? []
    if (values.length > 0 && values.every((value) => PLAIN.test(value)))
      return new Map(names.map((name, at) => [name, decoded(values[at] ?? '')]))
  }
  return new Map()
}

const PLAIN = /^(?!your|my_|xxx|example)[\w.~@%-]+$/i

function patternOf(path: string): RegExp {
  const parts = path.split(/\{[^{}]+\}/).map((part) => RegExp.escape(part))
  return new RegExp(`${parts.join(String.raw`([^/?#&"'\x60\s]+)`)}(?![\\w/-])`)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
