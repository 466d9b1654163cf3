/**
 * `{{name}}` stands for the value that the front matter gives under `variables`. Only names that are given there are
 * replaced: pages are full of braces that are meant for readers.
 */

/** Replaces the variables of a text, in prose and in code. Without any, the text stays as it is. */
export function variablesOf(front: Readonly<Record<string, unknown>>): (text: string) => string {
  const values = new Map(entries(front['variables']))
  if (values.size === 0) return (text) => text
  return (text) => text.replaceAll(/\{\{ *([\w.-]+) *\}\}/g, (whole, name: string) => values.get(name) ?? whole)
}

/** Plain values of one line, so that every line stays where it is; those inside others as `outer.inner`. */
function entries(value: unknown, before = ''): [string, string][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([key, one]): [string, string][] => {
    const name = `${before}${key}`
    if (typeof one === 'object') return entries(one, `${name}.`)
    return one === undefined ? [] : [[name, String(one).replaceAll(/\s*[\r\n]+\s*/g, ' ')]]
  })
}
