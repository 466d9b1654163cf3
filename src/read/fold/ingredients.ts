/** What is signed: from the names that authors give the parts to the parts of a request. */
import { METHODS } from '../../model/contract.ts'
import type { Ingredient } from '../../model/security.ts'

type Known = { readonly headers: readonly string[]; readonly withQuery: boolean }

/** The parts of what is signed, if all of them are known and one is of the request itself. */
export function ingredientsOf(formula: readonly string[], known: Known): Ingredient[] | undefined {
  const found = formula.map((part) => ingredientOf(part, known))
  const all = found.filter((one) => one !== undefined)
  return all.length === found.length && all.some((one) => typeof one === 'string') ? all : undefined
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

function ingredientOf(part: string, { headers, withQuery }: Known): Ingredient | undefined {
  const [, text] = /^['"](.*)['"]$/.exec(part) ?? []
  if (text !== undefined) {
    if (METHODS.some((method) => method === text)) return 'method'
    if (text.startsWith('/')) return 'target'
    return { text: text.replaceAll(/\\(\w)/g, (_, letter: string) => ESCAPES[letter] ?? letter) }
  }
  const name = plainName(part)
  const rule = RULES.find(([pattern]) => pattern.test(name))?.[1]
  if (rule === 'header') {
    const header = headers.find((one) => isAbout(one, name))
    return header === undefined ? undefined : { header }
  }
  return rule === 'path' && withQuery ? 'target' : rule
}

/** `str(now)`, `req.method.toUpperCase()`, `$this->body`, `data_json` → now, method, body, data. */
function plainName(part: string): string {
  const inner = /^(?:str|string|to_?string|json_?encode|json\.\w+|\w*upper\w*)\((.*)\)$/i.exec(part)?.[1] ?? part
  return inner
    .replace(/\(.*$/, '')
    .replace(/\.(?:to\w+|encode|strip|upper\w*|downcase|upcase)$/i, '')
    .replace(/^.*(?:\.|->)/, '')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
    .replace(/^(?:http|request|req|raw|upper(?:case)?|parsed|json|the)+(?=[a-z]{3})/, '')
    .replace(/(?<=[a-z]{4})(?:string|str|json|value|header)$/, '')
}

const RULES: readonly (readonly [RegExp, Exclude<Ingredient, object> | 'header'])[] = [
  [/^(?:method|verb|action)$/, 'method'],
  [/^(?:body|payload|data|content|entity)$/, 'body'],
  [/^(?:path|pathname|urlpath|uripath)$/, 'path'],
  [/^(?:endpoint|uri|target|pathwithquery|pathandquery|resource)$/, 'target'],
  [/^(?:query|queryparams|querystring|params)$/, 'query'],
  [/^(?:fullurl|absoluteurl|completeurl)$/, 'address'],
  [/^(?:timestamp|time|ts|now|date|nonce|expires?|apikey|accesskey|key|clientid|id)$/, 'header'],
]

const TIMES = /(?:timestamp|time|ts|date)$/i

function isAbout(header: string, name: string): boolean {
  const plain = header.toLowerCase().replaceAll(/[^a-z]/g, '')
  return TIMES.test(name) || name === 'now' ? TIMES.test(plain) : plain.endsWith(name)
}
