/** The Cloud Elements API as a customer meets it: `kittn dev` over plain HTTP. */
import assert from 'node:assert/strict'
import { copyOf, start, type Started } from '../../command-line.ts'

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: Fields
}
export type Fields = { readonly [name: string]: unknown }

export type Call = {
  readonly body?: unknown
  readonly form?: FormData
  readonly as?: string | undefined
}

export type Platform = {
  readonly address: string
  readonly pid: number
  /** Where its data lies, in `.kittn`. */
  readonly home: string
  readonly printed: () => string
  /** `GET /elements`, as the first administrator unless `as` says otherwise. */
  readonly call: (request: string, call?: Call) => Promise<Answer>
  /** Ends the process as a power cut does, and starts another one with the same data. */
  readonly restart: () => Promise<void>
  readonly close: () => Promise<void>
}

export const USER = 'YOUR_USER_SECRET'
export const ADMIN: string = `User ${USER}, Organization YOUR_ORGANIZATION_SECRET`
export const withToken = (token: string): string => `User ${USER}, Element ${token}`

export async function startPlatform(): Promise<Platform> {
  process.env['ELEMENTS_INSIDE'] = 'yes'
  process.env['ELEMENTS_KEY'] = 'a key for tests, of more than 32 characters'
  const copy = copyOf('apis/elements')
  let server: Started = await start('dev', copy.path)
  return {
    get address(): string {
      return `${server.address}/elements/api-v2`
    },
    get pid(): number {
      return server.pid
    },
    home: copy.path,
    printed: () => server.printed(),
    call: (request, call) => ask(`${server.address}/elements/api-v2`, request, call),
    async restart() {
      await server.kill('SIGKILL')
      server = await start('dev', copy.path)
    },
    async close() {
      await server.kill()
      copy.remove()
    },
  }
}

async function ask(address: string, request: string, { body, form, as = ADMIN }: Call = {}): Promise<Answer> {
  const [method = 'GET', path = '/'] = request.split(' ')
  const sent = form ?? (body === undefined ? undefined : JSON.stringify(body))
  const type = form === undefined && body !== undefined ? { 'content-type': 'application/json' } : {}
  const answer = await fetch(address + path, {
    method,
    headers: { authorization: as, ...type },
    ...(sent === undefined ? {} : { body: sent }),
  })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false
  const parsed = isJson ? (JSON.parse(text) as Fields) : {}
  return { status: answer.status, headers: answer.headers, text, body: parsed }
}

/** A form with one file. */
export function formWith(content: string, name = 'file.txt'): FormData {
  const form = new FormData()
  form.set('file', new Blob([content]), name)
  return form
}

export function listOf(answer: Answer): Fields[] {
  // Lists are lists of records here.
  return answer.body as unknown as Fields[]
}

/** That an answer is an error, in the shape of the page. */
export function refused(answer: Answer, status: number): void {
  assert.equal(answer.status, status, answer.text)
  assert.deepEqual(Object.keys(answer.body), ['requestId', 'message', 'providerMessage'])
}

/** The id of a document. */
export const idOf = (path: string): string => Buffer.from(path).toString('base64url')
