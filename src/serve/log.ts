/** Logs: JSON lines with nothing in them that lets anybody in. */
import type { Contract } from '../model/contract.ts'
import { pathNames, queryNames } from '../model/credentials.ts'
import { placeholders } from '../model/names.ts'
import type { Exchange, Redact } from './exchange.ts'
import { remembered } from './remember.ts'
import type { Log, Logger } from './services.ts'

/** Names of parameters whose values are nobody's business. */
const SECRET =
  /^(?:.*[_.-])?(?:key|apikey|token|secret|password|passwd|pwd|signature|sig|auth|authorization|credential|session|code)$/i

/** Secrets are those that the page names and those that look like some. */
export function redactor({ security, operations }: Pick<Contract, 'security' | 'operations'>): Redact {
  const named = new Set(queryNames(security).map((name) => name.toLowerCase()))
  const inPath = new Set(pathNames(security))
  const known = new Map<string, readonly number[]>()
  const leads = leadsTo(operations, inPath)
  const placesIn = (path: string): readonly number[] => {
    const places = known.get(path) ?? secretPlaces(path, inPath)
    known.set(path, places)
    return places
  }
  return (url, path) => {
    const start = url.indexOf('?')
    const own = start < 0 ? url : url.slice(0, start)
    const clean = path === undefined ? redactLost(own, leads) : redactPath(own, placesIn(path))
    if (start < 0) return clean
    const pairs = url
      .slice(start + 1)
      .split('&')
      .map((pair) => redactPair(pair, named))
    return `${clean}?${pairs.join('&')}`
  }
}

/** What stands before the page's path in the address is a prefix, so places count from the end. */
function redactPath(own: string, places: readonly number[]): string {
  if (places.length === 0) return own
  const segments = own.replace(/(.)\/$/, '$1').split('/')
  return segments.map((segment, at) => (places.includes(segments.length - at) ? '***' : segment)).join('/')
}

/** What stands before a secret in the paths of a page: `/api/` of `/api/{token}/kittens`. */
function leadsTo(operations: Contract['operations'], named: ReadonlySet<string>): readonly string[] {
  const found = operations.flatMap(({ path }) => {
    const first = placeholders(path)[0]
    return first !== undefined && isSecret(first, named) ? [path.slice(0, path.indexOf('{'))] : []
  })
  return [...new Set(found)]
}

/** An address that is no operation's may be one with a slip in it, and have a secret all the same. */
function redactLost(own: string, leads: readonly string[]): string {
  for (const lead of leads) {
    const at = own.indexOf(lead)
    if (at >= 0) return own.slice(0, at + lead.length) + own.slice(at + lead.length).replace(/^[^/]+/, '***')
  }
  return own
}

function isSecret(name: string, named: ReadonlySet<string>): boolean {
  return named.has(name) || SECRET.test(name)
}

/** The segments of a page's path with a placeholder whose value is a secret, counted from the end. */
function secretPlaces(path: string, named: ReadonlySet<string>): number[] {
  const segments = path.split('/')
  return segments.flatMap((segment, at) =>
    placeholders(segment).some((name) => isSecret(name, named)) ? [segments.length - at] : [],
  )
}

function redactPair(pair: string, named: ReadonlySet<string>): string {
  const equals = pair.indexOf('=')
  if (equals < 0) return pair
  const name = plain(pair.slice(0, equals))
  return named.has(name.toLowerCase()) || SECRET.test(name) ? `${pair.slice(0, equals)}=***` : pair
}

function plain(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

const LEVELS = { debug: 20, info: 30, warn: 40, error: 50 } as const
type Level = keyof typeof LEVELS

export type Sink = { readonly write: (text: string) => void }

export type Lines = Logger & {
  /** Writes a line that is JSON already, without its end. */
  readonly line: (text: string) => void
}

/** Lines with a level below `least` are dropped. The numbers of levels are those of pino and bunyan. */
export function logger(out: Sink, least: Level): Lines {
  const make = (bound: object): Log => {
    const at =
      (level: Level): Log[Level] =>
      (fields, message) => {
        if (LEVELS[level] < LEVELS[least]) return
        const told = typeof fields === 'string' ? { msg: fields } : { ...fields, msg: message }
        out.write(`${JSON.stringify({ level: LEVELS[level], time: Date.now(), ...bound, ...told }, asJson)}\n`)
      }
    return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
  }
  return { ...make({}), child: make, line: (text) => out.write(`${text}\n`) }
}

/** Errors as JSON, which by themselves are `{}`. */
function asJson(_name: string, value: unknown): unknown {
  return value instanceof Error ? { type: value.name, message: value.message, stack: value.stack } : value
}

/** Addresses longer than this are cut short in the log. */
const LONGEST = 1000

/** The line of a request, when its answer is handed over. Made by hand: it is on the way of every request. */
export function requestLine(exchange: Exchange, status: number, milliseconds: number): string {
  const { id, method, url, action, channel, caller, redacted } = exchange
  const clean = redacted === undefined ? url : redacted(url, action?.operation.path ?? channel?.address)
  const shown = clean.length > LONGEST ? clean.slice(0, LONGEST) : clean
  const answered =
    action === undefined ? openedBy(channel) : `,"by":"${action.by}","operation":${quoted(action.operation.key)}`
  return (
    `{"level":30,"time":${time()},"request":"${id}","method":"${method}","url":${asText(shown)}` +
    `,"status":${status},"ms":${hundredths(milliseconds)}${answered},"caller":${quoted(caller.id)}}`
  )
}

/** As JSON; addresses hardly ever have what needs escaping. */
function asText(url: string): string {
  return ESCAPED.test(url) ? JSON.stringify(url) : `"${url}"`
}

const ESCAPED = /[^ !#-[\]-~]/

let [moment, written] = [0, '0']

/** Now, as text, which is made once for all lines of a millisecond. */
function time(): string {
  const now = Date.now()
  if (now !== moment) [moment, written] = [now, String(now)]
  return written
}

/** Operations and callers are few, and asked for again and again. */
const quoted = remembered(JSON.stringify)

/** `0.07`: of whole numbers, which V8 makes text of in a tenth of the time. */
function hundredths(value: number): string {
  const all = Math.round(value * 100)
  const rest = all % 100
  return `${(all - rest) / 100}.${rest < 10 ? '0' : ''}${rest}`
}

function openedBy(channel: Exchange['channel']): string {
  return channel === undefined ? '' : `,"by":"${channel.by}","channel":${JSON.stringify(channel.address)}`
}

/** Lines of one turn of the event loop go out in one write. */
export function gathered(out: Sink): Sink {
  let lines = ''
  const flush = (): void => {
    const text = lines
    lines = ''
    out.write(text)
  }
  return {
    write(line) {
      if (lines === '') setImmediate(flush)
      lines += line
    },
  }
}
