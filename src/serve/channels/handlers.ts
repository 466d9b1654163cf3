/** How channels are written in api.ts. */
import type { AnyApi, ApiTypes, DataOf } from '../api-types.ts'
import type { Caller, Identity } from '../identity.ts'
import type { Services } from '../services.ts'

/** The channels of an API by address, as `kittn types` makes them. */
export type ChannelsOf<T> = T extends { readonly channels: infer Channels } ? Channels : AnyChannels
type AnyChannels = Readonly<Record<string, ChannelTypes>>
type ChannelTypes = {
  readonly path: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, unknown>>
  readonly messages: Readonly<Record<string, unknown>>
}
type Of<C, Name extends string> = C extends { readonly [N in Name]: infer P } ? P : unknown

/** One open WebSocket. */
export type ChannelConnection<T extends ApiTypes = AnyApi> = {
  readonly id: string
  readonly caller: Caller<DataOf<T>>
  /** Sends a message, as JSON. */
  readonly send: (message: unknown) => void
  /** Sends whatever is published on the topic, by any process that serves the API, until `unsubscribe`. */
  readonly subscribe: (topic: string) => void
  readonly unsubscribe: (topic: string) => void
  /** Says who it is that speaks: for APIs whose callers log on by a message. */
  readonly identify: (identity: Identity<DataOf<T>>) => void
  readonly close: (code?: number, reason?: string) => void
}

/** What handlers of a channel get. */
export type ChannelInput<T extends ApiTypes = AnyApi, A extends keyof ChannelsOf<T> = keyof ChannelsOf<T>> = {
  readonly connection: ChannelConnection<T>
  readonly caller: Caller<DataOf<T>>
  /** Of the handshake: checked, of their type, with the page's defaults in place. */
  readonly path: Of<ChannelsOf<T>[A], 'path'>
  readonly query: Of<ChannelsOf<T>[A], 'query'>
  readonly headers: Of<ChannelsOf<T>[A], 'headers'>
} & Services<T>

type Messages<T, A extends keyof ChannelsOf<T>> = Of<ChannelsOf<T>[A], 'messages'>

/** Behaviour of one channel. */
export type ChannelHandlers<T extends ApiTypes = AnyApi, A extends keyof ChannelsOf<T> = keyof ChannelsOf<T>> = {
  /** False where anybody may connect, and says later who it is. */
  readonly secured?: boolean
  /** Before the first message. `fail` refuses the connection. */
  readonly open?: (input: ChannelInput<T, A>) => unknown
  /** When it has ended, whoever ended it. */
  readonly close?: (input: ChannelInput<T, A>) => unknown
  /** Those of them that change nothing: keys that may only read may send these, and what says who they are. */
  readonly reads?: readonly (keyof Messages<T, A>)[]
  /** By the name that the page gives a client's message; what is returned is sent as the answer. */
  readonly messages?: {
    readonly [M in keyof Messages<T, A>]?: (
      input: ChannelInput<T, A> & { readonly message: Messages<T, A>[M] },
    ) => unknown
  }
}

/** By the address that the page states. */
export type Channels<T extends ApiTypes = AnyApi> = {
  readonly [A in keyof ChannelsOf<T>]?: ChannelHandlers<T, A>
}
