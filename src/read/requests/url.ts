/** URLs as authors write them, brought into one form: origin, path with `{name}` placeholders, query names. */
import { remembered } from '../../model/remember.ts'

export type Target = {
  /** `https://api.example.com`; undefined for a relative URL or where the host is itself a placeholder. */
  readonly origin: string | undefined
  readonly path: string
  readonly query: readonly QueryItem[]
  /** Names of the placeholders in the host (`https://<DISTRICT>.zoo.example`), where there are any. */
  readonly host?: readonly string[]
}
export type QueryItem = { readonly name: string; readonly value: string }

const ORIGIN = /^(https?):\/\/([^/?#]*)/i
const HOST_ONLY = /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?=\/)/i
/** What stands for the base of the API: `{host}/x`, `<base>/x`, `$API/x`, `<%= url %>/x`, a star, `../x`. */
const BASE = /^(?:<%.*?%>|\{\{?[^{}/]*\}\}?|<[^<>/]*>|\[[^[\]/]*\]|\$\{?\w+\}?|\*|\.\.?(?=[/\w]))(?=\/|\w)/
const LONGEST = 2000

/** Reads a URL. Undefined where the text is none: prose, a WebSocket address, a bare word without a slash. */
export const readUrl: (written: string) => Target | undefined = remembered(read, 5000)

function read(written: string): Target | undefined {
  const text = written.trim().replace(/^(["'`])(.*)\1$/, '$2')
  if (text === '' || text.length > LONGEST || /^wss?:/i.test(text)) return undefined
  const { origin, rest } = splitOrigin(
    text.replace(/\{[?&]([\w,*.-]+)\}$/, (_, names: string) => `?${names.replaceAll('*', '').replaceAll(',', '&')}`),
  )
  const hash = rest.search(/#(?!\{)/)
  const whole = hash < 0 ? rest : rest.slice(0, hash)
  const mark = whole.indexOf('?')
  const path = readPath(mark < 0 ? whole : whole.slice(0, mark))
  if (path === undefined) return undefined
  const query = mark < 0 ? [] : readQuery(whole.slice(mark + 1))
  const host = origin === undefined ? hostNames(text) : []
  return host.length === 0 ? { origin, path, query } : { origin, path, query, host }
}

function splitOrigin(text: string): { origin: string | undefined; rest: string } {
  const absolute = ORIGIN.exec(text)
  if (absolute !== null) return { origin: origin(absolute[1] ?? '', absolute[2] ?? ''), rest: after(text, absolute[0]) }
  const host = HOST_ONLY.exec(text)
  if (host !== null) return { origin: origin('https', host[0]), rest: after(text, host[0]) }
  const base = BASE.exec(text)
  return { origin: undefined, rest: base === null ? text : after(text, base[0]) }
}

function after(text: string, start: string): string {
  const rest = text.slice(start.length)
  return rest.startsWith('/') ? rest : `/${rest}`
}

/** A host with a placeholder in it is no address that anything could call. */
function origin(scheme: string, host: string): string | undefined {
  return /^[\w.-]+(?::\d+)?$/.test(host) ? `${scheme.toLowerCase()}://${host}` : undefined
}

/** Only of addresses that have a scheme: elsewhere what stands first may be the base. */
function hostNames(text: string): string[] {
  const host = /^https?:\/\/([^/?#]{1,200})/i.exec(text)?.[1] ?? ''
  return [...host.matchAll(/[<{[](\w+)[>}\]]/g)].map((match) => placeholderName(match[1] ?? ''))
}

function readPath(written: string): string | undefined {
  if (!written.includes('/')) return undefined
  const seen = new Map<string, number>()
  const segments = written
    .replace(/^\/+/, '')
    // A router's optional ending: `/reports/:id(.:format)`.
    .replace(/\(\.:?\w+\)$/, '')
    .split(/\/+(?![^<{[]*[>}\]])/)
    .map((segment) => readSegment(segment, seen))
  const path = `/${segments.join('/')}`
  if (/[{}]/.test(path.replaceAll(/\{[^{}]*\}/g, ''))) return undefined
  return /^[\w\-.~:@!$&'()*+,;=%/{}\p{L}\p{N}]*$/u.test(path) ? path : undefined
}

const BRACKETED = /\{\{([^{}]+)\}\}|[$#]?\{([^{}]+)\}\}?|<%=?([^%]+)%>|<([^<>]+)>|\[([^[\]]+)\]|%(\w+)%|\$(\w+)/g

function readSegment(segment: string, seen: Map<string, number>): string {
  const colon = /^:([A-Za-z_][\w-]*)(.*)$/.exec(segment)
  if (colon !== null) return `{${unique(placeholderName(colon[1] ?? ''), seen)}}${colon[2] ?? ''}`
  return segment.replaceAll(BRACKETED, (_, ...groups) => {
    const name = groups.slice(0, 7).find((group) => typeof group === 'string')
    return `{${unique(placeholderName(String(name ?? '')), seen)}}`
  })
}

/** The name inside a placeholder: as spelled, but lower-cased when it is all upper. */
export function placeholderName(written: string): string {
  const first = written.split('||')[0] ?? ''
  const name = first
    .trim()
    .replace(/^[:%$@]+/, '')
    .replaceAll(/[^\p{L}\p{N}_-]+/gu, '_')
    .replace(/^_+|_+$/g, '')
  const spelled = name === '' ? 'value' : name
  return spelled === spelled.toUpperCase() ? spelled.toLowerCase() : spelled
}

function unique(name: string, seen: Map<string, number>): string {
  const count = (seen.get(name) ?? 0) + 1
  seen.set(name, count)
  return count === 1 ? name : `${name}_${count}`
}

function readQuery(written: string): QueryItem[] {
  const items: QueryItem[] = []
  for (const pair of written.split(/[&?]/)) {
    const [name = '', ...value] = pair.replace(/^[\s[({]+/, '').split('=')
    if (/^[\w.\-[\]$:]+$/.test(name) && items.length < 100) items.push({ name, value: value.join('=') })
  }
  return items
}
