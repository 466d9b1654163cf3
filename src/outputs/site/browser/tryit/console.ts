/** The console of a channel: connect, send what the page shows as messages, see what comes. */
import type { TryChannel, TryIt } from '../../tryit/types.ts'
import { announce } from '../announce.ts'
import { element } from '../element.ts'
import { address } from './build.ts'
import { check, sentence } from './check.ts'
import { closeWords } from './close-codes.ts'
import { consoleForm, MESSAGE, type ConsoleForm } from './console-form.ts'
import { credentials } from './credentials.ts'
import { newDraft, type Draft } from './draft.ts'
import { waysOf } from './form.ts'
import { makeFrame, replaceForm } from './frame.ts'
import { siteFolder } from '../try.ts'
import { makeLog, type Direction, type Log } from './log.ts'
import { recognise } from './recognise.ts'
import { encoded, type HttpRequest } from './request.ts'
import { signed } from './schemes.ts'
import { say } from './say.ts'
import { parsed, untyped } from './typed.ts'

/** A channel with what was typed and logged; connections end with the dialog. */
type Now = {
  readonly channel: TryChannel
  readonly draft: Draft
  readonly log: Log
  readonly servers: readonly string[]
  readonly all: TryIt
}

export class Console {
  readonly #known = new Map<string, Pick<Now, 'draft' | 'log'>>()
  readonly #frame = makeFrame('console', () => void this.#act())
  readonly #status = element('p', { class: 'try-line', role: 'status' })
  #form: ConsoleForm | undefined
  #now: Now | undefined
  #socket: WebSocket | undefined

