/** A served API with its portal, a browser without a screen, and a real mail server. */
import { SMTPServer } from 'smtp-server'
import { secretHash } from '../../src/auth/index.ts'
import { portal, type Hashing } from '../../src/portal/index.ts'
import { createServer, siteFile, type AnyBehaviour, type ServedApi } from '../../src/serve/index.ts'
import type { Contract } from '../../src/model/contract.ts'
import type { Store } from '../../src/store/index.ts'
import { KITTENS } from '../serve/kittens.ts'
import { untilIt } from '../servers/program.ts'

export type Mails = {
  readonly url: string
  /** All that came so far, headers and text. */
  readonly all: readonly string[]
  /** The address in the newest mail to somebody that holds this. */
  readonly link: (to: string, part: string) => Promise<URL>
  readonly close: () => Promise<void>
}

/** A mail server that takes everything. */
export async function mailServer(): Promise<Mails> {
  const all: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => done(null, void all.push(plain(Buffer.concat(chunks).toString())) as never))
    },
  })
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => resolve((listening.address() as { port: number }).port))
  })
  return {
    url: `smtp://127.0.0.1:${port}`,
    all,
    link: (to, part) =>
      untilIt(async () => {
        const mail = all.findLast((one) => one.includes(`To: ${to}`) && one.includes(part))
        return new URL(/https?:\/\/\S+/.exec(mail?.slice(mail.indexOf('\n\n')) ?? '')?.[0] ?? '')
      }),
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** Quoted-printable undone, lines as they are here. */
function plain(mail: string): string {
  return mail
    .replaceAll('\r\n', '\n')
    .replaceAll(/=\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

export type Portal = {
  readonly address: string
  readonly log: () => string
  readonly visitor: () => Visitor
  readonly ask: (headers: Record<string, string>, path?: string, method?: string) => Promise<number>
  readonly close: () => Promise<void>
}

/** Passwords kept in a way that costs nothing, for tests of what is not about them. */
export const QUICK: Hashing = {
  hash: async (password) => secretHash(password),
  verify: async ({ hash, password }) => hash === secretHash(password),
}

export async function servePortal(store: Store, smtp: string, options: Options = {}): Promise<Portal> {
  const { contract = KITTENS, behaviour = {}, hashing } = options
  let log = ''
  const api: ServedApi = {
    name: 'test',
    prefix: '/kittn',
    contract,
    behaviour,
    store,
    files: new Map([['tryit.json', siteFile('tryit.json', '{}')]]),
    demo: [],
    delivery: { smtp, inside: true },
    plugins: [portal(hashing === undefined ? {} : { hashing })],
  }
  const out = { write: (line: string) => void (log += line) }
  const server = await createServer([api], { log: true, out })
  const address = await server.listen(0)
  return {
    address,
    log: () => log,
    visitor: () => visitorOf(`${address}/kittn`),
    async ask(headers, path = '/api/kittens', method = 'GET') {
      const answer = await fetch(`${address}/kittn${path}`, { method, headers })
      await answer.arrayBuffer()
      return answer.status
    },
    close: () => server.close(),
  }
}

type Options = {
  readonly contract?: Contract
  readonly behaviour?: AnyBehaviour
  readonly hashing?: Hashing | undefined
}

export type Seen = { readonly status: number; readonly text: string; readonly path: string; readonly headers: Headers }

export type Visitor = {
  readonly get: (path: string) => Promise<Seen>
  /** Sends a form and follows where it leads. */
  readonly post: (path: string, fields: Record<string, string>, headers?: Record<string, string>) => Promise<Seen>
  readonly cookie: () => string
  readonly use: (cookie: string) => void
}

/** Keeps its cookie as a browser does; paths are below the portal. */
function visitorOf(base: string): Visitor {
  let cookie = ''
  const at = (path: string): string => (path.startsWith('http') ? path : `${base}/developers${path}`)
  const ask = async (url: string, init: RequestInit): Promise<Seen> => {
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } })
    for (const set of answer.headers.getSetCookie()) cookie = set.split(';', 1)[0] ?? ''
    const location = answer.headers.get('location')
    const text = await answer.text()
    if (answer.status === 303 && location !== null) return ask(new URL(location, url).href, {})
    const { pathname, search } = new URL(url)
    return {
      status: answer.status,
      text,
      path: (pathname + search).replace('/kittn/developers', ''),
      headers: answer.headers,
    }
  }
  return {
    get: (path) => ask(at(path), {}),
    post: (path, fields, headers = {}) =>
      ask(at(path), {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { 'sec-fetch-site': 'same-origin', ...headers },
      }),
    cookie: () => cookie,
    use: (other) => void (cookie = other),
  }
}

export const PASSWORD = 'nine lives and a half'

/** Signs up, follows the mail and confirms. */
export async function join(portal: Portal, mails: Mails, email: string): Promise<Visitor> {
  const visitor = portal.visitor()
  await visitor.post('/sign-up', { email, password: PASSWORD })
  const link = await mails.link(email, '/verify?')
  const done = await visitor.post('/verify', { token: link.searchParams.get('token') ?? '' })
  if (done.path !== '?done=confirmed') throw new Error(`not confirmed: ${done.status} ${done.path} ${done.text}`)
  return visitor
}

/** Makes an application; its path below the portal. */
export async function makeApplication(visitor: Visitor, name = 'Shop'): Promise<string> {
  return (await visitor.post('/applications', { name })).path
}

/** Makes a key; its values by name. */
export async function makeKey(
  visitor: Visitor,
  at: string,
  fields: Record<string, string> = {},
): Promise<Record<string, string>> {
  return valuesIn((await visitor.post(`${at}/keys`, { name: 'first', ...fields })).text)
}

/** The values on a page that shows a key. */
export function valuesIn(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/<dt>([^<]+)<\/dt>\s*<dd>\s*<code>([^<]+)/g)]
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]))
}
