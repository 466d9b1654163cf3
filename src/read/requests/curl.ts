/** Reads `curl` commands, and those of HTTPie, out of shell samples: method, URL, headers, body. Never runs anything. */
import { METHODS, type Method } from '../../model/contract.ts'
import type { Curl } from './command.ts'
import { remembered } from '../../model/remember.ts'
import { readHttpie } from './httpie.ts'
import { shellCommands, type Word } from './shell-words.ts'

export type { Curl } from './command.ts'

const WITH_VALUE = new Set(
  `-X --request -H --header -d --data --data-raw --data-binary --data-urlencode --data-ascii --json -F --form
  --form-string -u --user -o --output -A --user-agent -e --referer -b --cookie -c --cookie-jar -T --upload-file --url
  -w --write-out -m --max-time --connect-timeout --cert -E --key --cacert -x --proxy --retry -D --dump-header --resolve
  --oauth2-bearer -K`.split(/\s+/),
)

const COMMAND = /(?:^|\/)curl(?:\.exe)?$|^https?$/
const ANY = /curl|^[ \t$]*https?[ \t]/m

/** Whether a block is for the shell: what it says is a command. */
export function isShell({ language }: { readonly language: string }): boolean {
  return /^(?:shell|bash|sh|console)$/.test(language)
}

/** The commands of a sample in order. Several conventions ask for the same sample. */
export const readCurls: (text: string) => readonly Curl[] = remembered(commands, 2000)

function commands(text: string): readonly Curl[] {
  const curls: Curl[] = []
  if (!ANY.test(text)) return curls
  for (const words of shellCommands(text)) {
    const at = words.findIndex((word) => COMMAND.test(word.text))
    const found = words[at]
    if (found === undefined || at > 3) continue
    const rest = words.slice(at + 1)
    const curl = found.text.includes('curl') ? readWords(rest, found.line) : readHttpie(rest, found.line)
    if (curl !== undefined) curls.push(curl)
  }
  return curls
}

type Draft = {
  method?: string
  url?: string
  headers: [string, string][]
  data: string[]
  form: [string, string][]
  upload: boolean
  get: boolean
  head: boolean
  user?: string
}

function readWords(words: readonly Word[], line: number): Curl | undefined {
  const draft: Draft = { headers: [], data: [], form: [], upload: false, get: false, head: false }
  for (let at = 0; at < words.length; at++) {
    const [flag, attached] = splitFlag(words[at]?.text ?? '')
    if (flag === undefined) draft.url = address(draft.url, attached ?? '')
    else if (!WITH_VALUE.has(flag)) flagAlone(draft, flag)
    else flagWithValue(draft, flag, attached ?? words[++at]?.text ?? '')
  }
  return draft.url === undefined ? undefined : finished(draft, draft.url, line)
}

/** The first plain word, and those after it as long as a placeholder of it is open: `/customers/{CUSTOMER ID}`. */
function address(before: string | undefined, word: string): string {
  if (before === undefined) return word
  return /[{<][^{}<>]*$/.test(before.slice(-100)) && before.length < 2000 ? `${before} ${word}` : before
}

/** `-XPOST` → `-X`, `POST`; `--url=x` → `--url`, `x`; `-sX` → `-X`. A word that is no flag comes back as the value. */
function splitFlag(word: string): [string | undefined, string | undefined] {
  if (!word.startsWith('-') || word === '-') return [undefined, word]
  if (word.startsWith('--')) {
    const equals = word.indexOf('=')
    return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)]
  }
  for (let at = 1; at < word.length; at++) {
    const flag = `-${word[at]}`
    if (WITH_VALUE.has(flag)) return [flag, at + 1 < word.length ? word.slice(at + 1) : undefined]
    if (flag === '-G' || flag === '-I') return [flag, undefined]
  }
  return [word, undefined]
}

function flagAlone(draft: Draft, flag: string): void {
  if (flag === '-G' || flag === '--get') draft.get = true
  if (flag === '-I' || flag === '--head') draft.head = true
}

function flagWithValue(draft: Draft, flag: string, value: string): void {
  if (flag === '-X' || flag === '--request') draft.method = value
  else if (flag === '-H' || flag === '--header') draft.headers.push(header(value))
  else if (flag === '-u' || flag === '--user') draft.user = value
  else if (flag === '--url') draft.url = value
  else if (flag === '--oauth2-bearer') draft.headers.push(['Authorization', `Bearer ${value}`])
  else if (flag === '--json') json(draft, value)
  else if (flag === '-F' || flag.startsWith('--form')) draft.form.push(field(value))
  else if (flag === '-d' || flag.startsWith('--data') || isUpload(flag, value)) data(draft, flag, value)
  // A method after the proxy flag is a slip for -X that pages really have.
  else if (flag === '-x' && isMethod(value.toUpperCase())) draft.method = value
}

function data(draft: Draft, flag: string, value: string): void {
  draft.data.push(value)
  draft.upload ||= isUpload(flag, value)
}

/** `--data-binary @photo.png` and `-T photo.png` send a file as it is; a file of JSON is JSON. */
function isUpload(flag: string, value: string): boolean {
  if (flag === '-T' || flag === '--upload-file') return true
  return flag === '--data-binary' && value.startsWith('@') && !value.endsWith('.json')
}

function json(draft: Draft, value: string): void {
  draft.headers.push(['Content-Type', 'application/json'])
  draft.data.push(value)
}

/** `Name: value` → its two halves; a header without a colon has an empty value. */
export function header(line: string): [string, string] {
  const colon = line.indexOf(':')
  return colon < 0 ? [line.trim(), ''] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
}

/** `name=value` of a form. */
function field(text: string): [string, string] {
  const equals = text.indexOf('=')
  return equals < 0 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)]
}

function finished(draft: Draft, url: string, line: number): Curl | undefined {
  const stated = draft.method?.toUpperCase()
  const sends = draft.data.length > 0 || draft.form.length > 0
  const implied = draft.head ? 'HEAD' : sends && !draft.get ? 'POST' : 'GET'
  const method = stated === undefined ? implied : stated
  if (!isMethod(method)) return undefined
  const data = draft.data.length > 0 && !draft.get ? draft.data.join('&') : undefined
  return {
    method,
    url,
    headers: draft.headers,
    data,
    upload: draft.upload,
    form: draft.form.length > 0 ? draft.form : undefined,
    user: draft.user,
    line,
  }
}

function isMethod(text: string): text is Method {
  return METHODS.some((method) => method === text)
}
