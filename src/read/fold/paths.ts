/** From the path of a request to the path of an operation: literal ids and UPPER_CASE words become placeholders. */
import type { Json } from '../../model/shape.ts'
import { placeholders, singular, words } from '../../model/names.ts'
import { placeholderName } from '../requests/url.ts'

/** Numbers, long hexadecimal words, UUIDs, `B00K4F45CA`, `cus_b7QO01Ie4c`, `5xkxn3nfjmfx9p58geo5stt9` and addresses of mail. */
const LITERALS = [
  String.raw`\d+|(?:0x)?[\da-f]{16,}|\w{8}-\w{4}-\w{4}-\w{4}-\w{12}|[^@/]+@[^@/]+`,
  String.raw`(?=\w*\d)(?=\w*[A-Z])(?=\w*[a-z])[A-Za-z\d]{20,}`,
  String.raw`(?=[A-Z]*\d[A-Z]*\d)[A-Z\d]{10,}`,
  String.raw`(?=(?:[a-z]*\d){4})[a-z\d]{20,}`,
  String.raw`[a-z]{2,8}_(?=\w*\d\w*\d)[A-Za-z0-9]{10,}`,
]
const LITERAL_ID = new RegExp(`^(?:${LITERALS.join('|')})(\\.[a-z]+)?$`)
const VERSION_BEFORE = /^(?:api|v|version|rest|)$/i
const UPPER =
  /^([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z]*(?:ID|UUID|KEY|TOKEN|NAME|NUMBER|CODE)|YOUR[A-Z0-9_]+|[A-Z]{5,})(\.\w+)?$/

export type Known = {
  readonly names: readonly string[]
  readonly parts: readonly string[]
  readonly ids: ReadonlySet<string>
}

const NOTHING: Known = { names: [], parts: [], ids: new Set() }

/**
 * `names` are what the section's tables describe, so that `REFERENCIA` is known for a placeholder; `parts` are those
 * of them that are said to be in the path, so that `/users/some_user` has the placeholder `user`; `ids` are what the answers
 * of the page show as ids.
 */
export function operationPath(path: string, { names, parts, ids }: Known = NOTHING): string {
  const taken = new Set(placeholders(path))
  const segments = withExamples(
    path.split('/'),
    parts.filter((name) => !taken.has(name)),
  )
  for (const name of placeholders(segments.join('/'))) taken.add(name)
  const result = segments.map((segment, at) => {
    const before = segments[at - 1] ?? ''
    const literal = LITERAL_ID.exec(segment)
    if ((literal !== null || ids.has(segment)) && at > 1 && !VERSION_BEFORE.test(before)) {
      return `{${free(idName(before, at === segments.length - 1), taken)}}${literal?.[1] ?? ''}`
    }
    const upper = UPPER.exec(segment)
    const known =
      segment.length > 1 &&
      segment === segment.toUpperCase() &&
      /^[A-Z_]+$/.test(segment) &&
      names.some((name) => name.toLowerCase() === segment.toLowerCase())
    if ((upper === null && !known) || !/[a-z]/.test(path)) return segment
    return `{${free(placeholderName(upper?.[1] ?? segment), taken)}}${upper?.[2] ?? ''}`
  })
  return result.join('/')
}

const ID_KEY = /^_?id$|_id$|[a-z]I[dD]$/
/** A word alone may be a word of the path. */
const ID_VALUE = /^(?=.*[\d_-])[\w-]{3,64}$/
const DEEPEST = 4

/** What answers show under `id`, `kitten_id` or `kittenId`. */
export function idsIn(examples: readonly (Json | undefined)[]): ReadonlySet<string> {
  const ids = new Set<string>()
  const look = (value: Json | undefined, depth: number): void => {
    if (depth > DEEPEST || typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) return value.slice(0, 20).forEach((item: Json) => look(item, depth))
    for (const [key, field] of Object.entries(value)) {
      if (typeof field === 'string' && ID_KEY.test(key) && ID_VALUE.test(field)) ids.add(field)
      look(field, depth + 1)
    }
  }
  for (const example of examples) look(example, 0)
  return ids
}

/** An example value after the plural of what a row describes becomes that row's placeholder. */
function withExamples(segments: readonly string[], parts: readonly string[]): string[] {
  const result = [...segments]
  for (const name of parts) {
    const word = words(name).find((one) => !/^(?:id|name|slug|key|code)$/.test(one)) ?? ''
    const at = result.findIndex(
      (segment, index) => plural(words(segment).at(-1) ?? '', word) && /^[\w.-]+$/.test(result[index + 1] ?? ''),
    )
    const last = at === result.length - 2
    if (at >= 0 && (last || LITERAL_ID.test(result[at + 1] ?? '') || parts.length > 1)) result[at + 1] = `{${name}}`
  }
  return result
}

function plural(many: string, one: string): boolean {
  return one !== '' && many !== one && many.startsWith(one.slice(0, -1)) && singular(many) === one
}

/** `/kittens/2` → id; `/kittens/2/toys` → kitten_id. */
function idName(before: string, last: boolean): string {
  const word = before.replaceAll(/[^\p{L}\p{N}_]/gu, '')
  if (last || word === '' || LITERAL_ID.test(before)) return 'id'
  return `${singular(word)}_id`
}

function free(name: string, taken: Set<string>): string {
  let result = name
  for (let count = 2; taken.has(result); count++) result = `${name}_${count}`
  taken.add(result)
  return result
}
