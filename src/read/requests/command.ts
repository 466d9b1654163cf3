/** What a command that calls the API says of the call. */
import type { Method } from '../../model/contract.ts'

export type Curl = {
  readonly method: Method
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  /** What `-d` and its relatives send, joined as curl joins it; undefined without one. */
  readonly data: string | undefined
  /** Whether the data is a file, sent as it is. */
  readonly upload: boolean
  /** The fields of `-F`, in order; undefined without one. */
  readonly form: readonly (readonly [string, string])[] | undefined
  /** `user:password` of `-u`. */
  readonly user: string | undefined
  /** Line within the sample, from 0. */
  readonly line: number
}