  constructor() {
    this.#frame.form.addEventListener('input', () => void this.#update())
    this.#frame.dialog.addEventListener('close', () => this.#socket?.close(1000))
    document.addEventListener('kittn:credentials', () => void this.#update())
  }

  open(channel: TryChannel, all: TryIt): void {
    this.#start(channel, all)
    this.#frame.open()
    this.#frame.act.focus()
  }

  /** The page has changed; connection, log and what was typed stay. */
  refresh(all: TryIt): void {
    const again = all.channels.find((one) => one.address === this.#now?.channel.address)
    if (again !== undefined && JSON.stringify(all) !== JSON.stringify(this.#now?.all)) this.#start(again, all)
  }

  #start(channel: TryChannel, all: TryIt): void {
    const { draft, log } = this.#known.get(channel.address) ?? { draft: draftOf(channel), log: makeLog() }
    this.#known.set(channel.address, { draft, log })
    this.#now = { channel, draft, log, all, servers: socketsOf(channel, all) }
    this.#frame.side.replaceChildren(this.#status, log.part)
    this.#draw()
  }

  #draw(): void {
    if (this.#now === undefined) return
    const { channel, draft, all, servers } = this.#now
    this.#form = consoleForm({ channel, draft, all, servers }, { again: () => this.#draw(), send: () => this.#send() })
    replaceForm(this.#frame.form, this.#form.parts)
    void this.#update()
  }

  async #update(): Promise<void> {
    const now = this.#now
    if (now === undefined) return
    const state = this.#socket?.readyState ?? WebSocket.CLOSED
    this.#frame.about(now.channel.title, 'WS', await target(now))
    const [open, waits] = [state === WebSocket.OPEN, state === WebSocket.CONNECTING]
    this.#frame.act.textContent = say(open ? 'disconnect' : waits ? 'cancel' : 'connect')
    const label = say(open ? 'connected' : waits ? 'connecting' : 'notConnected')
    if (this.#status.textContent !== label)
      this.#status.replaceChildren(element('b', { class: `try-status ${open ? 'is-2' : 'is-0'}` }, label))
    this.#form?.ready(open, messageProblem(now))
  }

  /** The button connects and disconnects; with the focus in a message, its keys send. */
  async #act(): Promise<void> {
    const { activeElement: active } = document
    const typing = active instanceof HTMLElement && active.dataset['field'] === MESSAGE
    if (typing && this.#socket?.readyState === WebSocket.OPEN) return this.#send()
    if (this.#socket !== undefined) return this.#socket.close(1000)
    if (this.#now !== undefined && this.#form?.complain() !== true) this.#connect(this.#now, await target(this.#now))
  }

  #connect(now: Now, to: string): void {
    const socket = opened(to)
    if (socket === undefined) return now.log.event(say('noAddress', to))
    this.#socket = socket
    socket.binaryType = 'arraybuffer'
    socket.addEventListener('open', () => {
      now.log.event(say('connected'))
      void this.#update()
    })
    socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) =>
      note(this.#now ?? now, 'received', data),
    )
    socket.addEventListener('close', ({ code, reason }) => {
      if (this.#socket === socket) this.#socket = undefined
      const closed = reason === '' ? say('closed', code) : say('closedSaying', code, reason)
      now.log.event(`${closed} ${closeWords(code)}`)
      announce(`${say('closed', code)} ${closeWords(code)}`)
      void this.#update()
    })
    void this.#update()
  }

  #send(): void {
    const text = this.#now?.draft.texts.get(MESSAGE) ?? ''
    if (this.#now === undefined || text === '' || this.#socket?.readyState !== WebSocket.OPEN) return
    this.#socket.send(text)
    note(this.#now, 'sent', text)
  }
}

function note({ channel, log }: Now, direction: Direction, data: string | ArrayBuffer): void {
  const value = typeof data === 'string' && data.length < 1_000_000 ? parsed(data) : undefined
  const from = direction === 'sent' ? 'client' : 'server'
  const messages = channel.messages.filter((message) => message.from === from)
  log.frame(direction, data, value === undefined ? undefined : recognise(value, messages))
}

/** The form begins with the first message that a client sends. */
function draftOf(channel: TryChannel): Draft {
  const draft = newDraft(channel.parameters, undefined)
  const first = channel.messages.find(({ from }) => from === 'client')
  if (first?.example !== undefined) draft.texts.set(MESSAGE, untyped(first.example))
  return draft
}

/** What the page says against the message that is typed. */
function messageProblem({ channel, draft }: Now): string | undefined {
  const text = draft.texts.get(MESSAGE) ?? ''
  const messages = channel.messages.filter(({ from }) => from === 'client')
  const value = parsed(text)
  if (text === '' || messages.length === 0) return undefined
  if (value === undefined)
    return messages.some(({ shape }) => check(shape, text).length === 0) ? undefined : say('noJson')
  if (messages.some(({ shape }) => check(shape, value).length === 0)) return undefined
  return recognise(value, messages)?.problem ?? sentenceOfFirst(messages, value)
}

function sentenceOfFirst([first]: TryChannel['messages'], value: Parameters<typeof check>[1]): string | undefined {
  const [problem] = first === undefined ? [] : check(first.shape, value)
  return problem && sentence(problem)
}

/** Where it connects to; credentials go into the query, for pages can send no headers with a WebSocket. */
async function target({ channel, draft, all, servers }: Now): Promise<string> {
  const { parameters } = channel
  const to = address({ path: channel.address, parameters }, draft, servers[draft.server] ?? servers[0] ?? '')
  if (draft.texts.get('credential') === 'no') return to
  const bare: HttpRequest = { method: 'GET', url: to, headers: [], body: undefined }
  const { url, headers } = await signed(bare, waysOf(channel, all)[draft.way] ?? [], credentials())
  const query = encoded(headers.map(([name, value]) => inQuery(name, value)))
  return query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`
}

function inQuery(name: string, value: string): readonly [string, string] {
  return value.startsWith('Bearer ') ? ['access_token', value.slice(7)] : [name.toLowerCase(), value]
}

/** Addresses of the channel, first where the API answers if that is beside the site. */
function socketsOf({ servers }: TryChannel, all: TryIt): string[] {
  const http = all.servers.map((server) => new URL(server || '.', siteFolder()).href.replace(/\/$/, ''))
  const own = servers.length > 0 ? servers : http
  const list = all.here ? [http[0] ?? '', ...own] : own
  return [...new Set(list.map((server) => server.replace(/^http/, 'ws')))]
}

function opened(to: string): WebSocket | undefined {
  try {
    return new WebSocket(to)
  } catch {
    return undefined
  }
}
