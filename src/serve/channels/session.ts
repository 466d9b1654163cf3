/** What happens on one connection: its messages, one after the other. */
import type { RawData } from 'ws'
import { isRecord } from '../../model/places.ts'
import type { Json } from '../../model/shape.ts'
import { parseJson } from '../body.ts'
import { Failure } from '../fail.ts'
import { callerOf } from '../identify.ts'
import { ANONYMOUS, READ_ONLY, type Caller, type Identity } from '../identity.ts'
import type { AnyServices } from '../services.ts'
import type { Parameters } from '../validate.ts'
import type { Connection, Socket } from './connection.ts'
import type { Complain } from './errors.ts'
import type { ChannelConnection } from './handlers.ts'
import { isLogOn } from './log-on.ts'
import { answerTo, type ChannelPlan, type MessageAction } from './plan.ts'
import type { Recognise } from './recognise.ts'

/** How many messages a client may send in a second. */
const RATE = 100
/** How many of its messages may wait for those before them; beyond that, no more is read from it. */
const WAITING = 16

export type ChannelSetting = {
  readonly plan: ChannelPlan
  readonly recognise: Recognise
  readonly complain: Complain
  readonly services: AnyServices
  /** Who a message from an address says that it is; undefined where it says nothing that counts. */
  readonly logOn: (message: Json, from: { readonly address: string }) => Promise<Caller | undefined>
  /** Whether only known callers are heard. */
  readonly secured: boolean
}

/** Runs until the connection has ended; calls `ended` then. */
export function runSession(
  setting: ChannelSetting,
  { connection, socket, parameters }: { connection: Connection; socket: Socket; parameters: Parameters },
  ended: () => void,
): void {
  const { handlers } = setting.plan
  const input = inputOf(setting, connection, parameters)
  const gate = rateGate()
  let waiting = 0
  let turn = Promise.resolve()
  const queue = (job: () => Promise<void>): void => {
    if (++waiting > WAITING) socket.ws.pause()
    turn = turn.then(job).finally(() => {
      if (--waiting <= WAITING && socket.ws.isPaused) socket.ws.resume()
    })
  }
  queue(() => guarded(setting, connection, async () => void (await handlers.open?.(input as never))))
  socket.ws.on('pong', () => (connection.alive = true))
  socket.ws.on('message', (data, binary) => {
    connection.alive = true
    if (binary) return connection.close(1003, 'messages are text')
    if (!gate()) return connection.close(1008, `more than ${RATE} messages a second`)
    queue(() => take(setting, connection, { input, data }))
  })
  socket.ws.on('error', () => undefined)
  socket.ws.on('close', () => {
    connection.left()
    ended()
    queue(() => silent(setting, async () => void (await handlers.close?.(input as never))))
  })
}

/** Lets so many through in each second. */
function rateGate(): () => boolean {
  let [second, count] = [0, 0]
  return () => {
    const now = Math.floor(performance.now() / 1000)
    if (now !== second) [second, count] = [now, 0]
    return ++count <= RATE
  }
}

type Taking = { readonly input: object; readonly data: RawData }

async function take(setting: ChannelSetting, connection: Connection, { input, data }: Taking): Promise<void> {
  let sent: Json | undefined
  try {
    // One buffer, because `binaryType` is left as it is.
    sent = parseJson(data as Buffer)
    const answer = await answered(setting, connection, { input, sent })
    if (answer !== undefined) connection.send(withEcho(answer, sent))
  } catch (error) {
    connection.send(withEcho(setting.complain(error, { message: setting.plan.address }), sent))
  }
}

type Sent = { readonly input: object; readonly sent: Json }

async function answered(setting: ChannelSetting, connection: Connection, { input, sent }: Sent): Promise<unknown> {
  if (setting.secured && !(await logsOn(setting, connection, sent))) throw new Failure(401)
  const message = setting.recognise(sent)
  // Where anybody may connect, a handler of api.ts has the last word on who is let in.
  if (!setting.secured && isLogOn(message)) await logsOn(setting, connection, sent)
  const action = setting.plan.messages.find((one) => one.message === message)
  return action && perform(action, { caller: connection.caller, input, sent })
}

/** Whether it is known by now who speaks. */
async function logsOn({ logOn }: ChannelSetting, connection: Connection, sent: Json): Promise<boolean> {
  if (connection.caller === ANONYMOUS) connection.caller = (await logOn(sent, connection.from)) ?? ANONYMOUS
  return connection.caller !== ANONYMOUS
}

async function perform(
  action: MessageAction,
  { caller, input, sent }: Sent & { readonly caller: Caller },
): Promise<unknown> {
  switch (action.by) {
    case 'handler':
      if (caller.readOnly === true && !action.reads) throw new Failure(403, READ_ONLY)
      return action.handler(Object.assign(Object.create(input) as object, { message: sent }) as never)
    case 'example':
      return answerTo(sent, action)
    case 'nothing':
      return undefined
  }
}

/** A client that wants to know which of its messages is answered puts something into `echo`. */
function withEcho(answer: unknown, sent: Json | undefined): unknown {
  const echo = isRecord(sent) ? sent['echo'] : undefined
  if (echo === undefined || typeof echo === 'object' || !isRecord(answer as Json)) return answer
  return { echo, ...(answer as object) }
}

/** What fails before the first message ends the connection. */
async function guarded(setting: ChannelSetting, connection: Connection, job: () => Promise<void>): Promise<void> {
  try {
    await job()
  } catch (error) {
    connection.send(setting.complain(error, {}))
    connection.close(error instanceof Failure ? 1008 : 1011)
  }
}

async function silent({ complain }: ChannelSetting, job: () => Promise<void>): Promise<void> {
  try {
    await job()
  } catch (error) {
    complain(error, {})
  }
}

function inputOf({ services }: ChannelSetting, connection: Connection, { path, query, headers }: Parameters): object {
  const shown: ChannelConnection = {
    id: connection.id,
    get caller() {
      return connection.caller
    },
    send: (message) => connection.send(message),
    subscribe: (topic) => connection.subscribe(topic),
    unsubscribe: (topic) => connection.unsubscribe(topic),
    identify: (identity: Identity) => void (connection.caller = callerOf(identity)),
    close: (code, reason) => connection.close(code, reason),
  }
  return {
    ...services,
    connection: shown,
    path,
    query,
    headers,
    get caller() {
      return connection.caller
    },
  }
}
