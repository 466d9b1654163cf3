/** Decides once, at start, how each message of a channel is answered: by a handler, else as the page shows it. */
import type { Channel, Message } from '../../model/contract.ts'
import { isRecord } from '../../model/places.ts'
import type { Json } from '../../model/shape.ts'
import type { AnyBehaviour, AnyHandler } from '../behaviour.ts'
import { isLogOn } from './log-on.ts'

export type ChannelPlan = {
  readonly channel: Channel
  /** Where the page tells no address, at none. */
  readonly address: string | undefined
  readonly handlers: AnyChannel
  /** How it is answered as a whole: by handlers as soon as there is one. */
  readonly by: 'handler' | 'example' | 'nothing'
  /** Those of the client, in page order. */
  readonly messages: readonly MessageAction[]
}

export type MessageAction =
  /** `reads`: it changes nothing. */
  | { readonly by: 'handler'; readonly message: Message; readonly handler: AnyHandler; readonly reads: boolean }
  /** `answer` is the server's message that the page shows behind it. */
  | { readonly by: 'example'; readonly message: Message; readonly answer: Json }
  | { readonly by: 'nothing'; readonly message: Message }

/** Behaviour of whatever channel. */
export type AnyChannel = NonNullable<NonNullable<AnyBehaviour['channels']>[string]>

export function planChannel(channel: Channel, behaviour: AnyBehaviour): ChannelPlan {
  const { address, messages } = channel
  const all = behaviour.channels ?? {}
  const handlers = (address !== undefined && Object.hasOwn(all, address) ? all[address] : undefined) ?? {}
  const actions = messages.flatMap((message, at) =>
    message.from === 'client' ? [decide(message, messages.slice(at + 1), handlers)] : [],
  )
  const kinds = new Set(actions.map(({ by }) => by))
  const handled = Object.keys(handlers).length > 0
  return {
    channel,
    address,
    handlers,
    by: handled ? 'handler' : kinds.has('example') ? 'example' : 'nothing',
    messages: actions,
  }
}

function decide(message: Message, following: readonly Message[], handlers: AnyChannel): MessageAction {
  const own = handlers.messages ?? {}
  const handler = Object.hasOwn(own, message.name) ? own[message.name] : undefined
  const reads = isLogOn(message) || (handlers.reads?.includes(message.name) ?? false)
  if (handler !== undefined) return { by: 'handler', message, handler, reads }
  const next = following.findIndex(({ from }) => from === 'client')
  const behind = following.slice(0, next < 0 ? following.length : next)
  const answer = behind.find((one) => one.section === message.section && one.example !== undefined)?.example
  return answer === undefined ? { by: 'nothing', message } : { by: 'example', message, answer }
}

/** The page's answer, with what the client's message says in the places where both examples say the same. */
export function answerTo(sent: Json, { message, answer }: Extract<MessageAction, { by: 'example' }>): Json {
  const shown = message.example
  if (!isRecord(answer) || !isRecord(shown) || !isRecord(sent)) return answer
  const same = Object.keys(answer).filter((name) => name in sent && name in shown && equal(answer[name], shown[name]))
  return { ...answer, ...Object.fromEntries(same.map((name) => [name, sent[name] ?? null])) }
}

function equal(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
