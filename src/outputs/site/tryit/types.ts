/** What the browser needs to call an API, as it travels: one file beside the page. */
import type { Message, Operation, Parameter } from '../../../model/contract.ts'
import type { Security } from '../../../model/security.ts'
import type { TryWords } from '../words/try/en.ts'
import type { Field, Json, Shape } from '../../../model/shape.ts'

/** Places in source files say nothing to a reader. Distributes over unions. */
export type Placeless<T> = T extends unknown ? Omit<T, 'span'> : never

export type TrySecurity = Placeless<Security>
export type TryParameter = Field & {
  readonly in: Parameter['in']
  /** The value that a sample of the page shows at this place. */
  readonly sample?: string
}
export type TryBody = { readonly mediaTypes: readonly string[]; readonly shape: Shape; readonly example?: Json }
export type TryOperation = {
  readonly key: string
  readonly method: Operation['method']
  readonly path: string
  readonly title: string
  /** Which of `TryIt.ways` let a caller in; none where no credential is needed. */
  readonly ways: readonly number[]
  readonly parameters: readonly TryParameter[]
  readonly body?: TryBody
}
export type TryMessage = Pick<Message, 'name' | 'from' | 'shape'> & { readonly example?: Json }
export type TryChannel = {
  readonly address: string
  readonly title: string
  /** Origins with `ws:` or `wss:`, no slash at the end. */
  readonly servers: readonly string[]
  /** Which of `TryIt.ways` may let a caller in: those of all operations. */
  readonly ways: readonly number[]
  readonly parameters: readonly TryParameter[]
  readonly messages: readonly TryMessage[]
}

export type TryIt = {
  /** What try-it says, by language; English it knows itself. */
  readonly words?: Readonly<Record<string, TryWords>>
  /** Addresses without a slash at the end, the first by default; empty is the folder of this file. */
  readonly servers: readonly string[]
  /** Whether the API answers in the folder of this file. */
  readonly here: boolean
  /** Ways in; of each all has to be shown. */
  readonly ways: readonly (readonly TrySecurity[])[]
  readonly operations: readonly TryOperation[]
  readonly channels: readonly TryChannel[]
}
