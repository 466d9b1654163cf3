/** What the names of a form say of what lies in what: `user[name]`, `tags[]`, `items[][price]`, `items[0][price]`. */
import { fieldOf } from './pattern.ts'
import { ANY, type Shape } from './shape.ts'

/** Name and value as they go over the wire, in order. */
export type Pair = readonly [name: string, value: string]
export type FormValue = string | readonly FormValue[] | FormFields
export type FormFields = { readonly [name: string]: FormValue }

/** How deep fields of forms may be nested. */
export const DEEPEST_FORM = 8

/** Whether a body of this media type is a form, with files or without. */
export function isFormType(mediaType: string): boolean {
  return /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/.test(mediaType)
}

/** Whether a name has more brackets than anything that people write. */
export function isTooDeep(name: string): boolean {
  return name.split('[', DEEPEST_FORM + 1).length > DEEPEST_FORM
}

/**
 * The fields that the pairs say, as PHP and Rack read them: a name that stands there twice, or ends in `[]`, is a list, and in
 * a list of objects the next one begins where a name comes again. What the page itself calls so, brackets and all, is
 * that field, and so is a name that is too deep.
 */
export function nestedForm(pairs: readonly Pair[], shape: Shape = ANY): FormFields {
  const groups = Map.groupBy(pairs, ([name]) => (isWhole(name, shape) ? name : name.slice(0, name.indexOf('['))))
  return Object.fromEntries([...groups].map(([name, own]) => [name, below(own, name, shape)]))
}

function isWhole(name: string, shape: Shape): boolean {
  return !/^[^[\]]+(?:\[[^[\]]*\])+$/.test(name) || fieldOf(shape, name) !== undefined || isTooDeep(name)
}

function below(pairs: readonly Pair[], name: string, shape: Shape): FormValue {
  const rest = pairs.map(([full, value]): Pair => [full.slice(name.length), value])
  return valueOf(rest, fieldOf(shape, name)?.shape ?? ANY)
}

/** The value of a field, from what follows its name: nothing, `[]`, `[name]…` or `[][name]…`. */
function valueOf(rest: readonly Pair[], shape: Shape): FormValue {
  const named = rest.filter(([name]) => /^\[[^\]]/.test(name))
  if (named.length > 0) return listed(nestedForm(named.map(opened), shape), shape)
  const ofItems = rest.filter(([name]) => name.startsWith('[]['))
  if (ofItems.length > 0)
    return items(
      ofItems.map(([name, value]) => opened([name.slice(2), value])),
      shape,
    )
  const [[name, value] = ['', ''], ...others] = rest
  return others.length === 0 && name !== '[]' ? value : rest.map(([, each]) => each)
}

/** `[name][first]` → `name[first]` */
function opened([name, value]: Pair): Pair {
  const end = name.indexOf(']')
  return [name.slice(1, end) + name.slice(end + 1), value]
}

/** `items[0]`, `items[1]`: a list whose items are numbered. */
function listed(fields: FormFields, shape: Shape): FormValue {
  const numbers = Object.keys(fields)
  const mayBeList = shape.kind === 'any' || shape.kind === 'array'
  return mayBeList && numbers.every((name, i) => name === String(i)) ? Object.values(fields) : fields
}

function items(pairs: readonly Pair[], shape: Shape): FormValue {
  const groups: Pair[][] = []
  for (const pair of pairs) {
    const last = groups.at(-1)
    if (last === undefined || last.some(([name]) => name === pair[0] && !name.endsWith('[]'))) groups.push([pair])
    else last.push(pair)
  }
  const of = shape.kind === 'array' ? shape.items : ANY
  return groups.map((group) => nestedForm(group, of))
}
