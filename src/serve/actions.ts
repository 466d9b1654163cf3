/** How operations are answered: the words of a plan. */
import type { Finding } from '../finding.ts'
import type { Operation } from '../model/contract.ts'
import type { Action as StoreAction } from '../model/pairs.ts'
import type { Resource } from '../model/resources.ts'
import type { AnyHandler } from './behaviour.ts'

export type Plan = {
  /** One for each operation, in page order. */
  readonly actions: readonly Action[]
  readonly resources: readonly Resource[]
  /** What api.ts says of things that the page does not have. */
  readonly findings: readonly Finding[]
}

/** `by` is what the header `Kittn-Answer` says and what `kittn plan` prints. */
export type Action = HandlerAction | ResourceAction | ExampleAction | NoAction

export type HandlerAction = { readonly by: 'handler'; readonly operation: Operation; readonly handler: AnyHandler }
export type ResourceAction = {
  readonly by: 'store'
  readonly operation: Operation
  readonly resource: Resource
  readonly action: StoreAction
}
/** The page's example, as it stands there. */
export type ExampleAction = {
  readonly by: 'example'
  readonly operation: Operation
  readonly mediaType: string
  readonly text: string
}
/** The page shows no answer: a write is answered 204, a read says that there is nothing to say (501). */
export type NoAction = { readonly by: 'nothing'; readonly operation: Operation }
